"""Answer polarity: whether a passage makes the answer to a yes/no question yes or no.

The entailment model judges "Yes." after the question, as it judges any sentence of an answer: the
passage supports it, contradicts it, or, where yes and no are no answers, neither.
"""

from __future__ import annotations

from answer import phrases
from answer.verification.entailment import Entailment
from domain.types import Language, Retrieved


def polarity(
    question: str, language: Language, answering: Retrieved, entailment: Entailment, least: float
) -> bool | None:
    """True for yes, False for no; None where neither has the ``least`` share of the model's
    probability. Raises ReaderModelError.
    """
    yes = phrases.yes_or_no(language, yes=True)
    [judged] = entailment.judge(yes, [answering], (question,))
    if max(judged.supported, judged.contradicted) < least:
        return None
    return judged.supported > judged.contradicted
