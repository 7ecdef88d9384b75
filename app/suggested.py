"""Suggested questions, initial and follow-up, each tested for an answer before it is shown.

They are tested in a thread, one at a time for the whole server, once for each state of the library,
and never with a language model. Nothing waits for them.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from threading import Lock, Thread, get_native_id
from typing import TYPE_CHECKING

from answer.question.intent import Intent
from app.starting.candidates import Candidate, after, first
from app.unexpected import known
from app.wiring import Parts
from domain.errors import PasserelleError
from domain.types import Answer, Finished, Language, Scope, Status

if TYPE_CHECKING:
    from answer.assistant import Assistant

Key = tuple[int, Hashable]
"""The generation, and what else identifies a set of questions."""
Work = Callable[[], tuple[str, ...]]
AGAIN = 60.0  # seconds after which a failure is tried again
KEPT = 500  # sets of questions that are remembered
WAITING = 4  # sets that may wait to be asked: more is too much beside the readers' own questions
MOST, OF_ONE_SOURCE = 4, 2
ASKED, ASKED_AFTER = 12, 5
"""Questions that are asked, at most, to find those that begin, and those that follow an answer."""


class Suggested:
    """Cache of suggestions, by state of the library, language and scope."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[Key, tuple[str, ...] | None] = {}
        self._failed: dict[Key, float] = {}
        self._lock, self._turn = Lock(), Lock()

    def found(self, key: Key, work: Work) -> tuple[str, ...] | None:
        """The questions; None while they are being tested, which this call starts."""
        with self._lock:
            failed = self._failed.get(key)
            if key not in self._known or (failed is not None and self._clock() - failed >= AGAIN):
                self._begin(key, work)
            return self._known[key]

    def _begin(self, key: Key, work: Work) -> None:
        self._failed.pop(key, None)
        same = {k: v for k, v in self._known.items() if k[0] == key[0]}
        self._known = dict(list(same.items())[-KEPT:])
        if sum(found is None for found in self._known.values()) >= WAITING:
            self._known[key], self._failed[key] = (), self._clock()
            return
        self._known[key] = None
        Thread(target=self._ask, args=(key, work), name="suggestions").start()

    def _ask(self, key: Key, work: Work) -> None:
        found: tuple[str, ...] = ()
        failed = False
        _give_way()
        try:
            with self._turn, known():
                found = work()
        except PasserelleError:  # then there are none for a while
            failed = True
        with self._lock:
            self._known[key] = found
            if failed:
                self._failed[key] = self._clock()


def _give_way() -> None:
    """Lower this thread's priority, where the system supports it."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, get_native_id(), 10)


def to_begin(parts: Parts, language: Language, scope: Scope | None) -> tuple[str, ...]:
    """Questions to begin with; raises what the assistant raises."""
    with parts.store.reader() as generation:
        candidates = tuple(islice(first(generation, language, scope), ASKED))
    return answered(parts, candidates, language, scope)


def to_go_on(
    parts: Parts, answer: Answer, language: Language, scope: Scope | None
) -> tuple[str, ...]:
    """Questions that may follow an answer; raises what the assistant raises."""
    with parts.store.reader() as generation:
        candidates = tuple(islice(after(generation, answer, language, scope), ASKED_AFTER))
    return answered(parts, candidates, language, scope, read=quoted(answer))


def quoted(answer: Answer) -> frozenset[tuple[str, int]]:
    """Where the sentences that an answer quotes stand: the passage and the offset in its source.

    The cache key of follow-up questions, too.
    """
    return frozenset((citation.passage.id, citation.start) for citation in answer.citations)


def answered(
    parts: Parts,
    candidates: Iterable[Candidate],
    language: Language,
    scope: Scope | None = None,
    most: int = MOST,
    read: frozenset[tuple[str, int]] = frozenset(),
) -> tuple[str, ...]:
    """The first ``most`` that the sources answer, few of them from one source, with a sentence that
    is not among those already ``read``; raises what the assistant raises.
    """
    quoting = replace(parts.assistant, generator=None)
    found: list[str] = []
    often: Counter[str] = Counter()
    for candidate, _ in zip(candidates, range(ASKED), strict=False):
        if len(found) == most:
            break
        answer = _answer(quoting, candidate, language, scope)
        of = answer.citations[0].passage.source_id if answer and answer.citations else None
        new = answer is not None and not quoted(answer) <= read
        if of is not None and new and often[of] < OF_ONE_SOURCE and candidate.question not in found:
            often[of] += 1
            found.append(candidate.question)
    return tuple(found)


def _answer(
    quoting: Assistant, candidate: Candidate, language: Language, scope: Scope | None
) -> Answer | None:
    """The answer, asked as a click asks, where there is one in that language that rests on what the
    question is about; None for a question that leans on what was said before, as a heading may.
    """
    if quoting.intents.classify(candidate.question) is Intent.FOLLOW_UP:
        return None
    for event in quoting.ask(candidate.question, (), interface=language, scope=scope):
        if isinstance(event, Finished):
            good = event.answer.language is language and _rests_on(event.answer, candidate.about)
            return event.answer if good else None
    return None


def _rests_on(answer: Answer, about: frozenset[str]) -> bool:
    """Whether it answers, and most of its quotations are of these sources, where any are named."""
    own = sum(citation.passage.source_id in about for citation in answer.citations)
    answers = answer.status is Status.ANSWERED and bool(answer.citations)
    return answers and (not about or 2 * own > len(answer.citations))
