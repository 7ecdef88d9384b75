"""Export of feedback as gold questions for `passerelle eval`; see evaluation/gold.py.

Positive feedback is taken as correct: an answer's quotations are its gold quotes, a refusal is a
question without an answer in the library. Negative feedback states only that something is wrong:
such a line is ``answerable`` with no quote, to be completed by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from app.feedback.kept import Verdict
from domain.types import Status

KIND = "feedback"


def gold_line(verdict: Verdict) -> str:
    """One line of JSON; for a verdict whose texts were kept."""
    return json.dumps(_item(verdict), ensure_ascii=False)


def exportable(verdicts: Iterable[Verdict], all_: bool) -> list[Verdict]:
    """Those that make a gold question, the earliest first: with their texts, no courtesy, and
    useful ones alone unless all are asked for.
    """
    kept = (v for v in verdicts if v.question and v.status != Status.COURTESY)
    return sorted((v for v in kept if v.useful or all_), key=lambda v: (v.at, v.id))


def _item(verdict: Verdict) -> dict[str, Any]:
    refused = verdict.status == Status.UNANSWERED
    citations = verdict.answer.get("citations", ())
    return {
        "id": f"f{verdict.id[:12]}",
        "lang": str(verdict.language),
        "question": verdict.question,
        "kind": KIND,
        "gold_quotes": [c["quote"] for c in citations] if verdict.useful else [],
        "must_include": [],
        "must_not_include": [],
        "history": [{"role": t.role, "content": t.content} for t in verdict.history],
        "answerable": not (refused and verdict.useful),
        "note": _note(verdict),
    }


def _note(verdict: Verdict) -> str:
    """For whoever edits the file: the feedback, and the library's state at the time."""
    said = "useful" if verdict.useful else "not useful, complete gold_quotes by hand"
    generation = verdict.versions.generation
    parts = [
        f"feedback: {said}",
        verdict.reason and f"reason: {' '.join(verdict.reason.split())}",
        f"generation {generation}" if generation else "",
        f"answered by {verdict.versions.answerer}",
    ]
    return "; ".join(part for part in parts if part)
