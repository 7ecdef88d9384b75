"""Terminal output of an evaluation: a table of its figures, or all of it as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rich.table import Table
from rich.text import Text

from app.spacing import decimal
from app.views import eval_texts
from app.views.answer import console, plain
from app.views.as_json import Json, answer_json
from domain.types import Language
from evaluation.confidence import calibration_error, risk_coverage
from evaluation.gold import GoldItem
from evaluation.marks import Figure
from evaluation.misses import Miss, Misses, misses
from evaluation.score import Asked, Scores, Share, scores

PASSAGES = 5  # of those retrieved, that a miss shows


@dataclass(frozen=True)
class Evaluation:
    """An evaluation run on a gold set, or on one ``half`` of it."""

    gold: str
    half: str | None
    asked: tuple[Asked, ...]

    @cached_property
    def scores(self) -> Scores:
        """The figures."""
        return scores(self.asked)

    @cached_property
    def misses(self) -> Misses:
        """Every miss, by what went wrong."""
        return misses(self.asked)

    @cached_property
    def calibration_error(self) -> float | None:
        """The expected calibration error."""
        found = calibration_error(self.asked)
        return None if found is None else round(found, 4)

    @property
    def answerers(self) -> tuple[str, ...]:
        """The systems that wrote the answers."""
        return tuple(sorted({a.answer.answerer for a in self.asked}))


def rows(evaluation: Evaluation, language: Language) -> Iterator[tuple[str, ...]]:
    """A row a figure: its name, French, English, all, n, the 95% interval of all."""
    for figure, shares in evaluation.scores.items():
        values = (_cell(shares.get(scope), language) for scope in (Language.FR, Language.EN, None))
        whole = shares[None]
        bounds = (decimal(bound, language, 2) for bound in whole.interval)
        between = "" if figure is Figure.MRR_10 else "–".join(bounds)
        yield eval_texts.figure(figure, language), *values, str(whole.n), between


def columns(language: Language) -> tuple[str, ...]:
    """The headings of the rows."""
    names = ("figure", "fr", "en", "all")
    headings = (eval_texts.word(name, language) for name in names)
    return *headings, "n", eval_texts.word("interval", language)


def _cell(share: Share | None, language: Language) -> str:
    return eval_texts.number(share.value, language) if share else ""


def print_evaluation(evaluation: Evaluation, language: Language, as_json: bool) -> None:
    """The figures as a table with the number of misses below it; all of it as JSON."""
    if as_json:
        print(json.dumps(evaluation_json(evaluation), ensure_ascii=False))
        return
    out = console()
    table = Table(box=None, header_style="bold", pad_edge=False)
    for place, heading in enumerate(columns(language)):
        table.add_column(heading, justify="right" if place else "left", no_wrap=bool(place))
    for row in rows(evaluation, language):
        table.add_row(*(Text(cell) for cell in row))
    out.print(table)
    out.print()
    _print_confidence(evaluation, language)
    for figure, group in evaluation.misses.items():
        ids = " ".join(plain(miss.asked.item.id) for miss in group)
        out.print(Text(f"{eval_texts.miss(figure, language)} ({len(group)}): {ids}"))


def _print_confidence(evaluation: Evaluation, language: Language) -> None:
    """Risk at each coverage in a line, and the calibration error."""
    if evaluation.calibration_error is None:
        return
    out = console()
    points = "  ".join(
        f"{eval_texts.number(p.coverage, language)}: {eval_texts.number(p.risk, language)}"
        for p in risk_coverage(evaluation.asked)
    )
    out.print(Text(f"{eval_texts.word('risk_coverage', language)} {points}"))
    error = eval_texts.number(evaluation.calibration_error, language)
    out.print(Text(f"{eval_texts.word('calibration_error', language)} {error}"))
    out.print()


def evaluation_json(evaluation: Evaluation) -> Json:
    """The figures with their numbers and every miss."""
    return {
        "gold": evaluation.gold,
        "half": evaluation.half,
        "questions": len(evaluation.asked),
        "answerers": list(evaluation.answerers),
        "scores": {
            str(figure): {
                str(scope or "all"): {"value": round(share.value, 4), "n": share.n}
                for scope, share in shares.items()
            }
            for figure, shares in evaluation.scores.items()
        },
        "calibration_error": evaluation.calibration_error,
        "risk_coverage": [
            {"coverage": round(p.coverage, 4), "risk": round(p.risk, 4)}
            for p in risk_coverage(evaluation.asked)
        ],
        "misses": {
            str(figure): [_miss_json(miss) for miss in group]
            for figure, group in evaluation.misses.items()
        },
    }


def _miss_json(miss: Miss) -> Json:
    asked = miss.asked
    answer = answer_json(asked.answer, asked.item.id)
    kept = ("status", "language", "text", "understood_as", "citations", "retrieved")
    return {
        **_item_json(asked.item),
        "ranks": [min(ranks, default=None) for ranks in asked.places],
        "lacks": list(miss.lacks),
        "says": list(miss.says),
        "answer": {name: answer[name] for name in kept}
        | {"retrieved": answer["retrieved"][:PASSAGES]},
    }


def _item_json(item: GoldItem) -> Json:
    return {
        "id": item.id,
        "lang": str(item.language),
        "question": item.question,
        "kind": item.kind,
        "answerable": item.answerable,
        "gold_quotes": list(item.gold_quotes),
        "must_include": [list(wordings) for wordings in item.must_include],
        "must_not_include": list(item.must_not_include),
    }
