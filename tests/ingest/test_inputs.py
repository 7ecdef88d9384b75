import os
import unicodedata
from pathlib import Path

import pytest

from domain.errors import SourceNotReachable, SourceNotReadable
from domain.types import Language, ParsedSource
from ingest.inputs import Input, UploadInput, folder_origin, gather, is_folder

TEXT = b"The ferry crosses the bay."


def parsed(item: Input, id: str | None = None) -> ParsedSource:
    return item.parse(id, None, Language.EN)


def test_a_file_is_known_by_its_name_a_file_of_a_folder_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "ferry.txt").write_bytes(TEXT)
    [alone] = gather([str(tmp_path / "north" / "ferry.txt")])
    [within] = gather([str(tmp_path)])
    assert (alone.id, within.id) == ("ferry.txt", "north/ferry.txt")
    assert parsed(alone).source.origin == folder_origin(tmp_path / "north")
    assert parsed(within).source.origin == folder_origin(tmp_path)


def test_ids_are_in_nfc(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "été.txt")
    (tmp_path / name).write_bytes(TEXT)
    [item] = gather([str(tmp_path)])
    assert item.id == unicodedata.normalize("NFC", "été.txt")
    assert UploadInput(name, TEXT).id == item.id


def test_a_declared_id_counts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    [item] = gather([str(tmp_path / "a.txt")])
    assert parsed(item, "ferry").source.id == "ferry"


def test_a_folder_gives_what_is_read_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".hidden.md", "c.png", ".git/x.md", "sub/.d/y.md", "sub/z.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(TEXT)
    assert [item.id for item in gather([str(tmp_path)])] == ["a.txt", "b.md", "sub/z.html"]


def test_a_named_file_is_tried_even_if_hidden(tmp_path: Path) -> None:
    (tmp_path / ".notes.txt").write_bytes(TEXT)
    [item] = gather([str(tmp_path / ".notes.txt")])
    assert parsed(item).source.id == ".notes.txt"


def test_what_is_given_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert len(gather([str(tmp_path), str(tmp_path), str(tmp_path / "a.txt")])) == 1


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("a.txt", "a.txt"),
        ("C:\\docs\\a.txt", "a.txt"),
        ("../../etc/a.txt", "a.txt"),
        ("a\x00\u202eb\n.txt", "ab.txt"),
        ("", "upload"),
        ("///", "upload"),
    ],
)
def test_an_upload_has_no_folder_and_no_control_characters(name: str, id: str) -> None:
    assert UploadInput(name, TEXT).id == id


def test_an_upload_has_its_own_origin() -> None:
    source = parsed(UploadInput("dir/a.txt", TEXT)).source
    assert (source.origin, source.uri) == ("upload", "upload:a.txt")


def test_a_name_that_is_not_utf8_is_still_a_name(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_bytes(TEXT)
    for item in gather([str(tmp_path), str(path)]):
        source = parsed(item).source
        assert source.id == "caf\ufffd.txt"
        assert (source.uri + source.title + item.label).encode()


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("https://Example.org/a?utm_source=x#b", "https://example.org/a"),
        ("HTTP://example.org", "http://example.org/"),
        ("ftp://user:secret@example.org/a", "ftp://example.org/a"),
    ],
)
def test_an_address_is_known_by_itself_and_is_not_read_before_it_is_fetched(
    url: str, id: str
) -> None:
    [item] = gather([url])
    assert item.id == id
    with pytest.raises(SourceNotReachable):
        parsed(item)


def test_a_folder_without_sources_says_so(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"x")
    [item] = gather([str(tmp_path)])
    with pytest.raises(SourceNotReadable, match=r"no \.txt"):
        parsed(item)


@pytest.mark.parametrize("target", ["missing.txt", "", "n" * 300])
def test_what_is_not_there_fails_when_it_is_read(target: str) -> None:
    [item] = gather([target])
    assert not is_folder(target)
    with pytest.raises(SourceNotReadable):
        parsed(item)
