"""How many wrong sentences of a model would be shown, and how many right ones would not.

    python -m benchmarks.grounding [--written] [--misses]

Prints a row for each kind of sentence (benchmarks/adversarial.py; with --written those that were
written by hand, benchmarks/written.py) and what a check costs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from answer.checking import Checker
from answer.claims.verdict import Verdict
from answer.grounding import Sources, verdict
from benchmarks.adversarial import Case, cases
from benchmarks.written import written_cases
from domain.types import Retrieved
from ingest.inputs import gather
from ingest.sync import sync
from vectorstore.embedder import load_embedder
from vectorstore.store import Store

CORPUS = Path(__file__).parents[1] / "corpus"


@dataclass(frozen=True, slots=True)
class Judged:
    """A case, its verdict, and the milliseconds of processor time that it took."""

    case: Case
    verdict: Verdict
    milliseconds: float

    @property
    def wrong(self) -> bool:
        """Whether it is shown though it should not be, or the other way round."""
        return self.verdict.supported is not self.case.right


def main() -> None:
    """Print the table; with --misses also each wrong verdict."""
    with tempfile.TemporaryDirectory() as folder:
        store = briefing(Path(folder) / "store")
        judged = judge_written(store) if "--written" in sys.argv else judge(store)
        store.close()
    for line in table(judged):
        print(line)
    if "--misses" in sys.argv:
        for j in (j for j in judged if j.wrong):
            cited = [j.case.given[n - 1].passage.text for n in j.case.claim.passages]
            why = f"{j.case.kind} ({j.verdict.reason} {j.verdict.detail})"
            print(f"\n{why}: {j.case.claim.text}\n    {cited}")


def briefing(folder: Path) -> Store:
    """The briefing that ships, in a store of its own."""
    store = Store(folder, load_embedder(None))
    sync(store, gather([str(CORPUS)]))
    return store


def judge(store: Store, every: int = 1) -> list[Judged]:
    """All right cases and one in ``every`` wrong one, with their verdicts."""
    every_case = enumerate(cases(passages(store)))
    return _judge([case for n, case in every_case if case.right or n % every == 0], store)


def judge_written(store: Store, every: int = 1) -> list[Judged]:
    """One in ``every`` claim that was written by hand, with its verdict."""
    return _judge(list(written_cases(passages(store)))[::every], store)


def _judge(chosen: Sequence[Case], store: Store) -> list[Judged]:
    checker = Checker(store)
    judged: list[Judged] = []
    for (given, language), own in groupby(chosen, key=lambda case: (case.given, case.language)):
        sources = checker.sources(given, language)
        judged += [_judged(case, sources) for case in own]
    return judged


def _judged(case: Case, sources: Sources) -> Judged:
    begun = time.thread_time()
    found = verdict(case.claim, case.language, sources)
    return Judged(case, found, (time.thread_time() - begun) * 1000)


def passages(store: Store) -> list[Retrieved]:
    """All passages of a store."""
    with store.reader() as generation:
        parsed = [generation.catalog.parsed(s.id) for s in generation.catalog.sources()]
    return [Retrieved(p, 0.5, title=one.source.title) for one in parsed for p in one.passages]


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """Lines: each kind with its number and the share that is judged wrongly, then the sums."""
    kinds: dict[tuple[bool, str], list[Judged]] = defaultdict(list)
    for j in judged:
        kinds[(not j.case.right, j.case.kind)].append(j)
    yield f"{'sentence':22} {'number':>6}  judged wrongly"
    for (wrong, kind), own in sorted(kinds.items(), key=lambda item: item[0]):
        missed = sum(j.wrong for j in own)
        told = "shown" if wrong else "withheld"
        yield f"{kind:22} {len(own):6}  {missed:4} {told} ({missed / len(own):.1%})"
    for right, told in ((True, "right ones withheld"), (False, "wrong ones shown")):
        own = [j for j in judged if j.case.right is right]
        missed = sum(j.wrong for j in own)
        yield f"{told:22} {missed:6} of {len(own)} ({missed / len(own):.2%})"
    yield from _cost("a check", judged)
    yield from _cost("of a right sentence", [j for j in judged if j.case.right])


def _cost(label: str, judged: Sequence[Judged]) -> Iterator[str]:
    times = sorted(j.milliseconds for j in judged)
    mean = sum(times) / len(times)
    most = times[len(times) * 95 // 100]
    yield f"{label}: mean {mean:.1f} ms, 95 % under {most:.1f} ms"


if __name__ == "__main__":
    main()
