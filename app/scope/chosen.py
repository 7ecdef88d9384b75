"""Scope in the page's address, so that links preserve it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from domain.errors import UsageError
from domain.scope import scope_of
from domain.types import Language, Scope, Source

SOURCE, IN, FROM, TO = "source", "in", "from", "to"
"""The parts of the address, named as the command line's options are."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """``scope``: None where nothing is limited; ``lost``: number of its sources that are not
    in the library; ``wrong``: the error in the address, if any.
    """

    scope: Scope | None
    lost: int = 0
    wrong: UsageError | None = None


def chosen(sources: Sequence[Source]) -> Chosen:
    """The scope of the address, for a library of these sources."""
    named, known = st.query_params.get_all(SOURCE), {source.id for source in sources}
    there = [id for id in named if id in known]
    language = st.query_params.get(IN)
    try:
        scope = scope_of(
            there,
            Language(language) if language in list(Language) else None,
            st.query_params.get(FROM),
            st.query_params.get(TO),
        )
    except UsageError as error:
        return Chosen(None, len(named) - len(there), error)
    return Chosen(scope, len(named) - len(there))


def choose(scope: Scope | None) -> None:
    """Write it into the address."""
    scope = scope or Scope()
    parameters = {
        SOURCE: list(scope.sources),
        IN: str(scope.language or ""),
        FROM: scope.since or "",
        TO: scope.until or "",
    }
    for name, value in parameters.items():
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
