"""Whether the chat model of the settings answers: it is asked for a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from answer.model.chat_model import ChatModel, StreamsText
from answer.model.failure import ChatModelFailure
from app.views.answer import plain
from domain.errors import ChatModelError
from domain.types import Language

if TYPE_CHECKING:
    from answer.generation import Generator

_ANSWERS = {Language.FR: "{name} répond", Language.EN: "{name} answers"}
_AREA = {Language.FR: "rédaction", Language.EN: "prose"}


@dataclass(frozen=True, slots=True)
class Tried:
    """A model that was asked, and how it failed, if it did."""

    name: str
    error: ChatModelError | None
    setting: str | None = None

    def message(self, language: Language) -> str:
        """One line, that names the setting to look at."""
        if isinstance(self.error, ChatModelFailure):
            return self.error.message(language, self.setting)
        if self.error is not None:
            return self.error.message(language)
        return _ANSWERS[language].format(name=self.name)


def tried(generator: Generator | None) -> Tried | None:
    """Ask the model; None where none is configured."""
    if generator is None:
        return None
    try:
        generator.try_out()
    except ChatModelError as error:
        return Tried(generator.name, error, _setting(generator.model, error))
    return Tried(generator.name, None)


def _setting(model: StreamsText, error: ChatModelError) -> str | None:
    """What to look at with this model: its provider's own variable, where that has the key."""
    if isinstance(model, ChatModel) and isinstance(error, ChatModelFailure):
        return model.setting(error.cause.about)
    return None


def model_json(found: Tried | None, language: Language) -> dict[str, Any]:
    """The same as JSON."""
    if found is None:
        return {"chat_model": None}
    told = {"name": found.name, "answers": found.error is None, "message": found.message(language)}
    return {"chat_model": told}


def print_model(found: Tried | None, language: Language, out: Console) -> None:
    """A line like those of the store."""
    if found is None:
        return
    line = Text("✓ ", "green") if found.error is None else Text("✗ ", "bold red")
    line.append(f"{_AREA[language]:<12} ", style="bold")
    line.append(plain(found.message(language)), style="default")
    out.print(line, soft_wrap=True)
