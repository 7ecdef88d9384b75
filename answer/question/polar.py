"""Whether a question asks for a yes or a no: by its form, in French or English.

"Is Velia a member?", "Est-ce que...", "L'accord est-il en vigueur ?", "..., n'est-ce pas ?".
Shallow: the first words, an inversion, a tag. A question with a negation is none, for its "yes" may
be taken either way. What the answer is, the reader tells.
"""

from __future__ import annotations

import re

from text.folding import fold_text

_ENGLISH = re.compile(
    r"^(?:so |and |but |then )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|"
    r"should|may|might|must)(?:n't)? (?!not? )|"
    r"[,:] (?:right|correct|yes|is that (?:so|right)|(?:is|are|was|were|do|does|did|has|have|had|"
    r"can|will|would|won't)(?:n't)? (?:it|they|he|she|we|there)|isn't that (?:right|so))\s*\?*$"
)
_FRENCH = re.compile(
    r"^(?:et |mais |alors )?est-ce qu(?:e |')|-(?:t-)?(?:il|elle|ils|elles|on|ce)\b|"
    r"[,:] (?:n'est-ce pas|non|si|c'est (?:bien )?(?:ca|cela|exact))\s*\?*$"
)
_ASKS_MORE = re.compile(
    r"^(?:\S+ ){0,3}?(?:l|d|qu|jusqu|lors)?'?(?:qui|quoi|quel(?:le)?s?|quand|comment|combien|"
    r"pourquoi|ou|que|qu|lequel|laquelle|lesquel(?:le)?s|auquel|auxquel(?:le)?s|duquel|"
    r"desquel(?:le)?s)\b"
)
"""A word that asks for more than yes or no, among the first four."""
_TAG = re.compile(r"[,:][^,:]*$")
_HOW_MUCH = re.compile(r"\b(?:how|why|what|combien|comment|pourquoi|quel(?:le)?s?|quand)\b")
_BEGS = re.compile(
    r"^(?:so |and |please )?(?:can|could|would|will|do|may)(?:n't)? (?:you|i ask)\b|"
    r"\b(?:peux-tu|pouvez-vous|pourriez-vous|sais-tu|savez-vous|est-ce que (?:tu|vous))\b"
)
"""Forms of a request: "Can you tell me...", "Pouvez-vous me dire..."."""
_DENIES = re.compile(r"\b(?:not|never|no|ne|pas|jamais|aucune?)\b|n't\b|\bn'")


def is_polar(question: str) -> bool:
    """Whether a question asks for a yes or a no."""
    plain = fold_text(question).strip(" ?")
    if _DENIES.search(_TAG.sub("", plain)) or _HOW_MUCH.search(plain) or _BEGS.search(plain):
        return False
    if _ENGLISH.search(plain):
        return " or " not in plain
    if _FRENCH.search(plain) is None or " ou " in plain:
        return False
    return plain.startswith("est-ce") or not _ASKS_MORE.match(plain)
