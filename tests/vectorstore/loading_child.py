"""Load the vectors of a folder again and again until stdin ends; say how often."""

from __future__ import annotations

import select
import sys
from contextlib import closing
from pathlib import Path

from tests.vectorstore.versions import say
from vectorstore.vectors import Vectors


def main() -> None:
    """Argument: the folder."""
    loaded = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        with closing(Vectors.open(Path(sys.argv[1]))):
            loaded += 1
        if loaded == 1:
            say("ready")
    say(loaded)


if __name__ == "__main__":
    main()
