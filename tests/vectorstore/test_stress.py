"""The runs of `make stress`, made short."""

from pathlib import Path

import pytest

from benchmarks.stress_processes import kills, readers, two_writers
from benchmarks.stress_room import full_disk, read_only, small_disk
from benchmarks.stress_updates import updates
from tests.fakes import HashEmbedder


def quiet(line: str) -> None:
    del line


def test_kills_at_random_moments_leave_a_sound_store(tmp_path: Path) -> None:
    found = kills(tmp_path / "store", 2, quiet)
    assert found.old + found.new == 2


def test_a_full_disk_leaves_the_old_version_whole() -> None:
    with small_disk() as disk:
        if disk is None:
            pytest.skip("no tmpfs can be mounted here (it takes root)")
        found = full_disk(disk, 4, quiet)
    assert 0 < found.failed <= found.tried == 4


def test_a_store_that_cannot_be_written_says_so_in_one_line() -> None:
    with small_disk() as disk:
        if disk is None:
            pytest.skip("no tmpfs can be mounted here (it takes root)")
        read_only(disk)


def test_two_writers_take_turns_and_name_each_other(tmp_path: Path) -> None:
    written, refused = two_writers(tmp_path / "store", 1.0)
    assert written > 0
    assert refused > 0


def test_a_reader_that_stays_answers_as_it_did_beside_a_writer(tmp_path: Path) -> None:
    written, asked = readers(tmp_path / "store", 1.0, count=1)
    assert written > 0
    assert asked > 0


def test_updates_in_a_row_keep_recall_and_size() -> None:
    """Six in a hundred each time, until the index is built afresh."""
    found = updates(HashEmbedder(), 100, rounds=6, share=0.06, report=quiet)
    assert min(update.recall for update in found) >= 0.99
    assert max(update.growth for update in found) <= 1.25
    tombstones = [update.tombstones for update in found]
    assert max(tombstones) > 0.25 * 100
    assert tombstones[-1] < max(tombstones)
