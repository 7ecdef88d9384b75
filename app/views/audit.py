"""Terminal output of the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from app.admin.texts import ADMIN
from app.audit.kept import Row
from app.causes import translated_cause
from app.views.answer import console, plain
from domain.types import Language


def print_audit(rows: Sequence[Row], reader: Language) -> None:
    """A line per action, the latest first: time, action, actor, role, interface."""
    if not rows:
        console().print(Text(_said("no_deeds", reader)))
    for row in rows:
        who = row.who or _said("unknown_actor", reader)
        by = [_word("role", row.role, reader), _word("door", row.door, reader)]
        line = Text(f"{_when(row.at):<19}  ", style="dim")
        line.append(f"{_word('deed', row.deed, reader):<16}  ")
        line.append(f"{plain(who)}  ", style="bold")
        line.append(f"{', '.join(filter(None, by))}  ", style="dim")
        generation = str(row.generation) if row.generation else ""
        line.append(
            "  ".join(filter(None, (generation, plain(translated_cause(row.cause, reader)))))
        )
        console().print(line, soft_wrap=True)


def _word(kind: str, word: str, reader: Language) -> str:
    name = f"{kind}_{word}"
    return _said(name, reader) if name in ADMIN else plain(word)


def _said(name: str, reader: Language) -> str:
    french, english = ADMIN[name]
    return french if reader is Language.FR else english


def _when(at: str) -> str:
    """The reader's own time."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return at
