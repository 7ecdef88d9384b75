"""Small talk: canned replies in both languages, short and without sources."""

from __future__ import annotations

from answer.question.intent import Intent
from domain.types import Language

FR, EN = Language.FR, Language.EN

# True of quotations and of a language model's prose alike.
REPLIES: dict[Intent, dict[Language, str]] = {
    Intent.OPINION: {
        FR: "Je n'ai pas d'avis : je m'en tiens à ce que disent les sources. Demandez-moi ce "
        "qu'elles en disent.",
        EN: "I have no opinion: I keep to what the sources say. Ask me what they say about it.",
    },
    Intent.IDENTITY: {
        FR: "Je suis Passerelle : je réponds à partir des sources que l'on m'a confiées, et "
        "chaque réponse montre les phrases exactes sur lesquelles elle s'appuie. Posez-moi une "
        "question sur leur contenu, en français ou en anglais.",
        EN: "I am Passerelle: I answer from the sources I was given, and each answer shows the "
        "exact sentences that it rests on. Ask me about what they say, in English or in French.",
    },
    Intent.SOURCES: {
        FR: "La liste des sources, avec leur texte et leur date, est dans la bibliothèque. Chaque "
        "numéro d'une réponse mène au passage sur lequel elle s'appuie.",
        EN: "The sources are listed in the library, with their texts and dates. Each number in an "
        "answer leads to the passage that it rests on.",
    },
    Intent.HELP: {
        FR: "Demandez-moi un chiffre, une date, un nom, une liste ou un résumé, en français ou en "
        "anglais. Je réponds à partir des sources, je montre les phrases exactes sur lesquelles "
        "la réponse s'appuie, et je le dis quand les sources ne répondent pas.",
        EN: "Ask me for a figure, a date, a name, a list or a summary, in English or in French. I "
        "answer from the sources, show the exact sentences that the answer rests on, and say so "
        "when the sources have no answer.",
    },
    Intent.THANKS: {
        FR: "Je vous en prie. Si une autre question vous vient, je suis là.",
        EN: "You are welcome. If another question comes up, I am here.",
    },
    Intent.FAREWELL: {
        FR: "Au revoir, et à bientôt.",
        EN: "Goodbye, and see you soon.",
    },
    Intent.DOUBT: {
        FR: "Chaque numéro d'une réponse mène au passage sur lequel elle s'appuie : vous pouvez la "
        "vérifier. Si la réponse ne convient pas, posez la question autrement.",
        EN: "Each number in an answer leads to the passage behind it, so that you can check it. If "
        "the answer falls short, try asking in other words.",
    },
    Intent.PRAISE: {
        FR: "Ravi que cela vous soit utile. Avez-vous une autre question sur les sources ?",
        EN: "I am glad it helps. Do you have another question about the sources?",
    },
    Intent.GREETING: {
        FR: "Bonjour ! Que cherchez-vous dans les sources ?",
        EN: "Hello! What would you like to find out from the sources?",
    },
    Intent.ASSENT: {
        FR: "Très bien. Que cherchez-vous dans les sources ?",
        EN: "Very well. What would you like to find out from the sources?",
    },
}


def reply(intent: Intent, language: Language) -> str:
    """The reply to it."""
    return REPLIES[intent][language]
