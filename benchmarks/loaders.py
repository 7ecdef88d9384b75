"""How fast files of each kind become passages, beside the loaders of LangChain's community package.

    python -m benchmarks.loaders [--files 24] [--cores 2]

The same files for both, made on the spot: the briefing of a language in one document, in every
kind that is read. Ours goes all the way to passages with sections, pages and languages; theirs is
the loader that its documentation names for the kind, and its recursive splitter. ODT and EPUB ask
for unstructured and pandoc there, and are left out (install the "bench" extra for the others).
Prints passages a second, words a second and milliseconds of processor time a file, each the median
of three rounds in turn, in as many processes as there are cores, imports done before. The
processor's time holds on a machine that others use too.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from domain.settings import PROJECT
from ingest.document import Block, BlockKind
from ingest.loaders import read_file
from ingest.parse import parse
from tests.ingest.documents import KINDS, Article

ROUNDS = 3
CHUNK = 600  # characters, as benchmarks/retrieval has it
Counted = tuple[int, int, float]
"""How many passages, how many words in them, and the processor's seconds."""
Figures = tuple[float, float, float]


def main() -> None:
    """Write the files, then read every kind both ways in turn."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=24, help="of each kind")
    parser.add_argument("--cores", type=int, default=2)
    given = parser.parse_args()
    articles = [_article(language) for language in ("en", "fr")]
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(given.cores) as pool:
        print(f"{given.files} files of each kind, {given.cores} processes")
        names = ("KB a file", *("passages/s", "words/s", "ms a file") * 2)
        print(f"{'':30}{'passerelle':>24}{'LangChain':>36}")
        print(f"{'':6}" + "".join(f"{name:>12}" for name in names))
        for kind in KINDS:
            paths = _written(Path(folder), kind, articles, given.files)
            size = statistics.mean(path.stat().st_size for path in paths) / 1024
            figures = _rates(pool, paths, [ours, *([theirs] if kind in LOADERS else [])])
            cells = "".join(f"{a:12.0f}{b:12.0f}{c:12.1f}" for a, b, c in figures)
            print(f"{kind:6}{size:12.0f}{cells}")


def ours(path: Path) -> Counted:
    """A file to passages as an ingest does it."""
    started = time.process_time()
    found = parse(read_file(path), id=path.name, uri=str(path), origin="x").passages
    spent = time.process_time() - started
    return len(found), sum(len(p.text.split()) for p in found), spent


def theirs(path: Path) -> Counted:
    """A file to chunks as tutorials do it."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    started = time.process_time()
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=0)
    documents = LOADERS[path.suffix[1:]](str(path))
    chunks = splitter.split_documents(documents)
    spent = time.process_time() - started
    return len(chunks), sum(len(chunk.page_content.split()) for chunk in chunks), spent


def _text(path: str) -> list:  # type: ignore[type-arg]
    from langchain_community.document_loaders import TextLoader

    return TextLoader(path, encoding="utf-8").load()


def _html(path: str) -> list:  # type: ignore[type-arg]
    from langchain_community.document_loaders import BSHTMLLoader

    return BSHTMLLoader(path, open_encoding="utf-8").load()


def _pdf(path: str) -> list:  # type: ignore[type-arg]
    from langchain_community.document_loaders import PyPDFLoader

    return PyPDFLoader(path).load()


def _docx(path: str) -> list:  # type: ignore[type-arg]
    from langchain_community.document_loaders import Docx2txtLoader

    return Docx2txtLoader(path).load()


LOADERS: dict[str, Callable[[str], list]] = {  # type: ignore[type-arg]
    "txt": _text,
    "md": _text,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
}


def _article(language: str) -> Article:
    """The whole briefing in one language, each of its files a section."""
    blocks: list[Block] = []
    for path in sorted((PROJECT / "corpus").glob(f"*.{language}.md")):
        title, *rest = read_file(path).blocks
        blocks.append(replace(title, level=2))
        blocks += [
            replace(b, level=(b.level or 2) + 1) if b.kind is BlockKind.HEADING else b for b in rest
        ]
    return Article("The briefing", tuple(blocks))


def _written(folder: Path, kind: str, articles: Sequence[Article], count: int) -> list[Path]:
    paths = [folder / f"{n}.{kind}" for n in range(count)]
    contents = [KINDS[kind](article) for article in articles]
    for n, path in enumerate(paths):
        path.write_bytes(contents[n % len(contents)])
    return paths


def _rates(
    pool: ProcessPoolExecutor, paths: Sequence[Path], ways: Sequence[Callable[[Path], Counted]]
) -> list[Figures]:
    """The figures of each way; a first round, not counted, imports."""
    rounds: list[list[Figures]] = [[] for _ in ways]
    for turn in range(ROUNDS + 1):
        for found, way in zip(rounds, ways, strict=True):
            started = time.perf_counter()
            counted = list(pool.map(way, paths))
            seconds = time.perf_counter() - started
            if turn:
                passages, words, spent = (sum(column) for column in zip(*counted, strict=True))
                found.append((passages / seconds, words / seconds, 1000 * spent / len(paths)))
    medians = [tuple(map(statistics.median, zip(*found, strict=True))) for found in rounds]
    return [(a, b, c) for a, b, c in medians]


if __name__ == "__main__":
    main()
