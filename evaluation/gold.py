"""Gold question sets: reading and validation of JSONL files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from domain.errors import SourceNotReadable, UsageError
from domain.types import Language, Turn


class Half(StrEnum):
    """Data split: for fitting thresholds and weights, or held out for the report."""

    CALIBRATION = "calibration"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A question with the evidence that its answer must cite.

    ``gold_quotes`` are verbatim parts of the source; ``must_include`` lists, for each fact of the
    answer, the accepted wordings; ``kind`` is the question category. ``half`` states if it may be
    used for fitting; a line without it is for the report alone.
    """

    id: str
    language: Language
    question: str
    kind: str
    answerable: bool
    gold_quotes: tuple[str, ...]
    must_include: tuple[tuple[str, ...], ...]
    must_not_include: tuple[str, ...]
    history: tuple[Turn, ...]
    source: str | None = None
    half: Half = Half.REPORT

    @property
    def in_context(self) -> str:
        """The question after the one of the turn before, if there is one."""
        before = [turn.content for turn in self.history if turn.role == "user"]
        return f"{before[-1]} {self.question}" if before else self.question


def read_gold(file: Path) -> tuple[GoldItem, ...]:
    """The items of a file; raises SourceNotReadable, or UsageError naming the bad line."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceNotReadable(str(file), str(error)) from error
    numbered = [(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
    return tuple(_item(line, f"{file} line {n}") for n, line in numbered)


def _item(line: str, where: str) -> GoldItem:
    try:
        data: dict[str, Any] = json.loads(line)
        return GoldItem(
            id=str(data["id"]),
            language=Language(data["lang"]),
            question=str(data["question"]),
            kind=str(data["kind"]),
            answerable=bool(data["answerable"]),
            gold_quotes=tuple(data.get("gold_quotes", ())),
            must_include=tuple(tuple(options) for options in data.get("must_include", ())),
            must_not_include=tuple(data.get("must_not_include", ())),
            history=tuple(Turn(t["role"], t["content"]) for t in data.get("history", ())),
            source=data.get("source"),
            half=Half(data.get("half", Half.REPORT)),
        )
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(where, f"it is not a gold question ({error})") from error
