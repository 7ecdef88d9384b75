"""Changes of sources between two generations, by their content hashes."""

from __future__ import annotations

from vectorstore.catalog import Catalog
from vectorstore.journal import Version


def between(old: Catalog | None, new: Catalog) -> tuple[Version, ...]:
    """The sources that were added, changed or removed; with their current passages."""
    before = {s.id: s.content_hash for s in old.sources()} if old else {}
    after = {s.id: s.content_hash for s in new.sources()}
    counts = new.passage_counts()
    brought = [
        Version(id, "changed" if id in before else "added", digest, counts.get(id, 0))
        for id, digest in after.items()
        if before.get(id) != digest
    ]
    gone = [Version(id, "removed", before[id], 0) for id in before.keys() - after.keys()]
    return (*brought, *sorted(gone, key=lambda version: version.source_id))
