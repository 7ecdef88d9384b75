"""Real pages with the whole text that is expected of each: how much is kept, how much is more.

Three folders are known: ``test/test-pages`` of Readability (a folder a page, source.html beside
expected.html), ``tests/data`` of newspaper4k (html/NAME.html beside txt/NAME.txt), and that of
scrapinghub's article-extraction-benchmark (ground-truth.json, html/NAME.html.gz). Expected is what
the authors of the first two programs consider correct, including boilerplate that they let pass; in
the third one people marked the text of each article.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.errors import SourceError

GRAM = 3  # words in a row that are compared
LOST = 0.1  # share of the expected text under which an article is lost
HALF = 0.5
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff"  # scripts without spaces
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+")


@dataclass(frozen=True, slots=True)
class Expected:
    """A page and the text that is expected of it."""

    name: str
    page: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Shares:
    """Of the expected text, the share that is kept; of the kept, that which is expected."""

    name: str
    kept: float
    expected: float
    seconds: float


def pages(folder: Path) -> list[Expected]:
    """The pages of a folder of one of the kinds; none where it is of none."""
    return [*_readability(folder), *_newspaper(folder), *_scrapinghub(folder)]


def measured(way: Callable[[bytes], str], page: Expected) -> Shares:
    """One page read one way; what cannot be read has no text."""
    started = time.process_time()
    try:
        text = way(page.page)
    except SourceError:
        text = ""
    seconds = time.process_time() - started
    found, wanted = _grams(text), _grams(page.text)
    both = (found & wanted).total()
    return Shares(page.name, _share(both, wanted), _share(both, found), seconds)


def summary(found: Sequence[Shares]) -> str:
    """The means over all pages, and how many lost all or half of their text, in one line."""
    kept, expected, seconds = (
        sum(column) / max(len(found), 1)
        for column in zip(*((s.kept, s.expected, s.seconds) for s in found), strict=True)
    )
    lost, half = (sum(s.kept < least for s in found) for least in (LOST, HALF))
    return (
        f"kept {kept:.3f} of what is expected, {expected:.3f} of what is kept is expected, "
        f"F {2 * kept * expected / (kept + expected or 1):.3f}, all lost {lost}, "
        f"half lost {half}, {1000 * seconds:.0f} ms"
    )


def _readability(folder: Path) -> Iterator[Expected]:
    from lxml import html

    for path in sorted(folder.glob("*/expected.html")):
        tree = html.document_fromstring(f"<body>{path.read_text('utf-8')}</body>")
        text = "\n".join(map(str, tree.itertext()))
        yield Expected(path.parent.name, (path.parent / "source.html").read_bytes(), text)


def _newspaper(folder: Path) -> Iterator[Expected]:
    for path in sorted((folder / "txt").glob("*.txt")):
        page = folder / "html" / f"{path.stem}.html"
        if page.is_file():
            yield Expected(path.stem, page.read_bytes(), path.read_text("utf-8"))


def _scrapinghub(folder: Path) -> Iterator[Expected]:
    truth = folder / "ground-truth.json"
    for name, said in json.loads(truth.read_text("utf-8")).items() if truth.is_file() else ():
        page = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Expected(name, page, said["articleBody"])


def _grams(text: str) -> Counter[tuple[str, ...]]:
    """How often each row of words is there; of a shorter text, the words as one row."""
    words = _WORD.findall(text.casefold())
    rows = list(zip(*(words[n:] for n in range(GRAM)), strict=False))
    return Counter(rows or ([tuple(words)] if words else []))


def _share(part: int, whole: Counter[tuple[str, ...]]) -> float:
    return part / whole.total() if whole else 1.0
