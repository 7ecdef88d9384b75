"""Claims that nobody had to write: sentences spliced of others, and parallel text.

Spliced ones read like a model that babbles, and are borne out by nothing. Parallel text gives right
claims across languages; with a figure, a name or a negation changed, wrong ones near them.
"""

from __future__ import annotations

import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from training.reader_data import Claim, Data, Part, Passage

SEED = 2026
FILES = {
    "laws_ca_1": 900,
    "laws_ca_2": 900,
    "laws_ca_3": 900,
    "python_docs_fr": 500,
    "tatoeba": 1500,
}
"""Passages of each file; of tatoeba, whose sentences do not go together, some at random."""
RUN = 4
"""The most sentences of a passage of parallel text."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][\w’'-]{3,}")
_DENIED = {
    "en": re.compile(r"\b(is|are|was|were|can|may|has|have|will|must) not\b"),
    "fr": re.compile(r"\b(?:ne |n[’'])(\w+) pas\b"),
}


def spliced(data: Data, part: Part) -> list[Claim]:
    """About one sentence a passage, of a Markov chain (order 1) over its article or document, with
    the figures shuffled; unsupported.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for at in data.passages_of(part):
        groups[data.passages[at].group].append(at)
    found = []
    for name, members in sorted(groups.items()):
        chance = random.Random(f"{SEED} {name}")
        for language in ("en", "fr"):
            own = [at for at in members if data.passages[at].language == language]
            sentences = [s for at in own for s in data.passages[at].sentences]
            if len(sentences) < 8:
                continue
            chain = _chain(sentences, chance)
            for at in own:
                text = _walk(chain, chance)
                if text and not any(text[:-1] in sentence for sentence in sentences):
                    made = Claim(text, language, at, "unsupported", (), "spliced", "spliced")
                    found.append(made)
    return found


def _chain(sentences: Sequence[str], chance: random.Random) -> dict[str, list[str]]:
    figures = [f for s in sentences for f in _FIGURE.findall(s)]
    chain: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        text = _FIGURE.sub(lambda _: chance.choice(figures), sentence)
        for before, word in pairwise(["", *text.split(), ""]):
            chain[before].append(word)
    return chain


def _walk(chain: dict[str, list[str]], chance: random.Random) -> str:
    """A sentence of 6 to 39 words, or nothing after some tries."""
    for _ in range(10):
        words = [chance.choice(chain[""])]
        while len(words) < 40 and (word := chance.choice(chain[words[-1]])):
            words.append(word)
        if 5 < len(words) < 40 and words[-1].endswith("."):
            return " ".join(words)
    return ""


def parallel(data: Data, folder: Path) -> list[Claim]:
    """Passages of one side, added to ``data``, and claims of the other: of a sentence of the
    passage (supported), the same with something changed, of the sentence after it (unsupported).
    """
    found: list[Claim] = []
    for name, count in FILES.items():
        chance = random.Random(f"{SEED} {name}")
        rows = list(_rows(folder / f"{name}.tsv.gz"))
        names = [n for pair in rows[::7] for text in pair for n in _NAME.findall(text)]
        if name == "tatoeba":
            rows = [r for r in rows if len(r[0].split()) > 5]
            chance.shuffle(rows)
        starts = chance.sample(range(len(rows) - RUN - 1), count)
        for start in starts:
            size = chance.randint(1, RUN)
            found += _of_rows(data, rows[start : start + size + 1], name, names, chance)
    return found


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    """English, French: whole sentences of a size that a person would write."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            english, french = line.rstrip("\n").split("\t")[:2]
            fit = all(5 <= len(t.split()) <= 40 and t[0].isupper() for t in (english, french))
            if fit and english[-1] in ".!" and french[-1] in ".!":
                yield english, french


def _of_rows(
    data: Data,
    rows: Sequence[tuple[str, str]],
    source: str,
    names: Sequence[str],
    chance: random.Random,
) -> Iterator[Claim]:
    side = chance.randrange(2)
    languages = ("en", "fr")
    *within, beyond = rows
    sentences = tuple(row[side] for row in within)
    made = Passage(f"{source} {len(data.passages)}", languages[side], "", sentences, Part.TRAIN)
    data.passages.append(made)
    at, number = len(data.passages) - 1, chance.randrange(len(within))
    other = 1 - side if chance.random() < 0.8 else side
    language = languages[other]
    right = within[number][other]
    if other != side or chance.random() < 0.3:
        yield Claim(right, language, at, "supported", (number,), "crosslingual", "parallel")
    else:
        yield Claim(beyond[other], language, at, "unsupported", (), "elsewhere", "parallel")
    wrong, label = changed(right, language, names, chance)
    if wrong:
        decisive = (number,) if label == "contradicted" else ()
        yield Claim(wrong, language, at, label, decisive, "changed", "parallel")
    elif chance.random() < 0.5:
        yield Claim(beyond[other], language, at, "unsupported", (), "elsewhere", "parallel")


def changed(
    text: str, language: str, names: Sequence[str], chance: random.Random
) -> tuple[str, str]:
    """The sentence with a figure, a name or a negation changed, and its label; or two empty texts."""
    ways = []
    if figures := list(_FIGURE.finditer(text)):
        ways.append(("contradicted", chance.choice(figures).span(), None))
    if named := list(_NAME.finditer(text)):
        ways.append(("unsupported", chance.choice(named).span(), chance.choice(names)))
    if denied := _DENIED[language].search(text):
        ways.append(("contradicted", denied.span(), denied.group(1)))
    if not ways:
        return "", ""
    label, (start, end), by = chance.choice(ways)
    if by is None:
        value = text[start:end]
        by = re.sub(r"\d", lambda d: str((int(d[0]) + chance.randint(1, 8)) % 9 + 1), value, count=1)
    if by == text[start:end]:
        return "", ""
    return text[:start] + by + text[end:], label
