"""Real stores, damaged in many ways: each is found, mended as far as can be, and loses nothing."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.errors import EmbeddingModelError, StoreBusy, StoreDamaged
from tests.fakes import HashEmbedder
from tests.vectorstore.making import FERRY, LOUTRE, OTTER, adding, make_source
from vectorstore.doctor import Health, examine_store
from vectorstore.findings import Area, Problem, State
from vectorstore.repair import Deed, repair
from vectorstore.store import Store
from vectorstore.vectors import Vectors

BOOK = make_source("book", *(f"Page {n} tells of {n * 7} sheep and {n} dogs." for n in range(12)))
FIRST, SECOND = {"ferry", "otter"}, {"ferry", "otter", "book"}
NEW = "generations/0002"


def open_store(root: Path) -> Store:
    return Store(root, HashEmbedder())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound store of two generations, to be copied."""
    root = tmp_path_factory.mktemp("whole") / "store"
    store = open_store(root)
    store.write(adding(FERRY, OTTER), "first")
    store.write(adding(BOOK), "second")
    store.close()
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "store"))


def examined(root: Path) -> Health:
    store = open_store(root)
    health = examine_store(store, "1")
    store.close()
    return health


def problems(root: Path) -> set[Problem]:
    return {finding.problem for finding in examined(root).findings}


def answers(root: Path) -> set[str]:
    """The sources that answer, from all parts alike."""
    store = open_store(root)
    with store.reader() as generation:
        stored = set(generation.catalog.vector_keys())
        assert stored == generation.vectors.ids() == generation.lexical.ids()
        found = {source.id for source in generation.catalog.sources()}
    store.close()
    return found


# --- ways to damage a store -----------------------------------------------------------------


def overwrite(root: Path, path: str, data: bytes = b"garbage " * 999) -> None:
    (root / path).write_bytes(data)


def flip(root: Path, pattern: str) -> None:
    """Change one bit in the middle of a file."""
    path = max(root.glob(pattern), key=lambda found: found.stat().st_size)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def cut(root: Path, path: str) -> None:
    data = (root / path).read_bytes()
    (root / path).write_bytes(data[: len(data) // 2])


def gone(root: Path, path: str) -> None:
    found = root / path
    if found.is_dir():
        shutil.rmtree(found)
    else:
        found.unlink()


def sql(root: Path, path: str, *statements: str) -> None:
    with closing(sqlite3.connect(root / path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def unsigned(root: Path, number: int = 2) -> None:
    """Without the manifest, as a generation from before: the parts alone must reveal it."""
    gone(root, f"generations/{number:04}/manifest.json")


def lose_a_vector(root: Path) -> None:
    with closing(Vectors.open(root / NEW / "vectors")) as vectors:
        vectors.apply([BOOK.passages[3].id], [], np.zeros((0, 64), dtype=np.float32))


def wrong_vectors(root: Path, text: str = "quite other words") -> None:
    with closing(Vectors.open(root / NEW / "vectors")) as vectors:
        ids = sorted(vectors.ids())
        vectors.apply(ids, ids, np.stack([HashEmbedder().embed_query(text)] * len(ids)))


def lexical_of_the_first(root: Path) -> None:
    unsigned(root)
    gone(root, f"{NEW}/lexical")
    shutil.copytree(root / "generations/0001/lexical", root / NEW / "lexical")


def catalog_of_other_words(root: Path) -> None:
    unsigned(root)
    sql(root, f"{NEW}/catalog.sqlite", "UPDATE passages SET text = upper(text) WHERE ordinal = 7")


def catalog_with_an_orphan(root: Path) -> None:
    unsigned(root)
    sql(root, f"{NEW}/catalog.sqlite", "DELETE FROM sources WHERE id = 'otter'")


def catalog_with_another_title(root: Path) -> None:
    unsigned(root)
    sql(root, f"{NEW}/catalog.sqlite", "UPDATE sources SET title = 'No' WHERE id = 'otter'")


def at(how: Callable[[Path, str], None], path: str) -> Callable[[Path], None]:
    return lambda root: how(root, path)


def pointed(data: bytes) -> Callable[[Path], None]:
    return lambda root: overwrite(root, "CURRENT", data)


@dataclass(frozen=True)
class Damage:
    """How a store is damaged, what is found, what answers once it is mended, and by what deed."""

    name: str
    how: Callable[[Path], None]
    found: Problem
    answers: set[str]
    deed: Deed


P = Problem
CATALOG, CHROMA = f"{NEW}/catalog.sqlite", f"{NEW}/vectors"
WORDS, OLD = f"{NEW}/lexical", "generations/0001"
MENDED = {
    Deed.POINTER: (
        ("CURRENT gone", at(gone, "CURRENT"), P.POINTER_LOST),
        ("CURRENT empty", pointed(b""), P.POINTER_LOST),
        ("CURRENT of words", pointed(b"seven\n"), P.POINTER_LOST),
        ("CURRENT of another", pointed(b"9\n"), P.POINTER_NOWHERE),
    ),
    Deed.JOURNAL: (
        ("journal gone", at(gone, "journal.sqlite"), P.JOURNAL_LOST),
        ("journal garbage", at(overwrite, "journal.sqlite"), P.JOURNAL_DAMAGED),
        ("journal cut", at(cut, "journal.sqlite"), P.JOURNAL_DAMAGED),
    ),
    Deed.LOCK: (
        ("lock gone", at(gone, f"{NEW}.lock"), P.LOCK_MISSING),
        ("old lock gone", at(gone, f"{OLD}.lock"), P.LOCK_MISSING),
    ),
    Deed.ASIDE: (
        ("a file", at(overwrite, "notes.txt"), P.STRAY),
        ("a file below", at(overwrite, "generations/x.txt"), P.STRAY),
        ("a file inside", at(overwrite, f"{WORDS}/x"), P.STRAY),
    ),
    Deed.BUILT: (
        ("vectors gone", at(gone, CHROMA), P.VECTORS_DAMAGED),
        ("vectors garbage", at(overwrite, f"{CHROMA}/chroma.sqlite3"), P.VECTORS_DAMAGED),
        ("vectors cut", at(cut, f"{CHROMA}/chroma.sqlite3"), P.VECTORS_DAMAGED),
        ("vector lost", lose_a_vector, P.VECTORS_DIFFER),
        ("vectors wrong", wrong_vectors, P.VECTORS_WRONG),
        ("words gone", at(gone, WORDS), P.WORDS_DAMAGED),
        ("words without a list", at(gone, f"{WORDS}/meta.json"), P.WORDS_DAMAGED),
        ("words bit", at(flip, f"{WORDS}/*.term"), P.WORDS_DAMAGED),
        ("words old", lexical_of_the_first, P.WORDS_DIFFER),
        ("manifest garbage", at(overwrite, f"{NEW}/manifest.json"), P.FILE_DAMAGED),
    ),
    Deed.REMOVED: (
        ("old catalog bit", at(flip, f"{OLD}/catalog.sqlite"), P.CATALOG_DAMAGED),
        ("old words gone", at(gone, f"{OLD}/lexical"), P.WORDS_DAMAGED),
    ),
}
FALLEN_BACK = {
    Deed.POINTER: (("generation gone", at(gone, NEW), P.POINTER_NOWHERE),),
    Deed.FELL_BACK: (
        ("catalog gone", at(gone, CATALOG), P.CATALOG_DAMAGED),
        ("catalog garbage", at(overwrite, CATALOG), P.CATALOG_DAMAGED),
        ("catalog cut", at(cut, CATALOG), P.CATALOG_DAMAGED),
        ("catalog bit", at(flip, CATALOG), P.CATALOG_DAMAGED),
        ("catalog of other words", catalog_of_other_words, P.CATALOG_DAMAGED),
        ("catalog with an orphan", catalog_with_an_orphan, P.CATALOG_DAMAGED),
        ("catalog of another title", catalog_with_another_title, P.CATALOG_DAMAGED),
    ),
}
DAMAGES = [
    Damage(name, how, found, answering, deed)
    for table, answering in ((MENDED, SECOND), (FALLEN_BACK, FIRST))
    for deed, rows in table.items()
    for name, how, found in rows
]


def test_a_sound_store_is_reported_to_be_sound(root: Path) -> None:
    health = examined(root)
    assert (health.sound, health.findings) == (True, ())
    assert (health.generation, health.generations) == (2, (1, 2))
    store = open_store(root)
    assert repair(store, "1") == ()
    assert answers(root) == SECOND


def test_what_the_pages_keep_is_no_stray(root: Path) -> None:
    (root / "pages").mkdir()
    (root / "pages" / "key").write_bytes(b"k" * 32)
    assert examined(root).sound
    assert repair(open_store(root), "1") == ()
    assert (root / "pages" / "key").exists()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_found_and_mended_and_nothing_good_is_lost(root: Path, damage: Damage) -> None:
    damage.how(root)
    found = examined(root)
    assert damage.found in {finding.problem for finding in found.findings}
    assert not found.sound
    store = open_store(root)
    mended = repair(store, "1")
    store.close()
    assert damage.deed in {done.deed for done in mended}
    after = examined(root)
    assert after.sound, after.findings
    assert answers(root) == damage.answers


FIRSTS = [d for n, d in enumerate(DAMAGES) if not n or d.deed is not DAMAGES[n - 1].deed]


@pytest.mark.parametrize("damage", FIRSTS, ids=lambda damage: str(damage.deed))
def test_a_mended_store_is_written_as_before(root: Path, damage: Damage) -> None:
    damage.how(root)
    store = open_store(root)
    repair(store, "1")
    store.write(adding(LOUTRE), "and on")
    store.close()
    assert answers(root) == damage.answers | {"loutre"}


@pytest.mark.parametrize("number", [1, 2])
def test_every_problem_is_reported_with_its_generation(root: Path, number: int) -> None:
    flip(root, f"generations/{number:04}/lexical/*.term")
    [finding] = examined(root).findings
    assert (finding.problem, finding.generation) == (Problem.WORDS_DAMAGED, number)
    assert (finding.area, finding.state) == (Area.WORDS, State.WRONG)


def test_damage_on_damage_leaves_the_last_truth(root: Path) -> None:
    """The newest catalog is lost, and so are the words of the one before: they are made anew."""
    flip(root, f"{NEW}/catalog.sqlite")
    gone(root, "generations/0001/lexical")
    gone(root, "CURRENT")
    gone(root, "journal.sqlite")
    store = open_store(root)
    repair(store, "1")
    assert examined(root).sound
    assert answers(root) == FIRST


def test_where_nothing_is_whole_nothing_is_touched(root: Path) -> None:
    for number in (1, 2):
        flip(root, f"generations/000{number}/catalog.sqlite")
    before = sorted(p.name for p in (root / "generations").iterdir())
    store = open_store(root)
    repair(store, "1")
    assert sorted(p.name for p in (root / "generations").iterdir()) == before
    assert not examined(root).sound


def test_a_repair_makes_no_new_versions_of_the_sources(root: Path) -> None:
    store = open_store(root)
    before = store.versions("book")
    came = "2020-02-20T20:20:20+00:00"
    unsigned(root)
    sql(root, CATALOG, f"UPDATE sources SET ingested_at = '{came}'")
    gone(root, WORDS)
    repair(store, "1")
    assert store.versions("book") == before
    with store.reader() as generation:
        assert generation.catalog.source("book").ingested_at == came
    store.close()


def test_after_a_rollback_the_one_rolled_back_to_is_restored(root: Path) -> None:
    store = open_store(root)
    store.rollback()
    store.close()
    gone(root, "CURRENT")
    repair(store, "1")
    assert answers(root) == FIRST
    assert store.generations() == (1, 2)


def test_files_set_aside_are_kept(root: Path) -> None:
    for _ in range(2):
        (root / "notes.txt").write_text("keep me")
        repair(open_store(root), "1")
    kept = sorted((root / "set-aside").iterdir())
    assert [path.read_text() for path in kept] == ["keep me", "keep me"]


def test_a_renewed_journal_keeps_what_could_be_read(root: Path) -> None:
    store = open_store(root)
    events = store.journal()
    path = root / "journal.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        [(size,)] = connection.execute("PRAGMA page_size").fetchall()
        find = "SELECT rootpage FROM sqlite_master WHERE name = 'versions'"
        [(page,)] = connection.execute(find).fetchall()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x07" * size)
    assert Problem.JOURNAL_DAMAGED in problems(root)
    repair(store, "1")
    assert store.journal() == events


def test_without_a_model_at_hand_an_earlier_generation_answers(root: Path) -> None:
    """The indexes of the second cannot be made anew: nothing embeds."""

    class Broken(HashEmbedder):
        def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise EmbeddingModelError("hash", f"it is gone: {len(texts)} texts")

    gone(root, f"{NEW}/lexical")
    store = Store(root, Broken("other", "hash 9"), embedders=lambda _: HashEmbedder())
    mended = repair(store, "1")
    assert [done.deed for done in mended if done.deed is Deed.FELL_BACK]
    assert answers(root) == FIRST


def test_what_a_crash_left_is_no_damage_and_is_swept(root: Path) -> None:
    (root / "generations" / "0003.building-99").mkdir()
    shutil.copytree(root / NEW, root / "generations" / "0003")
    (root / "generations" / "0003.lock").touch()
    (root / "generations" / "0007.lock").touch()
    (root / "CURRENT.99.new").write_text("3\n")
    (root / "computed.sqlite").touch()
    health = examined(root)
    assert health.sound
    assert {f.problem for f in health.findings} == {
        Problem.LEFT_OVER,
        Problem.LOCK_LEFT,
        Problem.INTERRUPTED,
    }
    swept = {done.subject for done in repair(open_store(root), "1")}
    assert swept == {"CURRENT.99.new", "generations/0003", "generations/0003.building-99"}
    assert {f.problem for f in examined(root).findings} == {Problem.INTERRUPTED}


def test_a_generation_half_removed_by_a_crash_is_no_damage_and_is_journaled(root: Path) -> None:
    half = root / "generations" / "0001.gone-99"
    (root / "generations" / "0001").rename(half)
    gone(root, "generations/0001.gone-99/lexical")
    assert examined(root).sound
    store = open_store(root)
    store.write(adding(LOUTRE), "and on")
    assert not half.exists()
    assert ("prune", 1) in {(event.event, event.generation) for event in store.journal()}
    store.close()
    assert examined(root).findings == ()


def test_a_crash_before_the_journal_is_a_note(root: Path) -> None:
    sql(root, "journal.sqlite", "DELETE FROM events WHERE generation = 2")
    assert (examined(root).sound, problems(root)) == (True, {Problem.JOURNAL_SILENT})


def test_a_generation_that_somebody_removed_is_a_note(root: Path) -> None:
    gone(root, "generations/0001")
    gone(root, "generations/0001.lock")
    assert (examined(root).sound, problems(root)) == (True, {Problem.GENERATION_GONE})


def test_nothing_there_yet_is_no_damage(tmp_path: Path) -> None:
    health = examined(tmp_path / "store")
    assert (health.sound, health.generation) == (True, None)
    assert repair(open_store(tmp_path / "store"), "1") == ()
    assert not (tmp_path / "store").exists()
    (tmp_path / "store").mkdir()
    assert problems(tmp_path / "store") == {Problem.EMPTY}


def test_another_model_and_another_splitter_are_noted(root: Path) -> None:
    other = Store(root, HashEmbedder("new", "hash 2"), embedders=lambda _: HashEmbedder())
    health = examine_store(other, "2")
    assert health.sound
    assert [f.problem for f in health.findings] == [Problem.MODEL_OTHER, Problem.SPLITTER_OTHER]
    missing = Store(root, HashEmbedder("new", "hash 2"))
    [finding] = examine_store(missing, "1").findings
    assert (finding.problem, finding.detail) == (Problem.MODEL_MISSING, "hash 1")


def test_a_writer_at_work_is_noted_and_not_disturbed(root: Path) -> None:
    store = open_store(root)
    with store.writer():
        (root / "generations" / f"0003.building-{os.getpid()}").mkdir()
        health = examined(root)
        assert (health.sound, [f.problem for f in health.findings]) == (True, [Problem.WRITING])
        assert f"process {os.getpid()}" in health.findings[0].detail
        with pytest.raises(StoreBusy):
            repair(open_store(root), "1")


@pytest.mark.parametrize("also", [(), ("journal.sqlite",)])
def test_a_lost_pointer_never_has_the_store_begun_anew(root: Path, also: tuple[str, ...]) -> None:
    for path in ("CURRENT", *also):
        gone(root, path)
    store = open_store(root)
    with pytest.raises(StoreDamaged, match="doctor --repair"):
        store.write(adding(LOUTRE), "a new beginning")
    with pytest.raises(StoreDamaged, match="CURRENT is missing"), store.reader():
        pass
    repair(store, "1")
    assert answers(root) == SECOND


WITHOUT_RIGHTS = """
import json, os, sys
from pathlib import Path
from tests.fakes import HashEmbedder
from vectorstore.doctor import examine_store
from vectorstore.store import Store
def problems(folder):
    store = Store(Path(folder), HashEmbedder())
    return [finding.problem for finding in examine_store(store, "1").findings]
problems(sys.argv[1])  # all that is imported late is there before the rights go
os.setuid(65534)
print(json.dumps([problems(folder) for folder in sys.argv[1:]]))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give its rights up")
def test_a_store_without_the_rights_to_it_is_found(whole: Path) -> None:
    """In a process of nobody, on stores that root owns."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        stores = [Path(shutil.copytree(whole, Path(folder) / name)) for name in "ab"]
        for store, mode in zip(stores, (0o755, 0o700), strict=True):
            (store / "generations").chmod(mode)
        ran = subprocess.run(
            [sys.executable, "-c", WITHOUT_RIGHTS, *map(str, stores)],
            cwd=Path(__file__).resolve().parents[2],
            capture_output=True,
            text=True,
        )
    found = json.loads(ran.stdout or "[[], []]")
    assert "not_writable" in found[0], ran.stderr
    assert "not_readable" in found[1], ran.stderr
