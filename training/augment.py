"""What users do to text before a model reads it: typing errors, and frames around a question.

Case, accents and ligatures need nothing: the tokenizer does without them (training/vocabulary.py).
"""

from __future__ import annotations

import random

from domain.types import Language

TYPO_SHARE = 0.12
FRAME_SHARE = 0.4

FRAMES = {
    Language.EN: (
        "what is {}?",
        "what does the text say about {}?",
        "{}: what is planned?",
        "tell me about {}",
        "which rules apply to {}?",
        "how does {} work?",
        "what about {}",
        "where can I read about {}?",
        "who decides on {}?",
        "I am looking for information on {}",
        "is there anything on {}?",
    ),
    Language.FR: (
        "qu'est-ce que {} ?",
        "que dit le texte sur {} ?",
        "{} : qu'est-ce qui est prévu ?",
        "parle-moi de {}",
        "quelles règles s'appliquent : {} ?",
        "comment fonctionne {} ?",
        "et pour {}",
        "où trouver des renseignements sur {} ?",
        "qui décide : {} ?",
        "je cherche des informations sur {}",
        "y a-t-il quelque chose sur {} ?",
    ),
}


def framed(text: str, language: Language, chance: random.Random) -> str:
    """The text as a question or a request, now and then."""
    if chance.random() >= FRAME_SHARE:
        return text
    return chance.choice(FRAMES[language]).format(text[:1].lower() + text[1:])


def mistyped(text: str, chance: random.Random) -> str:
    """Now and then: one letter in about fifteen dropped, doubled, exchanged or mistaken."""
    if chance.random() >= TYPO_SHARE or len(text) < 8:
        return text
    letters = list(text)
    for _ in range(max(1, len(text) // 30)):
        at = chance.randrange(1, len(letters) - 1)
        if letters[at].isalpha():
            kind = chance.randrange(4)
            if kind == 0:
                letters[at] = ""
            elif kind == 1:
                letters[at] *= 2
            elif kind == 2:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
            else:
                letters[at] = chance.choice("aeiourstnl")
    return "".join(letters)
