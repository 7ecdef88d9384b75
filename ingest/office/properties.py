"""Document properties of office files: plausible titles, authors and dates only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.characters import tidy
from ingest.document import Block, BlockKind, Metadata

_NO_TITLE = re.compile(
    r"(microsoft (word|powerpoint|excel)|word|powerpoint) ?- .*|.*\.(docx?|pdf|odt|rtf|indd|qxd|"
    r"pptx?|xlsx?|tex|dvi|x?html?|xml|aspx?|php|epub)|"
    r"(untitled|sans titre|sans nom|document|doc|title|titre|slide|"
    r"powerpoint presentation|présentation powerpoint|word document|document word)[ -]?\d*|"
    r"[\W\d_]*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(admin(istrat(or|eur))?|user|utilisateur|owner|propri[ée]taire|unknown|inconnu|auteur|author|"
    r"(microsoft office|windows|office) user|utilisateur (windows|microsoft office|de microsoft "
    r"office)|microsoft|hp|dell|lenovo|pc|python-docx|anonymous|anonyme)[ -]?\d*|[\W\d_]*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:D:)?(?P<y>(?:19|20)\d\d)-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])",
    re.ASCII,
)
LONGEST = 250  # characters of a title or a name


def sane_title(written: str | None) -> str | None:
    """A title, unless it is a file name or a program's default."""
    return _unless(_NO_TITLE, written)


def sane_author(written: str | None) -> str | None:
    """An author's name, unless it is an account name."""
    return _unless(_NO_AUTHOR, written)


def sane_date(written: str | None) -> str | None:
    """An ISO date from an ISO or a PDF date."""
    found = _DATE.match((written or "").strip())
    return "-".join(found.group("y", "m", "d")) if found else None


def without_shown_title(metadata: Metadata, blocks: Sequence[Block]) -> Metadata:
    """The metadata without its title where the document shows one: its only top heading, first."""
    tops = [b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1]
    shown = len(tops) == 1 and blocks[0] is tops[0]
    return replace(metadata, title=None) if shown else metadata


def _unless(refused: re.Pattern[str], written: str | None) -> str | None:
    text = tidy(written or "")
    return text if text and len(text) <= LONGEST and not refused.fullmatch(text) else None
