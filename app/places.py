"""Links from quotations to their sentence on the library page."""

from __future__ import annotations

from urllib.parse import urlencode

from domain.types import Citation


def library_address(citation: Citation, conversation: str | None = None) -> str:
    """The address of the sentence, relative to that of the pages.

    ``conversation``: the id that leads back to it from the source.
    """
    passage, start = citation.passage, citation.passage.start
    place = {
        "source": passage.source_id,
        "passage": passage.id,
        "sentence": f"{citation.start - start}-{citation.end - start}",
    }
    if conversation is not None:
        place["c"] = conversation
    return f"library?{urlencode(place)}"
