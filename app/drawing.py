"""Incremental rendering of long conversations, at constant cost.

The last few are drawn each in its own place, with what can be done with them. Those before are
drawn in groups, each group as one piece of HTML that is made once and stays the same, so that
neither the server makes it anew nor the browser draws it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app import markup
from app.conversations.exchange import Exchange

GROUP = 5
"""Exchanges of a group."""
LATEST = 5
"""Exchanges that are always drawn each in its own place."""
Made = Callable[[int, Exchange], str]
"""The HTML of what came of a question, by its number."""


@dataclass
class Drawn:
    """The HTML of a conversation's exchanges, as far as it was made; ``state`` is all else that it
    depends on: another one forgets it.
    """

    state: object = None
    _html: dict[int, tuple[Exchange, str]] = field(default_factory=dict)

    def of(self, number: int, exchange: Exchange, state: object, make: Made) -> str:
        """The HTML of one exchange, made where it is not there yet."""
        if state != self.state:
            self.state, self._html = state, {}
        known = self._html.get(number)
        if known is None or known[0] is not exchange:
            known = self._html[number] = (exchange, make(number, exchange))
        return known[1]


def groups(exchanges: Sequence[Exchange], fit: Callable[[Exchange], bool]) -> Iterator[range]:
    """The numbers of the exchanges that are drawn together, group by group from the first: those
    before the last ``LATEST``, up to one that has to be drawn by itself.
    """
    for start in range(0, len(exchanges) - LATEST - GROUP + 1, GROUP):
        numbers = range(start, start + GROUP)
        if not all(fit(exchanges[number]) for number in numbers):
            return
        yield numbers


def together(numbers: range, exchanges: Sequence[Exchange], html: Made) -> str:
    """A group as one piece of HTML: each question with what came of it."""
    parts = (
        f'<section class="exchange" data-number="{number}">'
        + markup.block(markup.heading(exchanges[number].question, "asked"), "question")
        + html(number, exchanges[number])
        + "</section>"
        for number in numbers
    )
    return "".join(parts)
