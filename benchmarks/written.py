"""Claims written by hand over the briefing, right and wrong, of many kinds.

The rules of answer/claims were written with some of them in sight: other prose is judged less well.
A row of evaluation/claims/written.jsonl has the claim, its language, the words by which the cited
passage is found and whether that passage bears it out. Knows nothing of verdicts.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from answer.model.drafting import DraftSentence
from benchmarks.adversarial import Case
from domain.types import Language, Retrieved

CLAIMS = Path(__file__).parents[1] / "evaluation" / "claims" / "written.jsonl"
BESIDE = 5  # other passages of the same language that are given with the cited one


def written_cases(passages: Sequence[Retrieved]) -> Iterator[Case]:
    """Each row over the passages of the briefing, in order; its words have to stand in one."""
    plain = [_plain(r.passage.text) for r in passages]
    for line in CLAIMS.read_text(encoding="utf-8").splitlines():
        yield _case(json.loads(line), passages, plain)


def _case(row: dict[str, Any], passages: Sequence[Retrieved], plain: Sequence[str]) -> Case:
    words = _plain(row["cited_words"])
    cited = passages[next(n for n, text in enumerate(plain) if words in text)]
    draw = random.Random(row["cited_words"])
    others = [r for r in passages if _beside(r, cited)]
    given = (cited, *draw.sample(others, BESIDE))
    claim = DraftSentence(row["claim"], (1,))
    return Case(row["kind"], row["right"], claim, Language(row["language"]), given)


def _beside(other: Retrieved, cited: Retrieved) -> bool:
    return other is not cited and other.passage.language is cited.passage.language


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
