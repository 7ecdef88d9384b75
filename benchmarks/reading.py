"""Answers on the held-out share of a folder of questions: one table.

    python -m benchmarks.reading FOLDER [FOLDER ...] [--part report|calibrate] [--reader NAME]

FOLDER holds questions as ../shared/reading and training/reading do; what its heldout.json and
calibration.json name becomes stores of documents, and their questions are asked there (see
training/reader_asked.py). A question is right when a sentence that answers it is quoted; one that
nothing answers is handled when it is refused, a false premise also when the sentence that sets it
right is quoted.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from answer.reading.calibration import Calibration, calibration_of
from answer.reading.reader import load_reader
from answer.reading.selection import Selection, select
from training.reader_asked import Asked, ask_all, same_sentence
from training.reader_data import Part, read


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what was chosen for it."""

    asked: Asked
    selection: Selection

    @property
    def right(self) -> bool:
        """Whether a sentence that answers is quoted."""
        return any(same_sentence(e.text, g) for e in self.selection.chosen for g in self.asked.gold)

    @property
    def corrected(self) -> bool:
        """Whether the sentence that sets a false premise right is quoted."""
        found = self.selection.correction
        return found is not None and any(same_sentence(found.text, g) for g in self.asked.gold)

    @property
    def handled(self) -> bool:
        """Whether what nothing answers is refused, or set right."""
        return not self.selection.chosen or (self.asked.kind == "false_premise" and self.right)


Rows = Sequence[Judged]


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--part", type=Part, choices=list(Part), default=Part.REPORT)
    parser.add_argument("--reader", help="another reader than the one that ships")
    parser.add_argument("--only", default="", help="stores whose names hold this")
    parser.add_argument("--most", type=int, help="at most so many questions a store")
    given = parser.parse_args()
    reader = load_reader(given.reader)
    calibration = calibration_of(reader.name)
    asked = ask_all(read(given.folder), given.part, reader, given.only, given.most)
    judged = [judge(a, calibration) for a in asked]
    for line in table(judged):
        print(line)


def judge(asked: Asked, calibration: Calibration) -> Judged:
    """What the product would choose."""
    background = asked.retrieval.background
    chosen = select(asked.readings, asked.language, background, calibration)
    return Judged(asked, chosen)


def table(judged: Rows) -> list[str]:
    """The lines of a Markdown table, one a store, then kinds of all stores together."""
    lines = ["| store | figure | share | n |", "|---|---|---|---|"]
    for store in dict.fromkeys(j.asked.group for j in judged):
        rows = [j for j in judged if j.asked.group == store]
        lines += [f"| {store} | {name} | {value:.3f} | {n} |" for name, value, n in figures(rows)]
    kinds = dict.fromkeys(j.asked.kind for j in judged)
    for kind in kinds:
        rows = [j for j in judged if j.asked.kind == kind and j.asked.answerable]
        lines += _line("all", f"right: {kind}", rows, lambda j: j.right)
    return lines


def figures(rows: Rows) -> list[tuple[str, float, int]]:
    """Name, share and number of each figure that has questions."""
    answerable = [j for j in rows if j.asked.answerable]
    same = [j for j in answerable if str(j.asked.language) == j.asked.source_language]
    across = [j for j in answerable if str(j.asked.language) != j.asked.source_language]
    answered = [j for j in answerable if j.selection.chosen]
    found: list[tuple[str, float, int]] = []

    def add(name: str, some: Rows, mark: Callable[[Judged], bool]) -> None:
        if some:
            found.append((name, sum(map(mark, some)) / len(some), len(some)))

    add("right, same language", same, lambda j: j.right)
    add("right, across", across, lambda j: j.right)
    add("gold sentence first", answerable, lambda j: _first(j))
    add("gold passage read", answerable, _read)
    add("refused by mistake", answerable, lambda j: not j.selection.chosen)
    add("right where answered", answered, lambda j: j.right)
    for kind in ("near_miss", "hurried", "unanswerable", "followup", "off_target", "false_premise"):
        some = [j for j in rows if not j.asked.answerable and j.asked.kind == kind]
        add(f"handled: {kind}", some, lambda j: j.handled)
    premises = [j for j in rows if j.asked.kind == "false_premise"]
    add("false premise set right", premises, lambda j: j.corrected or j.right)
    strangers = [j for j in rows if j.asked.kind == "off_topic"]
    for language in ("en", "fr"):
        some = [j for j in strangers if j.asked.language == language]
        add(f"off topic refused, {language}", some, lambda j: j.handled)
    if answered:
        words = [sum(len(e.text.split()) for e in j.selection.chosen) for j in answered]
        sentences = [len(j.selection.chosen) for j in answered]
        found.append(("words quoted, mean", sum(words) / len(words), len(words)))
        found.append(("sentences quoted, mean", sum(sentences) / len(sentences), len(sentences)))
    return found


def _first(judged: Judged) -> bool:
    best = judged.selection.best
    return best is not None and any(same_sentence(best.text, g) for g in judged.asked.gold)


def _read(judged: Judged) -> bool:
    texts = [r.retrieved.passage.text for r in judged.asked.readings]
    return any(same_sentence(text, g) for text in texts for g in judged.asked.gold)


def _line(store: str, name: str, rows: Rows, mark: Callable[[Judged], bool]) -> list[str]:
    if not rows:
        return []
    return [f"| {store} | {name} | {sum(map(mark, rows)) / len(rows):.3f} | {len(rows)} |"]


if __name__ == "__main__":
    main()
