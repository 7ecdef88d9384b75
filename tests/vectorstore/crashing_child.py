"""For each line "VERSION STEP" on stdin, fork a child that ingests and is killed at that step.

It kills itself at the STEPth step of its progress after reading; at -STEP it only tells the parent,
which kills it from outside; at 0 it tells the parent before it begins. Imports are done once, so
that a kill costs no second of them.
"""

from __future__ import annotations

import os
import signal
import sys

import chromadb.api.client
import chromadb.api.rust
import chromadb.errors  # noqa: F401
import tantivy  # noqa: F401

from domain.reports import Progress
from tests.vectorstore.versions import ingest, open_store, say


def run(folder: str, version: int, step: int) -> None:
    """Ingest in this process, to be killed on the way."""
    steps = 0

    def count(now: Progress) -> None:
        nonlocal steps
        if now.stage == "reading":  # how often that is reported depends on the clock
            return
        steps += 1
        if steps == abs(step):
            if step > 0:
                os.kill(os.getpid(), signal.SIGKILL)
            say("pid", os.getpid())

    if not step:
        say("pid", os.getpid())
    ingest(open_store(folder), version, count)


def main() -> None:
    """Serve until stdin ends."""
    for line in sys.stdin:
        version, step = map(int, line.split())
        child = os.fork()
        if not child:
            run(sys.argv[1], version, step)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
