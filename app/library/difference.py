"""Diff rendering as HTML: by section, old and new side by side, changed words marked.

All text of the sources is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from app import markup
from app.changed_words import runs
from app.interface import names, say
from domain.changes import Became, DetailChange, PassageChange, SentenceChange, SourceChange
from domain.reports import PassageCounts
from domain.types import Language

STYLE = """<style>
.pa.difference { max-height: 65vh; overflow-y: auto; padding-right: .4rem; }
.pa.difference h3 { font-size: 1.05rem; margin: .9rem 0 .2rem 0; padding: 0; }
.pa.difference h4 { font-size: .95rem; margin: .8rem 0 .3rem 0; padding: 0; font-weight: 600; }
.pa.difference .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem;
  margin-bottom: .5rem; font-size: .93rem; }
.pa.difference .pair > div { border-left: .2rem solid rgba(128,128,128,.45);
  padding: .15rem .2rem .15rem .6rem; min-width: 0; }
.pa.difference .pair > .old { border-color: #c0392b; }
.pa.difference .pair > .new { border-color: #2e8b57; }
.pa.difference .pair > .none { border-color: rgba(128,128,128,.35); opacity: .7; }
.pa.difference .side { display: block; font-size: .75rem; opacity: .75; }
.pa.difference del, .pa.difference ins { padding: .05em .1em; border-radius: .2em;
  text-decoration-thickness: .08em; }
.pa.difference del { background: rgba(192,57,43,.22); text-decoration: line-through; }
.pa.difference ins { background: rgba(46,139,87,.28); text-decoration: underline; }
@media (max-width: 640px) {
  .pa.difference .pair { grid-template-columns: 1fr; gap: .25rem; }
  .pa.difference .pair > .none { display: none; }
}
</style>"""
MOST = 20
"""Sources that are shown; the others are counted."""


@lru_cache(maxsize=16)
def difference(changes: tuple[SourceChange, ...], reader: Language) -> str:
    """What differs, source by source; it scrolls within itself where it is long."""
    body = "".join(_source(change, reader) for change in changes[:MOST])
    left = len(changes) - MOST
    body += _small(say("more_sources", reader, n=str(left))) if left > 0 else ""
    name = markup.text(say("difference", reader))
    return f'<div class="pa difference" role="region" tabindex="0" aria-label="{name}">{body}</div>'


def counted(passages: PassageCounts, reader: Language) -> str:
    """The counts of passages by change, on one line."""
    parts = ("added", "changed", "moved", "removed", "unchanged")
    values = {name: str(getattr(passages, name)) for name in parts}
    return say("counts", reader, **values)


def _source(change: SourceChange, reader: Language) -> str:
    head = say(f"source_{change.became}", reader, title=change.title)
    inner = f"<h3>{markup.text(head)}</h3>"
    if change.source != change.title:
        inner += f'<p class="where">{markup.text(change.source)}</p>'
    inner += "".join(_detail(detail, reader) for detail in change.details)
    for section, passages in groupby(change.passages, key=lambda passage: passage.section):
        inner += f"<h4>{markup.text(section or say('beginning', reader))}</h4>"
        inner += "".join(_passage(passage, reader) for passage in passages)
    if change.typography:
        inner += _small(say("typography", reader, n=str(change.typography)))
    if change.more:
        inner += _small(say("more_passages", reader, n=str(change.more)))
    return inner


def _detail(detail: DetailChange, reader: Language) -> str:
    name = f"detail_{detail.name}"
    called = say(name, reader) if name in names() else detail.name
    old, new = (value or say("without", reader) for value in (detail.old, detail.new))
    return _small(say("detail_change", reader, name=called, old=old, new=new))


def _passage(passage: PassageChange, reader: Language) -> str:
    if passage.became is Became.MOVED:
        return _moved(passage, reader)
    return "".join(_pair(sentence, reader) for sentence in passage.sentences)


def _moved(passage: PassageChange, reader: Language) -> str:
    origin = passage.from_section
    said = say("moved", reader)
    if origin is not None and origin != passage.section:
        said = say("moved_from", reader, section=origin or say("beginning", reader))
    text = passage.sentences[0].new or ""
    return f'<p><span class="side">{markup.text(said)}</span>{markup.text(text)}</p>'


def _pair(sentence: SentenceChange, reader: Language) -> str:
    old, new = sentence.old, sentence.new
    cells = (
        _cell("old", "del", old, new, say("before", reader)),
        _cell("new", "ins", new, old, say("after", reader)),
    )
    return f'<div class="pair">{"".join(cells)}</div>'


def _cell(kind: str, tag: str, text: str | None, other: str | None, side: str) -> str:
    head = f'<span class="side">{markup.text(side)}</span>'
    if text is None:
        return f'<div class="none">{head}—</div>'
    inner = markup.text(text) if other is None else "".join(_runs(text, other, tag))
    return f'<div class="{kind}">{head}{inner}</div>'


def _runs(text: str, other: str, tag: str) -> Iterator[str]:
    """Words that the other lacks marked; adjacent ones as one."""
    for lacking, group in groupby(_joined(list(runs(text, other))), key=lambda run: run[1]):
        shown = markup.text("".join(run for run, _ in group))
        yield f"<{tag}>{shown}</{tag}>" if lacking else shown


def _joined(parts: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The blank between two marked words is marked with them."""
    for place, (run, lacking) in enumerate(parts):
        between = run.isspace() and 0 < place < len(parts) - 1
        yield run, lacking or between


def _small(line: str) -> str:
    return f'<p class="where">{markup.text(line)}</p>'
