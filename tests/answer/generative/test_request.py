"""A stream that is opened again as the server asks, by seconds or by date."""

from collections.abc import AsyncIterator
from email.utils import formatdate
from types import SimpleNamespace

import pytest

from answer.generative.request import PAUSE, retried
from tests.running import run

NOW = 1_700_000_000.0


class RateLimitError(Exception):
    """Named like those of the providers' kits."""

    def __init__(self, headers: dict[str, str]) -> None:
        super().__init__("busy")
        self.response = SimpleNamespace(headers=headers)


def brought(headers: dict[str, str], left: float) -> list[str]:
    """What a stream brings that is refused once; [] where it is not opened again."""
    tries: list[int] = []

    async def stream() -> AsyncIterator[str]:
        tries.append(1)
        if len(tries) == 1:
            raise RateLimitError(headers)
        yield "text"

    async def read() -> list[str]:
        return [item async for item in retried(stream, 3, lambda: left, now=lambda: NOW)]

    try:
        return run(read())
    except RateLimitError:
        return []


@pytest.mark.parametrize(
    ("asked", "again"),
    [
        (formatdate(NOW - 30, usegmt=True), True),
        (formatdate(NOW, usegmt=True), True),
        (formatdate(NOW + 30, usegmt=True), False),
        ("Wed, 21 Oct 2099 07:28:00 GMT", False),
        ("0", True),
        ("-5", True),
        ("3600", False),
    ],
)
def test_what_the_server_asks_is_kept_to_or_the_failure_reported_at_once(
    asked: str, again: bool
) -> None:
    """There is less time left than the pause that would be made unasked."""
    assert brought({"retry-after": asked}, PAUSE / 2) == (["text"] if again else [])


@pytest.mark.parametrize("asked", ["soon", "", "Wed, 99 Foo 2099"])
def test_what_cannot_be_read_is_not_kept_to(asked: str) -> None:
    assert brought({"retry-after": asked}, PAUSE / 2) == []
    assert brought({"retry-after": asked}, 60.0) == ["text"]
