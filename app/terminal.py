"""Questions asked in a terminal: one, a file of them, or a conversation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.views.answer import console, print_answer
from app.views.as_json import answer_json
from app.wiring import Parts
from domain.errors import PasserelleError, SourceNotReadable, UsageError
from domain.question import checked
from domain.types import Answer, Finished, Language, Turn
from text.wellformed import wellformed

_WELCOME = {
    Language.FR: "Posez vos questions ; une ligne vide ou Ctrl-D pour finir.",
    Language.EN: "Ask your questions; an empty line or Ctrl-D to end.",
}


def answer_one(
    parts: Parts, question: str, language: Language | None, interface: Language, as_json: bool
) -> None:
    """Answer and print."""
    answer = _finished(parts, question, (), language, interface)
    if as_json:
        print(json.dumps(answer_json(answer), ensure_ascii=False))
    else:
        print_answer(answer, console())


def converse(parts: Parts, language: Language | None, interface: Language) -> None:
    """Answer question after question, each with the turns before it."""
    out = console()
    out.print(_WELCOME[interface], style="dim")
    history: list[Turn] = []
    while question := _read_line():
        try:
            answer = _finished(parts, question, history, language, interface)
        except PasserelleError as error:
            out.print(error.message(interface), style="red")
            continue
        print_answer(answer, out)
        out.print()
        history += [Turn("user", question), Turn("assistant", answer.text)]


def answer_batch(parts: Parts, file: Path, language: Language | None, interface: Language) -> None:
    """Answer a question a line, in order; the whole file is checked before the first answer."""
    for item in list(_read_batch(file)):
        answer = _finished(parts, item["question"], item["history"], language, interface)
        print(json.dumps(answer_json(answer, item["id"]), ensure_ascii=False), flush=True)


def _finished(
    parts: Parts,
    question: str,
    history: Sequence[Turn],
    language: Language | None,
    interface: Language,
) -> Answer:
    events = parts.assistant.ask(question, history, language, interface)
    return next(event.answer for event in events if isinstance(event, Finished))


def _read_line() -> str:
    """What is asked next; "" where the conversation ends, by Ctrl-D or Ctrl-C."""
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""


def _read_batch(file: Path) -> Iterator[dict[str, Any]]:
    """The items of a batch file; raises UsageError naming the line that is wrong."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        detail = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SourceNotReadable(str(file), detail or "it cannot be opened") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _item(line, f"{file} line {number}")


def _item(line: str, where: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(where, f"it is not JSON ({error})") from error
    question = data.get("question") if isinstance(data, Mapping) else None
    if not isinstance(question, str) or not question.strip():
        raise UsageError(where, 'it needs {"id": ..., "question": "..."}')
    history = data.get("history") or []
    if not isinstance(history, list) or not all(map(_is_turn, history)):
        raise UsageError(where, 'history is a list of {"role": "user"|"assistant", "content"}')
    question = checked(wellformed(question), where)
    turns = tuple(Turn(turn["role"], wellformed(turn["content"])) for turn in history)
    return {"id": data.get("id"), "question": question, "history": turns}


def _is_turn(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    return value.get("role") in ("user", "assistant") and isinstance(value.get("content"), str)
