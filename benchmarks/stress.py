"""The long fault and load runs: `make stress`, or python -m benchmarks.stress [--only PART...].

kills     ingests killed (SIGKILL) at random moments: the store opens, the doctor finds nothing
          wrong, answers are all old or all new, and the next ingest succeeds
disk      ingests on a small tmpfs with too little room, then on one that cannot be written
          (skipped where none can be mounted)
writers   two processes that write as often as they can
readers   a writer beside four reading processes, and a reader that stays on the first generation
updates   thirty updates of 1% in a row: recall@10 and size

Every part raises at the first thing that is not as it must be.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.stress_processes import kills, readers, two_writers
from benchmarks.stress_room import full_disk, read_only, small_disk
from benchmarks.stress_updates import updates

RECALL, GROWTH = 0.99, 1.25


def main() -> None:
    """Run all parts, or those that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0, help="of writers and of readers")
    parser.add_argument("--passages", type=int, default=3_000, help="that are updated")
    given = parser.parse_args()
    for name in given.only:
        print(f"== {name}", flush=True)
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            print(PARTS[name](Path(folder) / "store", given), flush=True)
        print(f"   {time.perf_counter() - started:.0f} s", flush=True)


def _say(line: str) -> None:
    print(f"   {line}", flush=True)


def _kills(folder: Path, given: argparse.Namespace) -> object:
    return kills(folder, given.kills, _say)


def _disk(folder: Path, given: argparse.Namespace) -> object:
    del folder, given
    with small_disk() as disk:
        if disk is None:
            return "SKIPPED: no tmpfs can be mounted here (it takes root)"
        found = full_disk(disk, 24, _say)
    with small_disk() as disk:
        if disk is not None:
            read_only(disk)
    return found


def _writers(folder: Path, given: argparse.Namespace) -> str:
    written, refused = two_writers(folder, given.seconds)
    return f"{written} writes, {refused} refusals that named the other writer"


def _readers(folder: Path, given: argparse.Namespace) -> str:
    written, asked = readers(folder, given.seconds)
    return f"{written} writes beside {asked} questions of four processes, none mixed"


def _updates(folder: Path, given: argparse.Namespace) -> str:
    from vectorstore.embedder import load_embedder

    del folder
    found = updates(load_embedder(None), given.passages, report=_say)
    recall, growth = min(u.recall for u in found), max(u.growth for u in found)
    assert recall >= RECALL, recall
    assert growth <= GROWTH, growth
    return f"{len(found)} updates: recall@10 at least {recall:.4f}, size at most {growth:.2f}"


PARTS: dict[str, Callable[[Path, argparse.Namespace], object]] = {
    "kills": _kills,
    "disk": _disk,
    "writers": _writers,
    "readers": _readers,
    "updates": _updates,
}


if __name__ == "__main__":
    main()
