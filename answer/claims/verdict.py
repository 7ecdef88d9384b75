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
    DEGREE = "degree"
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
        """Why the sentence is not shown, in one plain sentence; "" where it is."""
        if self.reason is None:
            return ""
        english, french = _TOLD[self.reason]
        sentence = french if language is Language.FR else english
        return sentence.format(detail=self.detail)


SUPPORTED = Verdict(Outcome.SUPPORTED)
NO_CLAIM = Verdict(Outcome.NO_CLAIM)
SILENT = Verdict(Outcome.NO_CLAIM, detail="the sources are silent")


def unsupported(reason: Reason, detail: str = "") -> Verdict:
    """A verdict against a sentence."""
    return Verdict(Outcome.UNSUPPORTED, reason, " ".join(detail.split()))


_TOLD: dict[Reason, tuple[str, str]] = {
    Reason.UNCITED: (
        "It does not say which passage it rests on.",
        "Elle n'indique pas le passage sur lequel elle s'appuie.",
    ),
    Reason.NO_SUCH_PASSAGE: (
        "It refers to a passage that does not exist ({detail}).",
        "Elle renvoie à un passage qui n'existe pas ({detail}).",
    ),
    Reason.MARKUP: (
        "It contains a link or formatting that the passage cited does not have ({detail}).",
        "Elle contient un lien ou une mise en forme que le passage cité n'a pas ({detail}).",
    ),
    Reason.QUOTATION: (
        "The passage cited does not contain the quotation “{detail}”.",
        "Le passage cité ne contient pas la citation « {detail} ».",
    ),
    Reason.FIGURE: (
        "The passage cited does not say “{detail}”.",
        "Le passage cité ne dit pas « {detail} ».",
    ),
    Reason.NAME: (
        "The passage cited does not name “{detail}” in this context.",
        "Le passage cité ne nomme pas « {detail} » dans ce contexte.",
    ),
    Reason.NEGATION: (
        "It denies what the passage cited states, or states what it denies.",
        "Elle nie ce que le passage cité affirme, ou affirme ce qu'il nie.",
    ),
    Reason.OPPOSITE: ("The passage cited says the opposite.", "Le passage cité dit le contraire."),
    Reason.DIRECTION: (
        "The passage cited says it the other way round.",
        "Le passage cité le dit dans l'autre sens.",
    ),
    Reason.DEGREE: (
        "The passage cited does not put it that way (“{detail}”).",
        "Le passage cité ne le dit pas ainsi (« {detail} »).",
    ),
    Reason.UNLIKE: ("The passage cited does not say this.", "Le passage cité ne dit pas cela."),
    Reason.LANGUAGE: (
        "It is not in the language of the question.",
        "Elle n'est pas dans la langue de la question.",
    ),
}
