"""Words of courtesy in both languages, and what is replied to them: data for courtesy.py."""

from __future__ import annotations

from enum import StrEnum

from domain.types import Language

FR, EN = Language.FR, Language.EN


class Courtesy(StrEnum):
    """What kind of small talk it is."""

    OPINION = "opinion"
    IDENTITY = "identity"
    SOURCES = "sources"
    HELP = "help"
    THANKS = "thanks"
    FAREWELL = "farewell"
    DOUBT = "doubt"
    PRAISE = "praise"
    GREETING = "greeting"
    ASSENT = "assent"


ALWAYS = frozenset({Courtesy.OPINION})
"""Kinds that whatever stands around their words does not change."""

# First match wins: "hi, who are you?" asks who we are. Patterns over folded text.
PHRASES: tuple[tuple[Courtesy, dict[Language, str]], ...] = (
    (
        Courtesy.OPINION,
        {
            FR: r"qu'en (penses-tu|pensez-vous)|que (penses-tu|pensez-vous)|tu penses quoi|"
            r"(quel est )?(ton|votre) (avis|opinion)|pour qui (dois-je |je dois )?voter",
            EN: r"what do you think|what('s| is) your (opinion|view|take)|your (opinion|view) "
            r"(on|of|about)|who (should|do) (i|you) vote",
        },
    ),
    (
        Courtesy.IDENTITY,
        {
            FR: r"qui (es[- ]tu|etes[- ]vous)|(tu es|vous etes|t'?es|t) (qui|quoi)|c'est qui toi|"
            r"(es[- ]tu|etes[- ]vous|tu es|vous etes|t'es) (un |une )?(robot|humain|ia|machine|"
            r"chatgpt|gpt|claude|gemini|mistral|copilot|siri|alexa|programme|bot)|"
            r"comment (tu t'appelles|t'appelles[- ]tu|vous appelez[- ]vous)|(ton|votre) nom|"
            r"qui (t'a|vous a) (cree|fait|concu|programme)\w*",
            EN: r"who (are|r) (you|u)|what are you|are you (a |an )?(robot|human|bot|ai|machine|"
            r"chatgpt|gpt|claude|gemini|mistral|copilot|siri|alexa|program)|"
            r"what('s| is) your name|who (made|built|created|programmed|wrote) you",
        },
    ),
    (
        Courtesy.SOURCES,
        {
            FR: r"(quelles sont )?(tes|vos) sources|(donne|montre|liste)[- ]moi (les|tes|vos) "
            r"sources|quelles sources (as-tu|avez-vous)|combien de sources|d'ou (viennent|tiens-tu|"
            r"tenez-vous) (tes|vos|ces) (reponses|informations?)",
            EN: r"(what|which|where) (are|sources do) (your sources|you (use|have))|your sources|"
            r"(show|list|give) (me )?(the|your) sources|how many sources",
        },
    ),
    (
        Courtesy.HELP,
        {
            FR: r"je (ne |n'ai )?(comprends?|pige|compris) (pas|rien)|"
            r"que (peux[- ]tu|pouvez[- ]vous|sais[- ]tu|savez[- ]vous) faire|"
            r"(tu sers|vous servez) a quoi|a quoi (tu sers|sers[- ]tu|servez[- ]vous|ca sert)|"
            r"comment (ca|cela) (marche|fonctionne)|^a l'aide|^aidez?[- ]moi|^aide( stp| svp)?\W*$|"
            r"comment (je fais|faire|on fait|t'utiliser|vous utiliser)\W*$|mode d'emploi|"
            r"que puis-je (te |vous )?demander",
            EN: r"i (don't|do not|dont|didn't) (understand|get it)|what (can|do) you do|"
            r"how (does (this|it)|do you) work|^help( me)?( please)?\W*$|"
            r"what can i ask( you)?|how (do|can) i use (this|you|it)|^(test|testing)\W*$",
        },
    ),
    (
        Courtesy.THANKS,
        {
            FR: r"merci|mille mercis|mrc|remerci\w+",
            EN: r"thanks?|thank (you|u)|thx|ty|cheers|much appreciated",
        },
    ),
    (
        Courtesy.FAREWELL,
        {
            FR: r"au revoir|a bientot|a plus( tard)?|a demain|bonne (fin de )?(journee|soiree|nuit|"
            r"continuation|apres-midi)|adieu|bon (week-?end|courage)",
            EN: r"good ?bye|bye|see (you|ya)( later| soon)?|good night|"
            r"have a (nice|good|great|lovely) (day|evening|one|weekend)|ciao",
        },
    ),
    (
        Courtesy.DOUBT,
        {
            FR: r"(tu es|t'es|vous etes|c'est|ca craint|c) ?(trop |vraiment |completement |tres )?"
            r"(nul|nulle|null|mauvais|faux|n'importe quoi|inutile|bete|stupide|pas vrai|errone)|"
            r"n'importe quoi|(es-tu|tu es|t'es|etes-vous|vous etes) surs?|tu (te )?trompes?( toi)?|"
            r"(tu dis|vous dites) n'importe quoi|tu ne sers a rien|vous vous trompez",
            EN: r"(you are|you're|youre|that's|thats|that is|this is|it's) (so |really |very |"
            r"just |totally )?(useless|stupid|wrong|bad|dumb|false|rubbish|nonsense|terrible|"
            r"incorrect|not (true|right|helpful|correct))|are you (really )?sure|"
            r"(wrong|useless|rubbish|nonsense)(?=\W*$)",
        },
    ),
    (
        Courtesy.PRAISE,
        {
            FR: r"bravo|genial|parfait|impeccable|chapeau|formidable|nickel|top|"
            r"tres (bien|utile|clair|bon)|mdr|d'accord|entendu|compris|super|excellent|ca marche",
            EN: r"great|perfect|awesome|well done|good (job|work|bot)|nice (one|work|job)|"
            r"brilliant|amazing|pretty good|got it|understood",
        },
    ),
    (
        Courtesy.GREETING,
        {
            FR: r"bonjour|bonsoir|salut|coucou|bjr|slt|bsr|(comment )?ca va( bien)?|"
            r"comment (allez[- ]vous|vas[- ]tu|tu vas|vous allez)|quoi de neuf|enchante\w*",
            EN: r"hello|hi|hey|hiya|good (morning|afternoon|evening)|greetings|how are you|"
            r"how('s| is) it going|what'?s up|nice to meet you",
        },
    ),
    (
        Courtesy.ASSENT,
        {
            FR: r"^(oui|ouais|non|si|bof)\W*$|pas de probleme|laisse tomber",
            EN: r"^(yes|yeah|yep|no|nope|sure|nah)\W*$|never ?mind|no problem|forget it",
        },
    ),
    (Courtesy.PRAISE, dict.fromkeys(Language, r"lol|haha+|ok(ay)?|cool")),
)

LIGHT = frozenset(
    """
    a ai all alors and are as assez at aussi avez avoir beaucoup bien bon bonne but c ca ce cela
    cest c'est cette comment cool d dans de des donc du encore en es est et ete etait etes etre
    everyone everybody fait for franchement good great ha help helped helpful here how i il im
    i'm in interessant interessante interesting is it its it's j je job j'ai l la le les m ma mal me
    merci mon monde monsieur madame messieurs mesdames much my na ne nice non no of oh ok okay on ou
    oui parfaitement pas peu plus pour pretty quite r re really s say see seems so sont sur t'es
    ta te tes that that's thats the there this to toi ton tous tout toute toutes tres trop tu u un
    une useful utile utiles va vas vous vraiment very was well we what work works yes yeah yep y
    you your you're youre votre vos nos notre lot bcp mille infiniment aujourd'hui
    answer answers reponse reponses question questions equipe team friend ami amis tonight today
    job travail aide aider ami again encore lot helps me moi peux tu faire pour passerelle chatbot
    assistant robot machine bot as-tu sources quoi nom name
    day evening morning journee soiree please stp svp plait s'il
    """.split()
)
"""What may stand beside words of courtesy without asking for anything."""

NOTHING = frozenset(
    "question questions info infos svp stp plz pls please tout all ok euh hum hmm well moi".split()
)
"""Words, beside stop words, of a message that asks for nothing yet: "I have a question"."""

# True of quotations and of a language model's prose alike.
REPLIES: dict[Courtesy, dict[Language, str]] = {
    Courtesy.OPINION: {
        FR: "Je n'ai pas d'avis : je m'en tiens à ce que disent les sources. Demandez-moi ce "
        "qu'elles en disent.",
        EN: "I have no opinion: I keep to what the sources say. Ask me what they say about it.",
    },
    Courtesy.IDENTITY: {
        FR: "Je suis Passerelle : je réponds à partir des sources que l'on m'a confiées, et "
        "chaque réponse montre les phrases exactes sur lesquelles elle s'appuie. Posez-moi une "
        "question sur leur contenu, en français ou en anglais.",
        EN: "I am Passerelle: I answer from the sources I was given, and each answer shows the "
        "exact sentences that it rests on. Ask me about what they say, in English or in French.",
    },
    Courtesy.SOURCES: {
        FR: "La liste des sources, avec leur texte et leur date, est dans la bibliothèque. Chaque "
        "numéro d'une réponse mène au passage sur lequel elle s'appuie.",
        EN: "The sources are listed in the library, with their texts and dates. Each number in an "
        "answer leads to the passage that it rests on.",
    },
    Courtesy.HELP: {
        FR: "Demandez-moi un chiffre, une date, un nom, une liste ou un résumé, en français ou en "
        "anglais. Je réponds à partir des sources, je montre les phrases exactes sur lesquelles "
        "la réponse s'appuie, et je dis quand les sources ne répondent pas.",
        EN: "Ask me for a figure, a date, a name, a list or a summary, in English or in French. I "
        "answer from the sources, show the exact sentences that the answer rests on, and say so "
        "when the sources have no answer.",
    },
    Courtesy.THANKS: {
        FR: "Je vous en prie. Si une autre question vous vient, je suis là.",
        EN: "You are welcome. If another question comes up, I am here.",
    },
    Courtesy.FAREWELL: {
        FR: "Au revoir, et à bientôt.",
        EN: "Goodbye, and see you soon.",
    },
    Courtesy.DOUBT: {
        FR: "Chaque numéro d'une réponse mène au passage sur lequel elle s'appuie : vous pouvez la "
        "vérifier. Si la réponse ne convient pas, posez la question autrement.",
        EN: "Each number in an answer leads to the passage that it rests on, where you can check "
        "it. If the answer falls short, put the question another way.",
    },
    Courtesy.PRAISE: {
        FR: "Ravi que cela vous serve. Avez-vous une autre question sur les sources ?",
        EN: "Glad it is of use. Do you have another question about the sources?",
    },
    Courtesy.GREETING: {
        FR: "Bonjour ! Que voulez-vous savoir de ce que disent les sources ?",
        EN: "Hello! What would you like to know from the sources?",
    },
    Courtesy.ASSENT: {
        FR: "Très bien. Que voulez-vous savoir des sources ?",
        EN: "Very well. What would you like to know from the sources?",
    },
}
