"""Terminal question answering: one, a file of them, or a conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from app.conversation import turns_of
from app.json_lines import rows
from app.views.answer import console, print_after, print_meanwhile
from app.views.as_json import answer_json
from app.wiring import Parts
from domain.errors import PasserelleError, UsageError
from domain.question import checked
from domain.types import Answer, Finished, Language, QuotesReady, Scope, Status, Turn
from text.wellformed import wellformed

_WELCOME = {
    Language.FR: "Posez vos questions ; une ligne vide ou Ctrl-D pour terminer.",
    Language.EN: "Ask your questions; enter an empty line or press Ctrl-D to end.",
}

_STOPPED = {
    Language.FR: "Réponse interrompue.",
    Language.EN: "Answer stopped.",
}


def answer_one(
    parts: Parts,
    question: str,
    language: Language | None,
    interface: Language,
    as_json: bool,
    scope: Scope | None = None,
) -> None:
    """Answer and print; in a terminal, quotations first while a model writes."""
    out = console()
    meanwhile = None if as_json or not out.is_terminal else out
    quoted, answer = _asked(parts, question, (), language, interface, scope, meanwhile)
    if answer is None:
        return  # the quotations are printed, and the model was stopped
    if as_json:
        print(json.dumps(answer_json(answer), ensure_ascii=False))
    else:
        print_after(quoted, answer, out)


def converse(
    parts: Parts, language: Language | None, interface: Language, scope: Scope | None = None
) -> None:
    """Answer question after question, each with the turns before it.

    Ctrl-C ends the answer under way; at the prompt it ends the conversation.
    """
    out = console()
    out.print(_WELCOME[interface], style="dim")
    history: list[Turn] = []
    while question := _read_line():
        try:
            quoted, answer = _asked(parts, question, history, language, interface, scope, out)
        except PasserelleError as error:
            out.print(error.message(interface), style="red")
            continue
        except KeyboardInterrupt:
            out.print(_STOPPED[interface], style="yellow")
            continue
        if answer is not None:
            print_after(quoted, answer, out)
        out.print()
        said = answer or quoted
        history += [Turn("user", question), Turn("assistant", said.text if said else "")]


def answer_batch(
    parts: Parts,
    file: Path,
    language: Language | None,
    interface: Language,
    scope: Scope | None = None,
) -> None:
    """Answer a question a line, in order; the whole file is checked before the first answer."""
    for item in [_item(row, where) for row, where in rows(file)]:
        _, answer = _asked(parts, item["question"], item["history"], language, interface, scope)
        if answer is not None:  # None only where its quotations were printed meanwhile
            print(json.dumps(answer_json(answer, item["id"]), ensure_ascii=False), flush=True)


def _asked(
    parts: Parts,
    question: str,
    history: Sequence[Turn],
    language: Language | None,
    interface: Language,
    scope: Scope | None = None,
    meanwhile: Console | None = None,
) -> tuple[Answer | None, Answer | None]:
    """What was printed ``meanwhile``, the quotations while a model writes, and the finished answer;
    None where there is none of them. Ctrl-C leaves it at the quotations.
    """
    quoted: Answer | None = None
    try:
        for event in parts.assistant.ask(question, history, language, interface, scope):
            if isinstance(event, QuotesReady) and meanwhile is not None:
                print_meanwhile(event.answer, meanwhile)
                quoted = event.answer if event.answer.status is Status.ANSWERED else None
            if isinstance(event, Finished):
                return quoted, event.answer
    except KeyboardInterrupt:
        if quoted is None:
            raise
        return quoted, None
    raise AssertionError("an answer always finishes")


def _read_line() -> str:
    """The next question; "" at the end of the conversation, by Ctrl-D or Ctrl-C."""
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""


def _item(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """A question of a batch file; raises UsageError naming the line that is wrong."""
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise UsageError(where, 'it needs {"id": ..., "question": "..."}')
    turns = turns_of(row.get("history") or None, where)
    question = checked(wellformed(question), where)
    return {"id": row.get("id"), "question": question, "history": turns}
