"""What is kept of real web pages, and what of the page around them: ours and trafilatura alone.

    python -m benchmarks.real_pages FOLDER [--half tuned|report|both] [--each]

FOLDER is the ``tests`` folder of trafilatura's repository: evaldata.json names segments of each
page that belong to its article and segments that do not; the pages lie in eval/ and cache/. They
are not ours to distribute. The sites are split in two by a hash of their name: rules were drawn
with the half "tuned" in sight, so only "report" says how well they do elsewhere. Prints the
segments kept of those expected, the segments taken in of those to leave out, precision, recall, F,
the pages of which everything is lost, and the milliseconds of processor time a page.

Or FOLDER is one of those that benchmarks/expected_text.py knows: Readability's test/test-pages or
newspaper4k's tests/data. All of their pages were in sight. ``--each`` prints the shares of each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks import expected_text
from domain.errors import SourceError
from ingest.loaders import load
from ingest.parse import parse

HALVES = ("tuned", "report")


@dataclass(frozen=True, slots=True)
class Counted:
    """Segments kept and lost of the article, taken in and left out of the page; seconds."""

    kept: int
    lost: int
    taken: int
    left: int
    seconds: float


def main() -> None:
    """Both ways over the pages of a folder, or of one half of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--cores", type=int, default=2)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    if not (given.folder / "evaldata.json").is_file():
        _whole_texts(parser, given.folder, given.each, given.cores)
        return
    pages = json.loads((given.folder / "evaldata.json").read_text("utf-8"))
    for half in HALVES if given.half == "both" else (given.half,):
        chosen = [page for url, page in pages.items() if half_of(url) == half]
        print(f"{half}: {len(chosen)} pages")
        for name, way in WAYS.items():
            with ProcessPoolExecutor(given.cores) as pool:
                found = list(pool.map(partial(measured, given.folder, way), chosen, chunksize=8))
            print(f"  {name:12} {summary(found)}")


def _whole_texts(parser: argparse.ArgumentParser, folder: Path, each: bool, cores: int) -> None:
    pages = expected_text.pages(folder)
    if not pages:
        parser.error(f"{folder} has none of the pages that are known here")
    print(f"{len(pages)} pages")
    for name, way in (WAYS | {"passerelle": body}).items():
        with ProcessPoolExecutor(cores) as pool:
            found = list(pool.map(partial(expected_text.measured, way), pages))
        for shares in found if each else ():
            print(f"    {shares.name:40} {shares.kept:.2f} {shares.expected:.2f}")
        print(f"  {name:12} {expected_text.summary(found)}")


def half_of(url: str) -> str:
    """The half that a page's site falls into."""
    site = (urlsplit(url).hostname or "").removeprefix("www.")
    return HALVES[hashlib.sha256(site.encode()).digest()[0] % 2]


def ours(data: bytes) -> str:
    """The text that an ingest keeps, its title included."""
    return parse(load(data, "a.html"), id="a", uri="a", origin="x").text


def body(data: bytes) -> str:
    """The same text without the title."""
    read = parse(load(data, "a.html"), id="a", uri="a", origin="x")
    return read.text.removeprefix(read.source.title)


def theirs(data: bytes) -> str:
    """trafilatura's text with its own settings for this evaluation."""
    import trafilatura

    return trafilatura.extract(data, include_comments=False, include_tables=True) or ""


WAYS: dict[str, Callable[[bytes], str]] = {"passerelle": ours, "trafilatura": theirs}


def measured(folder: Path, way: Callable[[bytes], str], page: Mapping[str, Any]) -> Counted:
    """One page read one way; what cannot be read has no text."""
    logging.disable(logging.CRITICAL)
    places = (folder / "cache" / page["file"], folder / "eval" / page["file"])
    data = next(place for place in places if place.is_file()).read_bytes()
    started = time.process_time()
    try:
        text = _spaced(way(data))
    except SourceError:
        text = ""
    seconds = time.process_time() - started
    kept = sum(_spaced(segment) in text for segment in page["with"])
    taken = sum(_spaced(segment) in text for segment in page["without"])
    return Counted(kept, len(page["with"]) - kept, taken, len(page["without"]) - taken, seconds)


def summary(found: Sequence[Counted]) -> str:
    """The figures over all pages, in one line."""
    kept, lost = sum(c.kept for c in found), sum(c.lost for c in found)
    taken, left = sum(c.taken for c in found), sum(c.left for c in found)
    precision, recall = kept / max(kept + taken, 1), kept / max(kept + lost, 1)
    f = 2 * kept / max(2 * kept + taken + lost, 1)
    return (
        f"kept {kept} of {kept + lost}, taken in {taken} of {taken + left}, "
        f"precision {precision:.3f}, recall {recall:.3f}, F {f:.3f}, "
        f"all lost {sum(c.kept == 0 for c in found)}, "
        f"{1000 * sum(c.seconds for c in found) / max(len(found), 1):.0f} ms"
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
