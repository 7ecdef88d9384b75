"""Ask without end; at a line on stdin ask once more, say the version, and at its end leave."""

from __future__ import annotations

import select
import sys

from tests.vectorstore.versions import ask, open_store, say


def main() -> None:
    """Serve until stdin ends."""
    store = open_store(sys.argv[1])
    asked, seen = 0, {ask(store)}
    say("ready")
    while True:
        if select.select([sys.stdin], [], [], 0.02)[0]:
            if not sys.stdin.readline():
                return
            say("version", ask(store), "asked", asked, "seen", len(seen))
        seen.add(ask(store))
        asked += 1


if __name__ == "__main__":
    main()
