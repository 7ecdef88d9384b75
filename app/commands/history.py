"""`passerelle history`: event history of the store, or versions of a source."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from domain.errors import SourceNotFound, StoreDamaged, StoreEmpty, UsageError
from domain.types import Language

if TYPE_CHECKING:
    from app.wiring import Parts
    from vectorstore.journal import Published
    from vectorstore.store import Store

ALL = 100_000
"""Deeds of the audit log that are listed, at most."""


def history(
    source: Annotated[
        str | None, typer.Argument(help="Id of a source: list its versions only.")
    ] = None,
    audit: Annotated[
        bool, typer.Option("--audit", help="List who did what, and who signed in; takes no SOURCE.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was published, rolled back and pruned, and why; or the versions of a source."""
    parts = parts_of(store)
    if audit and source is not None:
        raise UsageError("--audit", "it takes no SOURCE")
    if audit:
        _audit(parts, reader_of(parts), as_json)
    elif source is None:
        _events(parts.store, reader_of(parts), as_json)
    else:
        _versions(parts.store, source, reader_of(parts), as_json)


def _events(store: Store, reader: Language, as_json: bool) -> None:
    from app.views.history import print_events

    events = store.journal()
    try:
        current = store.current()
    except (StoreEmpty, StoreDamaged):
        current = 0
    if as_json:
        rows = [asdict(e) | {"answers": e.generation == current} for e in events]
        typer.echo(json.dumps(rows, ensure_ascii=False))
    else:
        print_events(events, current, reader)


def _audit(parts: Parts, reader: Language, as_json: bool) -> None:
    from app.views.audit import print_audit

    try:
        rows = parts.audit.rows(parts.store.journal(), ALL)
    except sqlite3.Error as error:
        raise StoreDamaged(str(parts.folder), str(error)) from error
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
    else:
        print_audit(rows, reader)


def _versions(store: Store, id: str, reader: Language, as_json: bool) -> None:
    from app.views.history import print_versions

    versions = store.versions(id)
    current = _answering(store, id, versions)
    if not versions and current is None:
        raise SourceNotFound(id)
    versions = versions or ((current,) if current else ())
    if as_json:
        kept = store.generations()
        rows = [
            {"at": found.at, "generation": found.generation, "cause": found.cause}
            | asdict(found.version)
            | {"answers": found is current, "kept": found.generation in kept}
            for found in versions
        ]
        typer.echo(json.dumps({"source": id, "versions": rows}, ensure_ascii=False))
    else:
        print_versions(versions, current, reader)


def _answering(store: Store, id: str, versions: Sequence[Published]) -> Published | None:
    """The version that answers now; made up where the store is older than its list of versions."""
    from vectorstore.journal import Published, Version

    try:
        number = store.current()
        with store.catalog(number) as catalog:
            source, passages = catalog.source(id), len(catalog.passages_of(id))
    except (SourceNotFound, StoreEmpty):
        return None
    same = (v for v in versions if v.version.content_hash == source.content_hash)
    recorded = next((v for v in same if v.version.became != "removed"), None)
    version = Version(id, "added", source.content_hash, passages)
    return recorded or Published(source.ingested_at or "", number, "", version)
