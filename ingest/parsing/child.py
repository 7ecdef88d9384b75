"""Parser child process: raw sources in on stdin, parsed ones out on stdout, one after another.

Its limits are set before the first source and cannot be raised by what it reads: memory beyond
what its libraries need, processor time of each source, no core dump, no byte written to a file.
It ends with its parent, however that ends.
"""

from __future__ import annotations

import os
import resource
import select
import sys
from pathlib import Path
from threading import Thread

from domain.errors import SourceError
from ingest.parsing.raw import Raw
from ingest.parsing.wire import Json, WireBroken, error_json, parsed_json, read_raw, receive, send

MEMORY = "memory"  # the key of an out-of-memory reply
LEAVING = "leaving"  # the key of a last reply: so much memory was used that a new process is better
WORN = 128 * 2**20  # bytes
NEAR = 0.8  # of the memory: out of memory, libraries report all sorts of errors


def main() -> None:
    """Answer until stdin ends; the argument is the MB of memory that parsing may take."""
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints does not break a frame
    Thread(target=_end_with_parent, args=(incoming.fileno(),), daemon=True).start()
    _warm_up()
    base, memory = _peak(), int(sys.argv[1]) * 2**20
    _limit(memory)
    send(outgoing, {})
    while True:
        try:
            message, data = receive(incoming)
        except WireBroken:
            return
        _limit_time(int(message["seconds"]))
        reply = _reply(read_raw(message, data))
        if "error" in reply and _peak() - base > NEAR * memory:
            reply = {MEMORY: True}
        if _peak() - base > WORN:
            send(outgoing, reply | {LEAVING: True})
            return
        send(outgoing, reply)


def _reply(raw: Raw) -> Json:
    from ingest.parse import parse_raw

    try:
        return parsed_json(parse_raw(raw))
    except SourceError as error:
        return error_json(error)
    except MemoryError:
        return {MEMORY: True}


def _warm_up() -> None:
    """Load what every kind of source needs, so that it does not count as a source's memory."""
    import lxml.html  # noqa: F401
    import markdown_it  # noqa: F401
    import pypdfium2  # noqa: F401
    import trafilatura.metadata  # noqa: F401

    from ingest.parse import parse_raw

    parse_raw(Raw(b"# A\n\nVoici un mot et un autre.", "a.md", "a", "a", "a"))


def _limit(memory: int) -> None:
    """RLIMIT_DATA counts writable memory only, RLIMIT_AS is for systems without it."""
    for kind, size in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_DATA, _data() + memory),
    ):
        hard = resource.getrlimit(kind)[1]
        most = size if hard == resource.RLIM_INFINITY else min(size, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # macOS refuses some: the time limits remain
            continue


def _limit_time(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + seconds + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(
        resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )


def _data() -> int:
    """Bytes of writable memory of this process; the resident size if that is unknown."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmData:")[1].split()[0]) * 1024
    except (OSError, IndexError, ValueError):
        return _peak()


def _peak() -> int:
    """The most memory that was in use, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _end_with_parent(stdin: int) -> None:
    """Exit once the other end of stdin is closed: nobody waits for the result."""
    poll = select.poll()
    poll.register(stdin, 0)
    while not any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll()):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
