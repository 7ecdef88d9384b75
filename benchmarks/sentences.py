"""Splitters of sentences on the marked texts of evaluation/sentences: what they find, and how fast.

usage: python -m benchmarks.sentences [--errors] [tune|report]

Ours is always measured; pysbd and blingfire where they are installed (they are no dependencies).
A boundary is the end of a sentence inside a document; the end of the document is not counted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from text.sentences import split

FOLDER = Path(__file__).parents[1] / "evaluation" / "sentences"
HALVES = ("tune", "report")
ROUNDS = 5
Splitter = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of one document with the ends (code points) of the sentences inside it."""

    name: str
    language: str
    register: str
    half: str
    text: str
    ends: frozenset[int]


def read(language: str) -> Iterator[Marked]:
    """The marked documents of one language ("fr" or "en")."""
    raw = (FOLDER / f"{language}.txt").read_text("utf-8")
    for part in raw.split("## ")[1:]:
        head, _, body = part.partition("\n")
        name, register, half = (field.strip() for field in head.split("|"))
        text, ends = _joined(body.strip("\n"))
        yield Marked(name, language, register, half, text, ends)


def _joined(body: str) -> tuple[str, frozenset[int]]:
    text, ends, joint = "", set(), ""
    for line in body.split("\n"):
        if not line:
            joint = "\n\n"
            continue
        if text:
            ends.add(len(text))
        text += line[1:] if line.startswith("+") else (joint if text else "") + line
        joint = " "
    return text, frozenset(ends)


def splitters(language: str) -> Iterator[tuple[str, Splitter]]:
    """Each splitter that is at hand, by name."""
    yield "ours", split
    try:
        pysbd = import_module("pysbd").Segmenter(language=language, clean=False, char_span=True)
        yield "pysbd", lambda text: [(s.start, s.end) for s in pysbd.segment(text)]
    except ImportError:
        pass
    try:
        cut = import_module("blingfire").text_to_sentences_and_offsets
        yield "blingfire", lambda text: [tuple(span) for span in cut(text)[1]]
    except ImportError:
        pass


def found(text: str, cut: Splitter) -> frozenset[int]:
    """Where a splitter ends sentences inside a text, white space left out."""
    ends = {len(text[:end].rstrip()) for _, end in cut(text)}
    return frozenset(ends - {len(text.rstrip())})


def _row(documents: list[Marked], cut: Splitter, errors: bool) -> str:
    right = wrong = missed = 0
    started = time.perf_counter()
    for _ in range(ROUNDS):
        for marked in documents:
            cut(marked.text)
    seconds = (time.perf_counter() - started) / ROUNDS
    for marked in documents:
        ends = found(marked.text, cut)
        right += len(ends & marked.ends)
        wrong += len(ends - marked.ends)
        missed += len(marked.ends - ends)
        if errors:
            for kind, places in (("cut", ends - marked.ends), ("glued", marked.ends - ends)):
                for place in sorted(places):
                    around = marked.text[max(0, place - 40) : place + 30]
                    print(f"  {kind:5} {marked.name}: {around!r}")
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    per = seconds * 1e6 / max(1, sum(len(m.text) for m in documents)) * 1000
    counts = f"{right + missed:5} {wrong:4} {missed:6}"
    return f"{counts} {precision:9.3f} {recall:6.3f} {f1:5.3f} {per:9.1f}"


def main() -> None:
    """Print a table a half and language."""
    errors = "--errors" in sys.argv
    halves = [half for half in HALVES if half in sys.argv] or list(HALVES)
    print("half   lang splitter    ends  cut  glued precision recall    F1  µs/1000")
    for half in halves:
        for language in ("fr", "en"):
            documents = [marked for marked in read(language) if marked.half == half]
            for name, cut in splitters(language):
                print(f"{half:6} {language:4} {name:10} {_row(documents, cut, errors)}")


if __name__ == "__main__":
    main()
