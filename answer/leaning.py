"""Whether a sentence of a model leans on the one before it: "It did so in 2020", "Cette visite...".

Such a sentence says something only beside the one that names what it speaks of. Shallow, in both
languages at once (answer.reading.coreference). Knows nothing of sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from answer.claims.verdict import Outcome, Verdict
from answer.reading.coreference import leans
from domain.types import Language

_NEAR = 2  # sentences before one that it may lean on
_TOLD = {
    Language.FR: "Elle ne nomme pas ce dont elle parle, et aucune phrase affichée avant elle ne le "
    "nomme.",
    Language.EN: "It does not name what it speaks of, and no sentence shown before it does.",
}


@dataclass(frozen=True, slots=True)
class Leaning(Verdict):
    """A sentence that is borne out, but whose "it" is in a sentence that is not shown."""

    def told(self, language: Language) -> str:
        """Why the sentence is not shown."""
        return _TOLD[language]


LEANING = Leaning(Outcome.UNSUPPORTED)


@dataclass
class Footing:
    """Which of the sentences so far are shown, in order."""

    shown: list[bool] = field(default_factory=list)

    def bears(self, sentence: str) -> bool:
        """Whether a sentence can be shown next: it stands alone, or those near it are shown."""
        near = self.shown[-_NEAR:]
        return not leans(sentence) or (bool(near) and all(near))
