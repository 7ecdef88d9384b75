"""Small talk: a greeting, thanks, praise, "who are you", answered shortly and without sources.

A message is small talk when it holds a word or phrase of courtesy and nothing else that could be
looked up: what is left after function words and words of opinion is empty.
"""

from __future__ import annotations

import re
from enum import StrEnum

from answer.asked import fold
from domain.types import Language


class Courtesy(StrEnum):
    """What kind of small talk it is."""

    IDENTITY = "identity"
    THANKS = "thanks"
    FAREWELL = "farewell"
    PRAISE = "praise"
    GREETING = "greeting"


# First match wins: "hi, who are you?" asks who we are.
_TRIGGERS: tuple[tuple[Courtesy, str], ...] = (
    (
        Courtesy.IDENTITY,
        r"\b(qui (es[- ]tu|etes[- ]vous)|(tu es|vous etes|t'?es) (qui|quoi)|who (are|r) (you|u)|"
        r"what are you|what can you do|que (peux[- ]tu|pouvez[- ]vous|sais[- ]tu|savez[- ]vous) "
        r"faire|(es[- ]tu|etes[- ]vous) (un |une )?(robot|humain|ia|machine)|"
        r"are you (a |an )?(robot|human|bot|ai|machine)|comment (tu t'appelles|t'appelles[- ]tu|"
        r"vous appelez[- ]vous)|what('s| is) your name|tu sers a quoi|a quoi (tu sers|sers[- ]tu|"
        r"servez[- ]vous))\b",
    ),
    (
        Courtesy.THANKS,
        r"\b(merci|mille mercis|thanks?|thank (you|u)|thx|ty|cheers|much appreciated|mrc)\b",
    ),
    (
        Courtesy.FAREWELL,
        r"\b(au revoir|a bientot|a plus tard|bonne (journee|soiree|nuit|continuation)|adieu|"
        r"good ?bye|bye|see (you|ya)|good night|have a (nice|good) (day|evening|one))\b",
    ),
    (
        Courtesy.PRAISE,
        r"\b(bravo|genial|super|parfait|excellent|impeccable|chapeau|formidable|nickel|top|"
        r"great|perfect|awesome|well done|good (job|work|bot)|nice (one|work|job)|brilliant|"
        r"amazing|lol|haha+|mdr|pretty good|tres (bien|utile)|cool|ok(ay)?)\b",
    ),
    (
        Courtesy.GREETING,
        r"\b(bonjour|bonsoir|salut|coucou|bjr|slt|hello|hi|hey|hiya|good (morning|afternoon|"
        r"evening)|greetings|(comment )?ca va|comment (allez[- ]vous|vas[- ]tu|tu vas)|"
        r"how are you|how('s| is) it going|what'?s up|enchante\w*|nice to meet you)\b",
    ),
)
_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _TRIGGERS)

# Words that may stand beside a courtesy without asking for anything.
_LIGHT = frozenset(
    """
    a ai all alors and are as assez at aussi avez avoir beaucoup bien bon bonne but c ca ce cela
    cest c'est cette comment cool d dans de des donc du encore en es est et ete etait etes etre
    everyone everybody fait for franchement good great ha help helped helpful here how i il im
    i'm in interessant interessante interesting is it its it's j je job j'ai l la le les m ma mal me
    merci mon monde monsieur madame messieurs mesdames much my na ne nice non of oh ok okay on ou
    oui parfaitement pas peu plus pour pretty quite r re really s say see seems so sont sur t'es
    ta te tes that that's thats the there this to toi ton tous tout toute toutes tres trop tu u un
    une useful utile utiles va vas vous vraiment very was well we what work works yes yeah yep y
    you your you're youre
    answer answers reponse reponses question questions equipe team friend ami amis tonight today
    job travail aide aider ami again encore lot helps me moi peux tu faire pour
    """.split()
)

_REPLIES: dict[Courtesy, dict[Language, str]] = {
    Courtesy.IDENTITY: {
        Language.FR: "Je suis Passerelle : je réponds en citant, mot pour mot, les sources que "
        "l'on m'a confiées. Posez-moi une question sur leur contenu, en français ou en anglais.",
        Language.EN: "I am Passerelle: I answer by quoting, word for word, the sources I was "
        "given. Ask me about what they say, in English or in French.",
    },
    Courtesy.THANKS: {
        Language.FR: "Je vous en prie. Si une autre question vous vient, je suis là.",
        Language.EN: "You are welcome. If another question comes up, I am here.",
    },
    Courtesy.FAREWELL: {
        Language.FR: "Au revoir, et à bientôt.",
        Language.EN: "Goodbye, and see you soon.",
    },
    Courtesy.PRAISE: {
        Language.FR: "Ravi que cela vous serve. Avez-vous une autre question sur les sources ?",
        Language.EN: "Glad it is of use. Do you have another question about the sources?",
    },
    Courtesy.GREETING: {
        Language.FR: "Bonjour ! Que voulez-vous savoir de ce que disent les sources ?",
        Language.EN: "Hello! What would you like to know from the sources?",
    },
}


def recognise(message: str) -> Courtesy | None:
    """The kind of small talk that a message is; None when it asks for something else."""
    folded = fold(message)
    kind = next((kind for kind, rule in _RULES if rule.search(folded)), None)
    if kind is None:
        return None
    rest = folded
    for _, rule in _RULES:
        rest = rule.sub(" ", rest)
    left = [w for w in re.findall(r"[a-z0-9]+(?:'[a-z]+)?", rest) if w not in _LIGHT]
    return None if left else kind


def reply(kind: Courtesy, language: Language) -> str:
    """What to say to it."""
    return _REPLIES[kind][language]
