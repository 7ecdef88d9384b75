"""Bad inputs of every kind: one line each, in both languages, and the store as it was."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import (
    PasserelleError,
    SourceError,
    SourceKindUnknown,
    SourceNotReadable,
    SourceTooLarge,
)
from domain.types import Language, ParsedSource
from ingest.inputs import FileInput, Input, UploadInput, gather
from ingest.loaders import LOADERS
from ingest.parse import parse_raw
from ingest.parsing.parallel import side_by_side
from ingest.parsing.parsers import Parsers
from ingest.parsing.raw import Raw
from ingest.sync import sync
from tests.fakes import HashEmbedder
from tests.ingest.parsing.bad_inputs import SENTENCE, VALID, Bad, all_bad
from vectorstore.store import Store

BAD = tuple(all_bad())
Outcome = ParsedSource | PasserelleError


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """What each gives in parser processes."""
    parsers = Parsers(len(BAD))

    def work(bad: Bad) -> Outcome:
        try:
            item = UploadInput(bad.name, bad.data)
            return item.parse(None, None, Language.EN, parsers.parse)
        except PasserelleError as error:
            return error

    results = side_by_side(work, BAD, 2, lambda: None, parsers.close)
    return {BAD[place].name: found for place, found in results}


def test_there_are_many_and_each_has_its_name() -> None:
    assert len({bad.name for bad in BAD}) == len(BAD) >= 60


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_is_reported_in_one_line(bad: Bad, outcomes: dict[str, Outcome]) -> None:
    error = outcomes[bad.name]
    assert isinstance(error, bad.kind)
    english, french = error.message(Language.EN), error.message(Language.FR)
    assert bad.name in english
    assert bad.name in french
    assert bad.words in english
    assert "\n" not in english + french
    # a list of suffixes, nothing
    without_detail = isinstance(error, SourceKindUnknown) or not error.detail
    assert without_detail or error.detail not in french


def test_bad_files_cost_neither_the_good_one_nor_the_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", HashEmbedder())
    good = UploadInput("good.txt", VALID[".txt"])
    bad = [UploadInput(item.name, item.data) for item in BAD]
    first = sync(store, [*bad[:40], good, *bad[40:]])
    assert (first.generation, first.added) == (1, ("good.txt",))
    assert [failure.source for failure in first.failed] == [item.name for item in BAD]


def failing(item: Input) -> SourceError:
    with pytest.raises(SourceError) as caught:
        item.parse(None, None, Language.EN)
    return caught.value


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    for name, words in {
        "folder.txt": "it is a folder",
        "pipe.txt": "it is not a regular file",
        "loop.txt": "Too many levels of symbolic links",
        "nowhere.txt": "No such file",
        "gone.txt": "No such file",
        "gone.txt/a.txt": "No such file",
        "x" * 300 + ".txt": "File name too long",
        "nul\0.txt": "it cannot be opened",
    }.items():
        error = failing(FileInput(tmp_path / name, tmp_path))
        assert isinstance(error, SourceNotReadable)
        assert words in str(error)
        assert words not in error.message(Language.FR)
    device = failing(FileInput(Path("/dev/zero"), Path("/dev")))
    assert "it is not a regular file" in str(device)
    assert [item.label for item in gather([str(tmp_path)])] == [str(tmp_path)]


def test_a_file_of_300_mb_is_refused_unread(tmp_path: Path) -> None:
    sparse = tmp_path / "sparse.txt"
    with sparse.open("wb") as file:
        file.truncate(300 * 2**20)
    error = failing(FileInput(sparse, tmp_path))
    assert isinstance(error, SourceTooLarge)
    assert "300 MB, at most 50 MB" in str(error)


def test_a_file_that_goes_away_between_the_look_and_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Le phare.", encoding="utf-8")
    (found,) = gather([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    assert isinstance(failing(found), SourceNotReadable)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Le phare.", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert "Permission denied" in str(failing(FileInput(tmp_path / "a.txt", tmp_path)))


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode("cp1252"),
        SENTENCE.encode("utf-8-sig"),
        SENTENCE.encode("utf-16"),
        b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-32"),
        SENTENCE.replace("é", "e\u0301").encode(),
        SENTENCE.replace(" ", " \u202e\u200b").encode(),
        SENTENCE.encode() + b"\x0c",
    ],
)
def test_odd_encodings_are_read(data: bytes) -> None:
    parsed = UploadInput("a.txt", data).parse(None, None, Language.FR)
    assert parsed.text == SENTENCE.strip()


def test_texts_whose_encoding_is_broken_within_are_read_as_well_as_can_be() -> None:
    mixed = SENTENCE.encode() + SENTENCE.encode("cp1252")
    for data in (mixed, SENTENCE.encode()[:-20] + b"\xc3", mixed + b"\xed\xa0\x80"):
        parsed = UploadInput("a.txt", data).parse(None, None, Language.FR)
        assert parsed.text.startswith("Le phare de la baie")
        parsed.text.encode()


def test_a_line_without_end_and_a_page_without_bottom_are_read() -> None:
    endless = ("phare " * 20_000).encode()
    deep = b"<div>" * 200 + SENTENCE.encode() + b"</div>" * 200
    wide = b'<p title="' + b"a" * 1_000_000 + b'">' + SENTENCE.encode()
    for name, data in (("a.txt", endless), ("a.html", deep), ("b.html", wide)):
        assert "phare" in UploadInput(name, data).parse(None, None, Language.FR).text


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """A valid file with a few stretches overwritten, left out or doubled."""
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(made)))
        end = min(start + draw(st.integers(0, 40)), len(made))
        made[start:end] = draw(st.binary(max_size=8) | st.just(bytes(made[start:end]) * 2))
    return bytes(made)


@pytest.mark.parametrize("suffix", [suffix for suffix, _ in LOADERS])
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_only_our_own_errors_come_out_of_a_loader(suffix: str, data: st.DataObject) -> None:
    alike = {
        ".text": ".txt",
        ".srt": ".vtt",
        ".markdown": ".md",
        ".htm": ".html",
        ".xhtml": ".html",
    }
    valid = VALID[alike.get(suffix, suffix)]
    given = data.draw(st.binary(max_size=400) | mutated(valid) | st.just(valid[:8]))
    try:
        parsed = parse_raw(Raw(given, f"a{suffix}", "a", "a", "a"))
    except SourceError:
        return
    assert all(parsed.text[p.start : p.end] == p.text for p in parsed.passages)


@pytest.mark.parametrize("suffix", [".docx", ".txt", ".md", ".epub"])
def test_a_pdf_under_another_suffix_is_still_read(suffix: str) -> None:
    parsed = UploadInput(f"a{suffix}", VALID[".pdf"]).parse(None, None, Language.FR)
    assert "1912" in parsed.text
