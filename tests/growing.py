"""Whether a function's time grows with its input as it should."""

from __future__ import annotations

import time
from collections.abc import Callable

SLACK = 0.1  # seconds of the processor that are noise


def grows_evenly(read: Callable[[str], object], unit: str, size: int = 2_000) -> bool:
    """Whether eight times the text takes far less than the 64 times of a square.

    The processor's time of this process counts, not the clock's; the best of five is taken.
    """
    read(unit)
    short, long = (_spent(read, (unit * n)[:n]) for n in (size, 8 * size))
    return long <= 40 * short + SLACK


def _spent(read: Callable[[str], object], text: str) -> float:
    return min(_once(read, f"x{text}{end}") for end in "uvwyz")


def _once(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start
