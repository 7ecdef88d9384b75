"""Language check: warns of a source wholly or partly in neither French nor English."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from domain.types import Passage
from text.foreign import is_plain, third_language

PART = 0.1  # share of a source's words in another language above which a warning is given
WHOLE = 0.6  # share above which the warning is about the whole source
_WIDE = re.compile("[\u3000-\ud7ff]")
SAMPLE = 200  # passages that are looked at, evenly spread
FEWEST = 20  # words: less is a quotation or a table of names


def warnings(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Warnings about the language of a source; () where it is French, English or both."""
    looked_at = passages[:: math.ceil(len(passages) / SAMPLE) or 1]
    total = sum(_weight(passage.text) for passage in looked_at)
    unclear = [passage.text for passage in looked_at if not is_plain(passage.text)]
    enough = max(PART * total, FEWEST)
    if sum(map(_weight, unclear)) < enough:
        return ()
    words: Counter[str] = Counter()
    for text in unclear:
        words[third_language(text) or ""] += _weight(text)
    del words[""]
    found = words.most_common(1)
    if not found or found[0][1] < enough:
        return ()
    name, count = found[0]
    extent = "mostly" if count >= WHOLE * total else "partly"
    return (f"it is {extent} in {name}: search in it may be poor",)


def _weight(text: str) -> int:
    """The words of a text; in writing without spaces, two letters are taken for one."""
    return max(len(text.split()), len(_WIDE.findall(text)) // 2)
