"""How many wrong claims would be shown, and how many right ones withheld.

    python -m benchmarks.verification READING [READING ...] [--misses]

The held-out claims of folders as ../shared/reading (training/reader_data.py says what is held out),
those written by hand over the briefing (evaluation/claims/written.jsonl), and right ones of both
with a figure altered. Each is judged against five passages. Printed: a row a kind, the languages,
the verdicts in three, and what a claim costs.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from answer.verification.verifier import Reason, Verification, Verifier
from text.figures import figures
from text.sentences import split
from training.claims_judged import Written, of_files, of_part
from training.reader_data import Part, read

ROOT = Path(__file__).resolve().parents[1]
WRITTEN, BRIEFING = ROOT / "evaluation" / "claims" / "written.jsonl", ROOT / "corpus"
ALTERED = "figure altered"


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, its verdict, and the milliseconds that it took."""

    claim: Written
    found: Verification
    milliseconds: float

    @property
    def missed(self) -> bool:
        """Whether it is shown though it is wrong, or withheld though it is right."""
        return self.found.supported is not self.claim.right


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--misses", action="store_true", help="print each claim that is missed")
    given = parser.parse_args()
    verifier = Verifier()
    sets = {
        "held out": list(of_part(read(given.folder), Part.REPORT)),
        "over the briefing": list(of_files([WRITTEN], [BRIEFING])),
    }
    for name, claims in sets.items():
        claims = [*claims, *(a for c in claims if (a := altered(c)))]
        judged = [judge(claim, verifier) for claim in claims]
        print(f"\n## {name}\n")
        for line in table(judged):
            print(line)
        for j in judged if given.misses else ():
            if j.missed:
                print(f"\n{j.claim.kind} ({j.found.reason} {j.found.detail}): {j.claim.text}")
                print(f"    {j.claim.passages[0].passage.text}")


def judge(claim: Written, verifier: Verifier) -> Judged:
    """The verdict on a claim, timed."""
    begun = time.perf_counter()
    found = verifier.verify(claim.text, claim.language, claim.passages)
    return Judged(claim, found, (time.perf_counter() - begun) * 1000)


def altered(claim: Written) -> Written | None:
    """A right claim with the last digit of its first figure made another; None without one."""
    if not claim.right:
        return None
    for figure in figures(claim.text, claim.language):
        written = claim.text[figure.start : figure.end]
        digits = list(re.finditer(r"\d", written))
        if len(digits) > 1:
            at = figure.start + digits[-1].start()
            other = str((int(claim.text[at]) + 3) % 10)
            text = claim.text[:at] + other + claim.text[at + 1 :]
            return replace(claim, text=text, label="unsupported", kind=ALTERED)
    return None


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """Lines of a Markdown table: each kind with its number and the share that is missed."""
    yield "| claims | missed | n |"
    yield "|---|---|---|"
    for right, word in ((True, "right, withheld"), (False, "wrong, shown")):
        own = [j for j in judged if j.claim.right is right and j.claim.kind != ALTERED]
        yield from _row(word, own)
        yield from _row(f"{word}: same language", [j for j in own if not j.claim.across])
        yield from _row(f"{word}: across", [j for j in own if j.claim.across])
        for kind in sorted({j.claim.kind for j in own}):
            yield from _row(f"{word}: {kind}", [j for j in own if j.claim.kind == kind])
    yield from _row(f"wrong, shown: {ALTERED}", [j for j in judged if j.claim.kind == ALTERED])
    known = [j for j in judged if j.claim.decisive and j.claim.right and j.found.supported]
    yield from _row("quoted another sentence than one that decides", known, _elsewhere)
    against = [j for j in judged if j.found.reason is Reason.CONTRADICTED]
    yield from _row("called contradicted and is not", against, _not_contradicted)
    times = sorted(j.milliseconds for j in judged)
    mean, most = sum(times) / len(times), times[len(times) * 95 // 100]
    yield f"\n{mean:.1f} ms a claim, 95 % under {most:.1f}"


def _row(
    name: str, some: Sequence[Judged], mark: Callable[[Judged], bool] = lambda j: j.missed
) -> Iterator[str]:
    if some:
        yield f"| {name} | {sum(map(mark, some)) / len(some):.3f} | {len(some)} |"


def _elsewhere(judged: Judged) -> bool:
    spans = split(judged.claim.passages[0].passage.text)
    return judged.found.place != 0 or judged.found.span not in [
        spans[n] for n in judged.claim.decisive if n < len(spans)
    ]


def _not_contradicted(judged: Judged) -> bool:
    return judged.claim.label != "contradicted"


if __name__ == "__main__":
    main()
