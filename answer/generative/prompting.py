"""Prompt construction: rules, numbered passages between fences, the question.

Each passage is delimited by lines with a nonce of this request, so that no text of a
passage can end it or begin another (prompt injection).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.generative.chat_model import Message
from answer.generative.sentence_stream import SENTINEL
from domain.types import Language, Retrieved, Turn
from prompts.templates import load

SENTENCES = {Language.FR: "quatre", Language.EN: "four"}
# Turns of the conversation that go along, and how much of each: enough to resolve "it".
TURNS = 6
TURN_CHARACTERS = 1_000
# What a whole request may take of a model's window; local servers often give 4,096 tokens, of which
# up to 1,000 are the answer's.
REQUEST_TOKENS = 3_000
MENDING_TOKENS = 450  # of them, kept for sentences that go back
TURN_TOKENS = 700  # of them, at most, for the turns before
CHARACTERS_A_TOKEN = 3  # few, so that French fits too
OVERHEAD = 20  # tokens around a message or a passage
QUESTION_CHARACTERS = 3_000  # of a longer question its beginning and its end
WRONG_CHARACTERS = 400  # of a sentence that goes back
_NOTE = re.compile(r"\[\s?\^?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\]|【[^】]*】")


def within_budget(
    question: str,
    language: Language,
    retrieved: Sequence[Retrieved],
    history: Sequence[Turn] = (),
) -> tuple[Retrieved, ...]:
    """The passages that fit a request together, whole, beside the question and the last turns: of
    those given, best first, the last go first, and the first one stays.
    """
    history_tokens = min(TURN_TOKENS, sum(_tokens(said) for _, said in _turns(history)))
    room = _room(question, language) - max(MENDING_TOKENS, history_tokens)
    kept = list(retrieved)
    while len(kept) > 1 and _passages_take(kept) > room:
        kept.pop()
    return tuple(kept)


def _room(question: str, language: Language) -> int:
    """The tokens of a request that the rules and the question leave."""
    return REQUEST_TOKENS - _tokens(load("answer", language).text) - _tokens(_asked(question))


def _tokens(text: str) -> int:
    return OVERHEAD + len(text) // CHARACTERS_A_TOKEN


def _passages_take(passages: Sequence[Retrieved]) -> int:
    return sum(_tokens(r.passage.text + _heading(r)) for r in passages)


def _fitting(texts: Sequence[str], room: int) -> int:
    """How many of the texts, from the first on, fit together."""
    for count, text in enumerate(texts):
        room -= _tokens(text)
        if room < 0:
            return count
    return len(texts)


def messages(
    question: str,
    language: Language,
    retrieved: Sequence[Retrieved],
    history: Sequence[Turn],
    nonce: str,
) -> list[Message]:
    """The rules, the last turns that fit, then the passages and the question."""
    rules = {"sentences": SENTENCES[language], "sentinel": SENTINEL, "nonce": nonce}
    asked = {"passages": _fenced(retrieved, nonce), "question": _asked(question)}
    room = _room(question, language) - _passages_take(retrieved)
    return [
        ("system", load("answer", language).render(rules)),
        *_last(_turns(history), room),
        ("user", load("question", language).render(asked)),
    ]


def mending(
    question: str,
    language: Language,
    retrieved: Sequence[Retrieved],
    wrong: Sequence[str],
    nonce: str,
) -> list[Message]:
    """The same, then the sentences that were not supported."""
    rules = {"sentences": SENTENCES[language], "sentinel": SENTINEL, "nonce": nonce}
    lines = [f"- {_short(sentence, WRONG_CHARACTERS)}" for sentence in wrong]
    room = _room(question, language) - _passages_take(retrieved)
    room -= _tokens(load("mend", language).text)
    asked = {
        "passages": _fenced(retrieved, nonce),
        "question": _asked(question),
        "sentences": "\n".join(lines[: max(1, _fitting(lines, room))]),
        "sentinel": SENTINEL,
    }
    return [
        ("system", load("answer", language).render(rules)),
        ("user", load("mend", language).render(asked)),
    ]


def rewriting(question: str, language: Language, history: Sequence[Turn]) -> list[Message]:
    """A question that depends on the turns before, to be made self-contained."""
    room = _room(question, language)
    lines = [f"- {role}: {one_line(said)}" for role, said in _last(_turns(history), room)]
    values = {"turns": "\n".join(lines), "question": _asked(question)}
    return [("user", load("rewrite", language).render(values))]


def one_line(text: str) -> str:
    """A text without its line ends, so that it cannot look like more than it is."""
    return " ".join(text.split())


def _asked(question: str) -> str:
    return _short(question, QUESTION_CHARACTERS)


def _short(text: str, most: int) -> str:
    """A text on one line; of a long one its beginning and its end."""
    text = one_line(text)
    half = most // 2
    return text if len(text) <= most else f"{text[:half]} … {text[-half:]}"


def _last(turns: list[Message], room: int) -> list[Message]:
    """The last of the turns, those that fit."""
    newest_first = [said for _, said in reversed(turns)]
    return turns[len(turns) - _fitting(newest_first, room) :]


def _turns(history: Sequence[Turn]) -> list[Message]:
    return [(turn.role, turn.content[:TURN_CHARACTERS]) for turn in history[-TURNS:]]


def _fenced(retrieved: Sequence[Retrieved], nonce: str) -> str:
    return "\n".join(_numbered(n, r, nonce) for n, r in enumerate(retrieved, start=1))


def _numbered(number: int, retrieved: Retrieved, nonce: str) -> str:
    """A passage between its lines; its own notes ([12]) go, for they look like our numbers."""
    text = _NOTE.sub("", retrieved.passage.text)
    label = f"passage {number} {nonce}"
    return f"<{label}>\n{_heading(retrieved)}\n{text}\n</{label}>"


def _heading(retrieved: Retrieved) -> str:
    heading = " › ".join((retrieved.title, *retrieved.passage.section_path))
    return one_line(_NOTE.sub("", heading))
