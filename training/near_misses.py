"""Questions that a text does not answer, made from questions that it answers by one swap.

The year, the currency, a name, what is counted, the direction or the predicate becomes another,
which does not stand in the text in that place. Deterministic; knows nothing of retrieval or of
features. Grammar is not mended beyond the swap: the words are what is learnt from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar
from zlib import crc32

from answer.evidence.constraints import denied
from answer.evidence.direction import sides
from answer.evidence.holding import NAME, TIMES
from answer.question.asked import Form, analyse, fold
from domain.types import Language
from evaluation.gold import GoldItem
from text.figures import FigureKind, figures
from text.sentences import split
from training.swaps import COUNTED, CURRENCIES, IN_CURRENCY, IN_YEAR, PAIRS, UNHEARD
from vectorstore.stopwords import STOP_WORDS

_T = TypeVar("_T")
KIND = "near_miss"
STEM = 5  # letters by which two words count as one where a text is searched for them
FIRST_YEAR, LAST_YEAR = 1990, 2035
_STOPS = frozenset(fold(w) for language in Language for w in STOP_WORDS[language])
_RUN = re.compile(rf"{NAME.pattern}(?: [A-ZÀ-ÖØ-Þ][\w’'-]*\w)*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_COUNTED = re.compile(r"\b(how many |combien d['’]|combien de )([^\W\d_]{4,})", re.IGNORECASE)
_INVERTED = re.compile(r"\b([^\W\d_]+)(-t)?-(ils?|elles?|on)\b")
_AUXILIARY = re.compile(r"\b(does|do|did|is|are|was|were|has|have|should)\b")
_END = re.compile(r"\s*\?\s*$")


def near_misses(item: GoldItem, text: str) -> tuple[GoldItem, ...]:
    """The swaps that a question bears; () for one that is unanswerable or leans on another."""
    settled = analyse(item.question).form in (Form.YESNO, Form.SUMMARY)
    if not item.answerable or item.history or not item.gold_quotes or settled:
        return ()  # "did it fall?" is answered by what says that it rose
    made = {
        fold(question): (swap.__name__.strip("_"), question)
        for swap in (_years, _currencies, _names, _sides, _heads, _predicates, _denials)
        for question in swap(item, text)
        if fold(question) != fold(item.question)
    }
    return tuple(
        replace(
            item,
            id=f"{item.id}.{n}.{swap}",
            question=q,
            kind=KIND,
            answerable=False,
            gold_quotes=(),
        )
        for n, (swap, q) in enumerate(made.values(), start=1)
    )


def swap_of(item: GoldItem) -> str:
    """What was swapped to make a question."""
    return item.id.rsplit(".", 1)[-1]


def _years(item: GoldItem, text: str) -> Iterator[str]:
    """Another year in the place of the question's; one more where the answer tells its own."""
    asked = [f for f in figures(item.question) if f.kind in TIMES]
    told = {int(f.value) for f in figures(text) if f.kind is FigureKind.YEAR}
    told |= {int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)}
    other = _chosen([y for y in range(FIRST_YEAR, LAST_YEAR) if y not in told], item)
    for year in re.finditer(r"\b(?:19|20)\d\d\b", item.question):
        yield item.question[: year.start()] + str(other) + item.question[year.end() :]
    dated = any(f.kind in TIMES for quote in item.gold_quotes for f in figures(quote))
    if not asked and dated and analyse(item.question).form is Form.QUANTITY:
        yield _added(item, IN_YEAR[item.language].format(other))


def _currencies(item: GoldItem, text: str) -> Iterator[str]:
    """An amount in a currency of which the text does not speak."""
    absent = [c for c in CURRENCIES[item.language] if not _stands(c, text)]
    money = any(f.kind is FigureKind.MONEY for q in item.gold_quotes for f in figures(q))
    if absent and money and analyse(item.question).form is Form.QUANTITY:
        other = _chosen(absent, item)
        named = re.compile(r"\b(euros?|dollars?|francs?)\b", re.IGNORECASE)
        if named.search(item.question):
            yield named.sub(other, item.question, count=1)
        else:
            yield _added(item, IN_CURRENCY[item.language].format(other))


def _names(item: GoldItem, text: str) -> Iterator[str]:
    """Another name: one of the same text that stands nowhere near what is asked, and a new one."""
    quoted = fold(" ".join(item.gold_quotes))
    asked = _stems(item.question) - _stems(" ".join(_said(item.question)))
    spans = [text[start:end] for start, end in split(text)]
    following = [" ".join(spans[n : n + 2]) for n in range(len(spans))]
    for match in _RUN.finditer(item.question):
        if not _known(match.group(), text):
            continue  # a word that the text does not write as a name; a swap would prove nothing
        elsewhere = [
            name
            for name in _said(text)
            if fold(name) not in quoted
            and not _stems(name) & _stems(item.question)
            and not any(
                name in span and asked & _stems(more)
                for span, more in zip(spans, following, strict=True)
            )
        ]
        unheard = [name for name in UNHEARD if not _stands(name, text)]
        for pool in (elsewhere, unheard):
            if pool:
                start, end = match.span()
                yield item.question[:start] + _chosen(pool, item) + item.question[end:]


def _sides(item: GoldItem, text: str) -> Iterator[str]:
    """Who gives in the place of who gets; where one sentence alone speaks of both."""
    names = [m for m in _RUN.finditer(item.question) if _known(m.group(), text)]
    if len(names) != 2:
        return
    first, second = names
    words = {fold(first.group()), fold(second.group())}
    both = [
        (start, end)
        for start, end in split(text)
        if all(_stands(w, text[start:end]) for w in words)
    ]
    if len(both) < 2 and len(sides(item.question, words)) == 2:
        between = item.question[first.end() : second.start()]
        before, after = item.question[: first.start()], item.question[second.end() :]
        yield f"{before}{second.group()}{between}{first.group()}{after}"


def _known(name: str, text: str) -> bool:
    """Whether a text writes all of it as a name."""
    return all(part in text and part.lower() not in text.split() for part in name.split())


def _heads(item: GoldItem, text: str) -> Iterator[str]:
    """The number of something else, of which the text does not speak in either language."""
    match = _COUNTED.search(item.question)
    others = [
        one[item.language] for one in COUNTED if not any(_stands(w, text) for w in one.values())
    ]
    if match and others:
        start, end = match.span()
        lead = "Combien de " if item.language is Language.FR else "How many "
        yield item.question[:start] + lead + _chosen(others, item) + item.question[end:]


def _predicates(item: GoldItem, text: str) -> Iterator[str]:
    """The opposite of what is said: rose for fell, from for to; where the text never says it."""
    for pair in PAIRS[item.language]:
        for this, that in (pair, pair[::-1]):
            found = re.search(rf"(?<!['’-])\b{this}\b", item.question)
            near = " ".join(_around(item, text))
            if found and not _stands(that, near):
                yield item.question[: found.start()] + that + item.question[found.end() :]


def _denials(item: GoldItem, text: str) -> Iterator[str]:
    """Why something is not so, where the text tells why it is."""
    reason = analyse(item.question).form is Form.REASON
    if not reason or denied("", item.question) or denied("", " ".join(_around(item, text))):
        return
    if item.language is Language.FR and (found := _INVERTED.search(item.question)):
        verb = found.group()
        lead = "n'" if fold(verb)[0] in "aeiouyh" else "ne "
        yield f"{item.question[: found.start()]}{lead}{verb} pas{item.question[found.end() :]}"
    if item.language is Language.EN and (found := _AUXILIARY.search(item.question)):
        yield f"{item.question[: found.end()]}n't{item.question[found.end() :]}"


def _around(item: GoldItem, text: str) -> Iterator[str]:
    """The paragraphs that the answer stands in."""
    for paragraph in text.split("\n\n"):
        if any(quote in paragraph for quote in item.gold_quotes):
            yield paragraph


def _stems(text: str) -> set[str]:
    return {w[:STEM] for w in _WORD.findall(fold(text)) if w not in _STOPS}


def _said(text: str) -> list[str]:
    """Its names, each once; words that begin a sentence or a heading are none."""
    prose = " ".join(line for line in text.split("\n") if line.rstrip().endswith((".", "?", "!")))
    found = dict.fromkeys(match.group() for match in _RUN.finditer(prose))
    return [name for name in found if _known(name, text) and fold(name) not in _STOPS]


def _stands(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(fold(word)[:STEM])}", fold(text)) is not None


def _added(item: GoldItem, words: str) -> str:
    mark = " ?" if item.language is Language.FR else "?"
    return f"{_END.sub('', item.question)} {words}{mark}"


def _chosen(pool: Sequence[_T], item: GoldItem) -> _T:
    """One of a pool, always the same for the same question."""
    return pool[crc32(item.id.encode()) % len(pool)]
