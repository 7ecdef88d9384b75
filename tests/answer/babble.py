"""A model that babbles: a Markov chain over the briefing, with its figures shuffled."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from domain.types import Language
from text.sentences import split

CORPUS = Path(__file__).parents[2] / "corpus"
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


def sentences(language: Language) -> list[str]:
    """The sentences of the briefing in a language."""
    found = []
    for path in sorted(CORPUS.glob(f"*.{language}.md")):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        for paragraph in body.split("\n\n"):
            if paragraph.strip() and not paragraph.lstrip().startswith("#"):
                found += [paragraph[a:b] for a, b in split(paragraph)]
    return found


def babbled(language: Language, count: int, given: int, seed: int = 11) -> Iterator[str]:
    """So many sentences that the briefing does not hold, each with the number of a passage."""
    draw = random.Random(seed)
    known = sentences(language)
    shuffled = _with_figures_shuffled(known, draw)
    chain: dict[str, list[str]] = defaultdict(list)
    for sentence in shuffled:
        for before, word in pairwise(["", *sentence.split(), ""]):
            chain[before].append(word)
    made = 0
    while made < count:
        words = [draw.choice(chain[""])]
        while word := draw.choice(chain[words[-1]]):
            words.append(word)
        text = " ".join(words)
        if 5 < len(words) < 40 and text.endswith(".") and not _in_corpus(text, known):
            made += 1
            yield f"{text[:-1]} [{draw.randint(1, given)}]. "


def _with_figures_shuffled(known: list[str], draw: random.Random) -> list[str]:
    figures = [match for sentence in known for match in _FIGURE.findall(sentence)]
    return [_FIGURE.sub(lambda _: draw.choice(figures), sentence) for sentence in known]


def _in_corpus(text: str, known: list[str]) -> bool:
    """Whether a babbled sentence is by chance one of the briefing's, or a part of one."""
    plain = " ".join(text.split()).rstrip(".")
    return any(plain in " ".join(sentence.split()) for sentence in known)
