"""Bar chart of days as static HTML: no script, no picture, nothing loaded."""

from __future__ import annotations

from collections.abc import Sequence

from app import markup

STYLE = """<style>
.pa.numbers dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
  gap: .6rem; margin: 0; }
.pa.numbers div { border: 1px solid rgba(128,128,128,.35); border-radius: .5rem;
  padding: .55rem .8rem; display: flex; flex-direction: column-reverse; }
.pa.numbers dt { font-size: .85rem; opacity: .85; margin: 0; padding: 0; }
.pa.numbers dd { font-size: 1.45rem; line-height: 1.2; margin: 0; padding: 0;
  font-variant-numeric: tabular-nums; }
.pa .chart { position: relative; display: flex; align-items: flex-end; gap: 2px; height: 9rem;
  margin: 0 0 .2rem 0;
  border-bottom: 1px solid rgba(128,128,128,.6); }
.pa .chart span { flex: 1 1 0; min-width: 1px; height: 100%; display: flex;
  flex-direction: column-reverse; }
.pa .chart b { position: absolute; top: 0; left: 0; font-size: .8rem; font-weight: 400;
  line-height: 1; opacity: .85; border-top: 1px solid currentColor; padding-top: .2rem; }
.pa .chart i { display: block; }
.pa .c0 { background: #1f6feb; }
.pa .c1 { background: #c98a00; }
.pa .c2 { background: #6e7781; }
.pa .axis { display: flex; justify-content: space-between; font-size: .8rem; opacity: .85;
  margin: 0 0 .5rem 0; }
.pa .key { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .85rem; list-style: none;
  margin: 0 0 .5rem 0; padding: 0; }
.pa .key li { margin: 0; padding: 0; }
.pa .key i { display: inline-block; width: .8em; height: .8em; border-radius: .15em;
  margin-right: .35em; }
.pa.numbered td:not(:first-child), .pa.numbered th:not(:first-child) { text-align: right;
  font-variant-numeric: tabular-nums; }
.pa.log td { white-space: normal; }
.pa.log td:first-child { white-space: nowrap; }
.pa.verdict p { margin: 0 0 .3rem 0; }
</style>"""


def numbers(rows: Sequence[tuple[str, str]], language: str) -> str:
    """Numbers by name, each in a box of its own."""
    inner = "".join(
        f"<div><dt>{markup.text(name)}</dt><dd>{markup.text(value)}</dd></div>"
        for name, value in rows
    )
    return markup.block(f"<dl>{inner}</dl>", "numbers", language)


def columns(
    days: Sequence[Sequence[int]],
    names: Sequence[str],
    ends: tuple[str, str],
    most: str,
    said: str,
    language: str,
) -> str:
    """A column for each day, of parts one above the other, in the order of ``names``.

    ``ends`` are the names of the first and the last day, ``most`` is the height of the highest as
    it is written; ``said`` is the text for screen readers.
    """
    highest = max((sum(day) for day in days), default=0) or 1
    drawn = f"<b>{markup.text(most)}</b>"
    drawn += "".join(f"<span>{_column(day, highest)}</span>" for day in days)
    key = "".join(
        f'<li><i class="c{n}"></i>{markup.text(name)}</li>' for n, name in enumerate(names)
    )
    axis = "".join(f"<span>{markup.text(end)}</span>" for end in ends)
    chart = f'<div class="chart" role="img" aria-label="{markup.text(said)}">{drawn}</div>'
    return markup.block(
        f'<ul class="key">{key}</ul>{chart}<div class="axis">{axis}</div>', "", language
    )


def _column(day: Sequence[int], most: int) -> str:
    return "".join(
        f'<i class="c{n}" style="height:{100 * count / most:.2f}%"></i>'
        for n, count in enumerate(day)
        if count
    )
