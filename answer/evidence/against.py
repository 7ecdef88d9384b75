"""What in a sentence contradicts a question, as numbers: another time or unit, the sides reversed,
the opposite, a denial on one side alone, or that the thing is not told.

Knows nothing of how much each counts.
"""

from __future__ import annotations

from answer.evidence import constraints
from answer.evidence.matching import words_of
from answer.evidence.sought import Sought
from answer.question.asked import Form
from domain.types import Passage
from text.figures import figures
from text.opposites import opposed


def against(text: str, passage: Passage, question: Sought) -> dict[str, float]:
    """Each contradiction of a sentence of a passage, 0 or 1."""
    asked, stated, affirms = question.asked, figures(text), question.affirms
    time = constraints.other_time(asked.given, stated)
    unit = constraints.other_currency(question.text, stated)
    label = constraints.other_label(question.text, text, passage.text)
    found = {
        "other_time": not question.settles and time,
        "other_unit": not question.settles and (unit or label),
        "reversed": not question.settles
        and not question.beside
        and constraints.reversed_sides(question.text, text, question.names, passage.language),
        "opposed": affirms
        and opposed(question.text, text)
        and not constraints.denied(text, question.text),
        "denied": affirms and constraints.denied(question.text, text),
        "denied_word": affirms and _denies_a_word(text, passage, question),
        "undenied": affirms
        and constraints.denied(text, question.text)
        and not opposed(question.text, text),
        "unsaid": (affirms or asked.form is Form.LIST) and constraints.unsaid(text),
    }
    return {name: float(holds) for name, holds in found.items()}


def _denies_a_word(text: str, passage: Passage, question: Sought) -> bool:
    """Whether it denies what the question says, not what else it speaks of."""
    if not constraints.denied(question.text, text):
        return False
    parts = [words_of(part, passage.language) for part in constraints.denials(text)]
    return any(
        part.holds(word) for part in parts for word in question.words if word not in question.names
    )
