"""Wrong passwords: each costs whoever gave it a longer wait, and nobody else any.

Counted for a browser that once signed in by itself, so that no stranger's tries count against it;
for any other by its address and by its own cookie, whichever has the longer wait. No server-wide
count, so that nobody can lock others out. Knows nothing of passwords and requests.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

FREE = 3  # wrong tries in a row without a wait
LONGEST = 600.0  # seconds of a wait, at most
FORGOTTEN = 3600.0  # seconds without a try after which a count begins anew
MOST = 10_000  # counts that are kept


class Tries:
    """How often wrong passwords were given in a row, and when last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def begin(self, keys: Sequence[str]) -> float:
        """Count a try as wrong before it is examined, so that none slips in beside it.

        Gives 0.0, or the seconds to wait where it is not heard; then it does not count.
        """
        with self._lock:
            now = self._clock()
            wait = max((self._wait(key, now) for key in keys), default=0.0)
            if not wait:
                for key in keys:
                    self._counts[key] = (self._count(key, now) + 1, now)
                    self._counts.move_to_end(key)
                while len(self._counts) > MOST:
                    self._counts.popitem(last=False)
            return wait

    def right(self, keys: Sequence[str]) -> None:
        """The try was right after all: those counts end."""
        with self._lock:
            for key in keys:
                self._counts.pop(key, None)

    def _wait(self, key: str, now: float) -> float:
        wrong, last = self._count(key, now), self._counts.get(key, (0, now))[1]
        if wrong < FREE:
            return 0.0
        return max(min(2.0 ** (wrong - FREE + 1), LONGEST) - (now - last), 0.0)

    def _count(self, key: str, now: float) -> int:
        count, last = self._counts.get(key, (0, now))
        return count if now - last < FORGOTTEN else 0


def network(address: str) -> str:
    """The address whose tries are counted together: of IPv6 the 64 bits that one household has."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
