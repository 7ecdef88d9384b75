"""Throttling of wrong passwords, with increasing delays.

Counted per browser for one that once signed in, so that no stranger's tries count against it; for
any other by its address and by its own cookie, whichever has the longer wait. There is no global
count: a stranger's tries delay only new browsers of the stranger's own network.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

FREE = 3  # wrong tries in a row without a wait
FREE_OF_SITE = 24  # per network site, which many households may share
LONGEST = 600.0  # seconds of a wait, at most
FORGOTTEN = 3600.0  # seconds without a try after which a count begins anew
MOST = 10_000  # counts that are kept
_DEVICE, _VISITOR, _ADDRESS, _SITE = "device", "visitor", "address", "site"
_REMEMBERED = 50  # tries of a count that are remembered: the wait is then at its maximum


class Tries:
    """When wrong passwords were given in a row, by whom."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: OrderedDict[str, tuple[float, ...]] = OrderedDict()
        self._lock = Lock()

    def begin(self, keys: Sequence[str]) -> float:
        """Count a try as wrong before it is examined, so that concurrent ones count.

        Gives 0.0, or the seconds to wait where it is rejected; then it does not count.
        """
        with self._lock:
            now = self._clock()
            wait = max((self._wait(key, now) for key in keys), default=0.0)
            if not wait:
                for key in keys:
                    self._counts[key] = (*self._tries(key, now)[1 - _REMEMBERED :], now)
                    self._counts.move_to_end(key)
                while len(self._counts) > MOST:
                    self._counts.popitem(last=False)
            return wait

    def right(self, keys: Sequence[str]) -> None:
        """Reset after a correct password: this try and that browser's others no longer count.

        Of an address only this one is taken back, since others share it.
        """
        with self._lock:
            for key in keys:
                tries = self._counts.pop(key, ())[:-1]
                if tries and _kind(key) in (_ADDRESS, _SITE):
                    self._counts[key] = tries

    def _wait(self, key: str, now: float) -> float:
        tries = self._tries(key, now)
        wrong = len(tries) - (FREE_OF_SITE if _kind(key) == _SITE else FREE)
        if wrong < 0:
            return 0.0
        return max(min(2.0 ** (wrong + 1), LONGEST) - (now - tries[-1]), 0.0)

    def _tries(self, key: str, now: float) -> tuple[float, ...]:
        tries = self._counts.get(key, ())
        return tries if tries and now - tries[-1] < FORGOTTEN else ()


def counted(address: str, visitor: str | None, device: str | None) -> tuple[str, ...]:
    """The keys under which a try counts: a browser that once signed in alone, or else where it
    comes from and its cookie, if it has one.
    """
    if device:
        return (f"{_DEVICE} {device}",)
    return (*places(address), *((f"{_VISITOR} {visitor}",) if visitor else ()))


def places(address: str) -> tuple[str, ...]:
    """The address itself; of IPv6 the 64 bits of a household and the 48 of a site."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return (f"{_ADDRESS} {address}",)
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if isinstance(parsed, ipaddress.IPv4Address):
        return (f"{_ADDRESS} {parsed}",)
    household, site = (ipaddress.ip_network((parsed, bits), strict=False) for bits in (64, 48))
    return f"{_ADDRESS} {household}", f"{_SITE} {site}"


def _kind(key: str) -> str:
    return key.partition(" ")[0]
