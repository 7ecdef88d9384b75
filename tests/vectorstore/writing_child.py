"""Write version after version until stdin ends, beside other writers; say what came of it."""

from __future__ import annotations

import select
import sys

from domain.errors import StoreBusy
from tests.vectorstore.versions import ingest, open_store, say


def main() -> None:
    """Arguments: the store's folder, and the first version; each write adds ten."""
    store, version = open_store(sys.argv[1]), int(sys.argv[2])
    written = busy = 0
    named = True
    say("ready")
    while not select.select([sys.stdin], [], [], 0.01)[0]:
        try:
            ingest(store, version)
        except StoreBusy as error:
            busy += 1
            named &= "process" in str(error)
        else:
            written, version = written + 1, version + 10
    say("written", written, "busy", busy, "named", int(named), "last", version - 10)


if __name__ == "__main__":
    main()
