"""Parsing of all inputs of an ingest: the parsed sources, and the failures."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

from domain.details import in_french
from domain.errors import PasserelleError, SourceIdTaken
from domain.reports import Failure, Progress, Warned
from domain.types import Language, ParsedSource
from ingest.inputs import Input
from ingest.parsing.parallel import side_by_side
from ingest.parsing.parsers import Parsers

MOST_WORKERS = 4
Outcome = ParsedSource | PasserelleError


@dataclass(frozen=True, slots=True)
class Parsed:
    """In the order of the inputs; ``labels`` is the user's name for each source id."""

    sources: tuple[ParsedSource, ...]
    labels: dict[str, str]
    failed: tuple[Failure, ...]
    warnings: tuple[Warned, ...]


def parse_all(
    inputs: Sequence[Input],
    parse: Callable[[Input, Parsers], ParsedSource],
    reader: Language,
    on_progress: Callable[[Progress], None],
) -> Parsed:
    """Parse side by side, in as many processes as there are processors, at most four.

    What ``on_progress`` raises ends it; it is called several times a second.
    """
    outcomes = _outcomes(inputs, parse, on_progress)
    taken: dict[str, ParsedSource] = {}
    labels: dict[str, str] = {}
    failed: list[Failure] = []
    for item, found in zip(inputs, outcomes, strict=True):
        if isinstance(found, ParsedSource) and found.source.id in taken:
            found = SourceIdTaken(found.source.id, labels[found.source.id])
        if isinstance(found, PasserelleError):
            failed.append(Failure(item.label, found.message(reader)))
        else:
            taken[found.source.id] = found
            labels[found.source.id] = item.label
    french = reader is Language.FR
    warnings = tuple(
        Warned(labels[id], in_french(warning) if french else warning)
        for id, source in taken.items()
        for warning in source.warnings
    )
    return Parsed(tuple(taken.values()), labels, tuple(failed), warnings)


def _outcomes(
    inputs: Sequence[Input],
    parse: Callable[[Input, Parsers], ParsedSource],
    on_progress: Callable[[Progress], None],
) -> list[Outcome]:
    total, done = len(inputs), 0
    label = inputs[0].label if inputs else ""
    found: dict[int, Outcome] = {}

    def work(item: Input) -> Outcome:
        try:
            return parse(item, parsers)
        except PasserelleError as error:
            return error

    def tick() -> None:
        on_progress(Progress("reading", done, total, label))

    parsers = Parsers(total)
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    with closing(side_by_side(work, inputs, workers, tick, parsers.close)) as results:
        for place, outcome in results:
            found[place] = outcome
            done, label = len(found), inputs[place].label
    on_progress(Progress("reading", total, total))
    return [found[place] for place in range(total)]
