"""Output of a store's examination or repair, in the terminal or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from app.views.answer import plain
from app.views.doctor_texts import AREAS, DEEDS, PROBLEMS, STATES, SUMMARY, UNANSWERING
from domain.details import in_french
from domain.types import Language
from vectorstore.doctor import Health
from vectorstore.findings import Area, Finding, State
from vectorstore.repair import Mended

_STYLES = {State.OK: "green", State.NOTE: "yellow", State.WRONG: "bold red"}
_SIGNS = {State.OK: "✓", State.NOTE: "·", State.WRONG: "✗"}


def print_health(health: Health, language: Language, out: Console) -> None:
    """A line for each part of the store that is sound, and for each finding."""
    for area in Area:
        findings = [finding for finding in health.findings if finding.area is area]
        if not findings:
            _print(State.OK, AREAS[area][language], STATES[State.OK][language], out)
        for finding in findings:
            _print(finding.state, AREAS[area][language], message(finding, language), out)
    if health.generation is not None:
        summary = SUMMARY[health.sound][language].format(n=health.generation)
    else:
        summary = UNANSWERING[health.sound][language]
    out.print(Text(summary, style="bold"))


def print_mended(mended: Sequence[Mended], language: Language, out: Console) -> None:
    """A line for each repair."""
    for done in mended:
        _print(State.OK, DEEDS["title"][language], deed(done, language), out)


def health_json(health: Health, mended: Sequence[Mended], language: Language) -> dict[str, Any]:
    """The same as JSON: a check for each part of the store."""
    return {
        "sound": health.sound,
        "generation": health.generation,
        "generations": list(health.generations),
        "checks": [_check_json(area, health, language) for area in Area],
        "mended": [asdict(done) | {"message": deed(done, language)} for done in mended],
    }


def _check_json(area: Area, health: Health, language: Language) -> dict[str, Any]:
    findings = [finding for finding in health.findings if finding.area is area]
    states = {finding.state for finding in findings}
    state = next((s for s in (State.WRONG, State.NOTE) if s in states), State.OK)
    entries = [asdict(f) | {"message": message(f, language)} for f in findings]
    return {"check": area, "state": state, "findings": entries}


def message(finding: Finding, language: Language) -> str:
    """The finding and its remedy."""
    detail = in_french(finding.detail) if language is Language.FR else finding.detail
    text = PROBLEMS[finding.problem][language].format(
        n=finding.generation, subject=finding.subject, detail=detail
    )
    return " ".join(plain(text).replace(" ()", "").split())


def deed(done: Mended, language: Language) -> str:
    """The repair, in words."""
    text = DEEDS[done.deed][language].format(n=done.generation, subject=done.subject)
    return " ".join(plain(text).split())


def _print(state: State, area: str, text: str, out: Console) -> None:
    line = Text(f"{_SIGNS[state]} ", style=_STYLES[state])
    line.append(f"{area:<12} ", style="bold")
    line.append(text, style="default")
    out.print(line, soft_wrap=True)
