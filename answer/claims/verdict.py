"""What a check of a sentence ends in: supported, unsupported with its reason, or no claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.types import Language


class Outcome(StrEnum):
    """The three ways in which a sentence stands to its sources."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    NO_CLAIM = "no claim"


class Reason(StrEnum):
    """Why a sentence is not supported."""

    UNCITED = "uncited"
    NO_SUCH_PASSAGE = "no such passage"
    MARKUP = "markup"
    QUOTATION = "quotation"
    FIGURE = "figure"
    NAME = "name"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    DIRECTION = "direction"
    UNLIKE = "unlike"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``detail`` is what the reason is about, in the sentence's own words; "" where it is all."""

    outcome: Outcome
    reason: Reason | None = None
    detail: str = ""

    @property
    def supported(self) -> bool:
        """Whether the sentence may be shown as fact."""
        return self.outcome is Outcome.SUPPORTED

    @property
    def silence(self) -> bool:
        """Whether the sentence tells that the sources do not say."""
        return self is SILENT

    def told(self, language: Language) -> str:
        """Why the sentence is not shown, in one plain phrase; "" where it is."""
        if self.reason is None:
            return ""
        english, french = _TOLD[self.reason]
        phrase = french if language is Language.FR else english
        return phrase.format(detail=self.detail)


SUPPORTED = Verdict(Outcome.SUPPORTED)
NO_CLAIM = Verdict(Outcome.NO_CLAIM)
SILENT = Verdict(Outcome.NO_CLAIM, detail="the sources are silent")


def unsupported(reason: Reason, detail: str = "") -> Verdict:
    """A verdict against a sentence."""
    return Verdict(Outcome.UNSUPPORTED, reason, " ".join(detail.split()))


_TOLD: dict[Reason, tuple[str, str]] = {
    Reason.UNCITED: ("it names no passage", "elle ne renvoie à aucun passage"),
    Reason.NO_SUCH_PASSAGE: (
        "it refers to a passage that does not exist ({detail})",
        "elle renvoie à un passage qui n'existe pas ({detail})",
    ),
    Reason.MARKUP: (
        "it has a link or a sign of layout that the passage does not have ({detail})",
        "elle a un lien ou un signe de mise en page que le passage n'a pas ({detail})",
    ),
    Reason.QUOTATION: (
        "the passage does not contain the quotation “{detail}”",
        "le passage ne contient pas la citation « {detail} »",
    ),
    Reason.FIGURE: (
        "the passage does not say “{detail}”",
        "le passage ne dit pas « {detail} »",
    ),
    Reason.NAME: (
        "the passage does not name “{detail}” there",
        "le passage n'y nomme pas « {detail} »",
    ),
    Reason.NEGATION: (
        "one of the two, the sentence or the passage, denies it",
        "l'un des deux, de la phrase ou du passage, le nie",
    ),
    Reason.OPPOSITE: ("the passage says the opposite", "le passage dit le contraire"),
    Reason.DIRECTION: (
        "the passage says it the other way round",
        "le passage le dit dans l'autre sens",
    ),
    Reason.UNLIKE: ("the passage does not say this", "le passage ne dit pas cela"),
    Reason.LANGUAGE: (
        "it is not in the language of the question",
        "elle n'est pas dans la langue de la question",
    ),
}
