"""A store as one file and back: under writes, over kills, and from files that mean harm."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from domain.errors import PasserelleError, StoreDamaged, StoreNotWritable
from tests.vectorstore.versions import ROOT, ask, ingest, open_store
from vectorstore.archive import LIST, BackupUnusable
from vectorstore.backup import back_up
from vectorstore.restore import Restored, StoreNotEmpty, restore

Files = dict[str, bytes]
Spoil = Callable[[dict[str, Any], list[tuple[tarfile.TarInfo, bytes]]], None]


def put_back(root: Path, source: Path, force: bool = False) -> Restored:
    return restore(root, source, lambda name: name == "tokens.sqlite", force)


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a store in its version 2, which is generation 2, with a file beside."""
    folder = tmp_path_factory.mktemp("backup")
    store = open_store(folder / "store")
    ingest(store, 1)
    ingest(store, 2)
    (folder / "store" / "tokens.sqlite").write_bytes(b"")
    back_up(folder / "store", folder / "backup.tar.gz", "1", ("tokens.sqlite", "pages/key"))
    store.close()
    return folder / "backup.tar.gz"


def tree(folder: Path) -> Files:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_backup_brings_back_everything_into_an_empty_folder(backup: Path, tmp_path: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    found = put_back(tmp_path / "new", backup)
    assert (found.generation, found.sources, found.passages) == (2, 4, 12)
    assert found.beside == ("journal.sqlite", "tokens.sqlite")
    store = open_store(tmp_path / "new")
    assert ask(store) == 2
    assert [e.cause for e in store.journal()][:2] == [
        "restored from backup.tar.gz",
        "not in the backup",
    ]
    assert (tmp_path / "new" / "tokens.sqlite").stat().st_mode & 0o777 == 0o600
    ingest(store, 3)
    assert (store.current(), ask(store)) == (3, 3)


def test_over_a_store_it_becomes_the_next_generation_and_can_be_undone(
    backup: Path, tmp_path: Path
) -> None:
    store = open_store(tmp_path / "store")
    ingest(store, 7)
    before = tree(tmp_path)
    with pytest.raises(StoreNotEmpty, match="rollback"):
        put_back(tmp_path / "store", backup)
    assert tree(tmp_path).keys() == before.keys()
    found = put_back(tmp_path / "store", backup, force=True)
    assert (found.generation, found.beside, ask(store)) == (2, (), 2)
    assert {p.version.became for p in store.versions("ferry.md")} == {"added", "changed"}
    store.rollback()
    assert ask(store) == 7


def test_a_damaged_store_makes_no_backup(backup: Path, tmp_path: Path) -> None:
    put_back(tmp_path / "store", backup)
    (tmp_path / "store" / "generations" / "0002" / "disagreements.json").write_text("[1]")
    with pytest.raises(StoreDamaged, match="as they were published"):
        back_up(tmp_path / "store", tmp_path / "b.tar.gz", "1")
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_every_backup_made_under_writes_is_one_version_whole(tmp_path: Path) -> None:
    root = tmp_path / "store"
    ingest(open_store(root), 1)
    command = [sys.executable, "-m", "tests.vectorstore.writing_child", str(root), "11"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        assert child.stdout.readline().split() == ["ready"]
        versions = set()
        for n in range(40):
            back_up(root, tmp_path / f"{n}.tar.gz", "1")
            found = put_back(tmp_path / f"back{n}", tmp_path / f"{n}.tar.gz")
            store = open_store(tmp_path / f"back{n}")
            versions.add(ask(store))
            last = [e.generation for e in store.journal() if e.event == "publish"]
            assert last[0] == max(last) == found.generation
            store.close()
            if len(versions) == 3:
                break
        said = child.communicate("")[0].split()
    assert len(versions) == 3
    assert int(said[1]) >= 2


@pytest.fixture
def restoring(backup: Path, tmp_path: Path) -> Iterator[Callable[[int], list[str]]]:
    """Run a restore over tmp_path/store that is killed at a step; what was said until then."""
    command = [sys.executable, "-m", "tests.vectorstore.restoring_child", str(tmp_path / "store")]
    with subprocess.Popen(
        [*command, str(backup)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin
        assert child.stdout

        def run(step: int) -> list[str]:
            assert child.stdin
            assert child.stdout
            child.stdin.write(f"{step}\n")
            child.stdin.flush()
            said = [child.stdout.readline().strip()]
            while said[-1] not in ("done", ""):
                said.append(child.stdout.readline().strip())
            return said

        yield run
        child.stdin.close()


def test_a_killed_restore_leaves_the_old_library_or_the_whole_new_one(
    restoring: Callable[[int], list[str]], tmp_path: Path
) -> None:
    store = open_store(tmp_path / "store")
    ingest(store, 7)
    store.close()
    seen = []
    for step in count(1):
        said = restoring(step)
        seen.append(ask(store))
        if said != ["done"]:  # it came to its end before that step
            break
        store.rollback(1)
        store.close()
    assert seen == sorted(seen, reverse=True)  # 7 until it is published, 2 from then on
    assert set(seen[:-1]) == {7, 2}
    assert len(seen) > 10
    names = {p.name.partition(".")[0] for p in (tmp_path / "store" / "generations").iterdir()}
    assert names == {f"{number:04}" for number in store.generations()}


def _add(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", data: bytes = b"x") -> Spoil:
    """A member that the list names too."""

    def spoil(manifest: dict[str, Any], members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        manifest["files"][name] = [len(data), blake2b(data).hexdigest()[:32]]
        member = tarfile.TarInfo(name)
        member.type, member.linkname, member.size = kind, link, len(data)
        members.append((member, data))

    return spoil


def _manifest_with(**changes: Any) -> Spoil:
    def spoil(manifest: dict[str, Any], members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        del members
        manifest |= changes

    return spoil


def _swell(manifest: dict[str, Any], members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    member = tarfile.TarInfo("x" * 300)  # a long name is a member of its own, of any size
    member.size = 1
    del manifest
    members.insert(0, (member, b"x"))


def _unlisted(manifest: dict[str, Any], members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    _add("generation/lexical/more")(manifest, members)
    del manifest["files"]["generation/lexical/more"]


def _twice(manifest: dict[str, Any], members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    del manifest
    members.append(members[0])


def _other_bytes(manifest: dict[str, Any], members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    del manifest
    member, data = members[0]
    members[0] = (member, bytes([data[0] ^ 1]) + data[1:])


def _catalog_swapped(
    manifest: dict[str, Any], members: list[tuple[tarfile.TarInfo, bytes]]
) -> None:
    """The list is right, what was published was other."""
    names = [member.name for member, _ in members]
    place = names.index("generation/disagreements.json")
    members.pop(place)
    _add("generation/disagreements.json", data=b"[ ]")(manifest, members)


def _code_named(manifest: dict[str, Any], members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    """Chroma's table names a function that it would load."""
    names = [member.name for member, _ in members]
    _, data = members.pop(names.index("generation/vectors/chroma.sqlite3"))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        connection.execute(
            "UPDATE collections SET schema_str = replace(schema_str, 'legacy', 'known')"
        )
        connection.commit()
        data = connection.serialize()
    _add("generation/vectors/chroma.sqlite3", data=data)(manifest, members)


HOSTILE: dict[str, tuple[Spoil, str]] = {
    "a way out": (_add("generation/vectors/../../../../evil"), "no backup contains"),
    "a root": (_add("/evil"), "no backup contains"),
    "a drive": (_add("C:evil"), "no backup contains"),
    "another place": (_add("store/CURRENT"), "no backup contains"),
    "a file of the app's": (_add("store/.bashrc"), "no backup contains"),
    "a symbolic link": (
        _add("generation/lexical/a", tarfile.SYMTYPE, "/etc/passwd", b""),
        "no backup contains",
    ),
    "a hard link": (
        _add("generation/lexical/a", tarfile.LNKTYPE, LIST, b""),
        "no backup contains",
    ),
    "a device": (_add("generation/lexical/a", tarfile.CHRTYPE, "", b""), "no backup contains"),
    "a pipe": (_add("generation/lexical/a", tarfile.FIFOTYPE, "", b""), "no backup contains"),
    "a header of its own": (_swell, "no backup contains"),
    "more than is listed": (_unlisted, "does not name"),
    "a file twice": (_twice, "does not name"),
    "other bytes": (_other_bytes, "does not match its list"),
    "another catalog": (_catalog_swapped, "as they were published"),
    "a function to load": (_code_named, "no backup contains"),
    "another format": (_manifest_with(format=2), "later version"),
    "no number": (_manifest_with(generation="../1"), "list cannot be read"),
    "a list of nothing": (_manifest_with(files=None), "list cannot be read"),
    "sizes below nothing": (
        _manifest_with(files={"generation/manifest.json": [-1, ""]}),
        "cannot be read",
    ),
    "too many files": (
        _manifest_with(files={f"generation/lexical/{n}": [0, ""] for n in range(20_001)}),
        "no backup contains",
    ),
    "more than there is room for": (
        _manifest_with(files={"generation/manifest.json": [1 << 60, ""]}),
        "MB needed",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_means_harm_is_refused_and_touches_nothing(
    case: str, backup: Path, tmp_path: Path
) -> None:
    spoil, said = HOSTILE[case]
    with tarfile.open(backup) as tar:
        found = [(m, tar.extractfile(m).read()) for m in tar]  # type: ignore[union-attr]
    (first, manifest), *members = found
    listed = json.loads(manifest)
    spoil(listed, members)
    data = json.dumps(listed).encode()
    first.size = len(data)
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz", format=tarfile.GNU_FORMAT) as tar:
        for member, content in [(first, data), *members]:
            tar.addfile(member, io.BytesIO(content))
    refused(tmp_path, tmp_path / "evil.tar.gz", said)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data[: len(data) // 2], "incomplete"),
        (lambda data: data[:-6], "incomplete"),
        (lambda data: data[:-8] + b"abcd" + data[-4:], "CRC|incomplete"),
        (lambda _: b"", "not"),
        (lambda _: b"PK\3\4", "not"),
        (lambda _: gzip.compress(b"\0" * (1 << 24)), "not a backup|incomplete"),
        (lambda _: gzip.compress(b"no tar" * 1000), "not"),
    ],
)
def test_what_is_no_whole_archive_is_refused(
    spoil: Callable[[bytes], bytes], said: str, backup: Path, tmp_path: Path
) -> None:
    (tmp_path / "evil.tar.gz").write_bytes(spoil(backup.read_bytes()))
    refused(tmp_path, tmp_path / "evil.tar.gz", said)


def refused(folder: Path, evil: Path, said: str) -> None:
    """Nothing is there that was not, and the message is one line in both languages."""
    with pytest.raises((BackupUnusable, StoreNotWritable), match=said) as caught:
        put_back(folder / "store", evil)
    assert isinstance(caught.value, PasserelleError)
    left = {p.name for p in folder.rglob("*") if p.is_file()} - {evil.name, "ingest.lock"}
    assert not left
    assert not (folder.parent / "evil").exists()
