"""For each line "STEP" on stdin, fork a child that restores a backup and is killed at that step.

A step is a folder made or removed, a file moved, or SQLite at work, in the store's folder. The
child says how many steps there were when it was not killed.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import chromadb.api.client
import chromadb.api.rust
import chromadb.errors  # noqa: F401
import tantivy  # noqa: F401

from tests.vectorstore.versions import say
from vectorstore.restore import restore

STEPS = ("os.rename", "os.mkdir", "shutil.rmtree", "sqlite3.connect")


def run(folder: str, backup: str, step: int) -> None:
    """Restore in this process, to be killed on the way."""
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if event in STEPS and folder in str(arguments[0]):
            steps += 1
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    restore(Path(folder), Path(backup), lambda _: True, force=True)
    say(steps)


def main() -> None:
    """Serve until stdin ends; the arguments are the store's folder and the backup."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(*sys.argv[1:3], int(line))
            os._exit(0)
        os.waitpid(child, 0)
        say("done")


if __name__ == "__main__":
    main()
