"""Evaluation report as a standalone HTML page: figures and every miss, no script, nothing fetched.

Questions, answers and passages are untrusted: the template escapes all that is put in it, and the
page forbids its browser every script and every fetch.
"""

from __future__ import annotations

import unicodedata
from functools import partial
from pathlib import Path
from typing import Any

from app.views import eval_texts
from app.views.eval import PASSAGES, Evaluation, columns, rows
from domain.errors import UsageError
from domain.types import Language
from evaluation.gold import GoldItem

_TEMPLATE = Path(__file__).with_name("eval_page.html.jinja")
_EXPECTED = {
    "chitchat": "expected_courtesy",
    "false_premise": "expected_premise",
    "attack": "expected_attack",
}


def write_page(evaluation: Evaluation, file: Path, language: Language) -> None:
    """Write the page; raises UsageError where the file cannot be written."""
    try:
        file.write_text(page(evaluation, language), encoding="utf-8")
    except OSError as error:
        raise UsageError(str(file), error.strerror or "it cannot be opened") from error


def page(evaluation: Evaluation, language: Language) -> str:
    """The page, in the language of its reader."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        evaluation=evaluation,
        language=language,
        word=partial(_word, language=language),
        heading=partial(eval_texts.miss, language=language),
        columns=columns(language),
        rows=list(rows(evaluation, language)),
        expected=partial(_expected, language=language),
        passages=PASSAGES,
    )


def _word(name: str, language: Language) -> str:
    return eval_texts.word(name, language)


def _expected(item: GoldItem, language: Language) -> str:
    """The expected behaviour on an unanswerable question, in words; "" for any other."""
    if item.answerable:
        return ""
    return eval_texts.word(_EXPECTED.get(item.kind, "expected_refusal"), language)


def _printable(value: Any) -> Any:
    """The values of the page, without control characters and lone surrogates."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    kept = (c for c in value if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept)
