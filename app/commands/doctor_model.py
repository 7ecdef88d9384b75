"""Test of the configured chat model: whether it answers, and only from the given passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from answer.generative.chat_model import ChatModel, StreamsText
from answer.generative.provider_errors import ChatModelFailure
from answer.generative.trial import Trial, try_out
from app.views.answer import plain
from domain.errors import ChatModelError, ReaderModelError
from domain.types import Language

if TYPE_CHECKING:
    from answer.generative.generator import Generator

_KEEPS = {
    Language.FR: "{name} répond, et s'en tient aux passages (environ {speed:.0f} tokens par "
    "seconde)",
    Language.EN: "{name} answers, and keeps to the passages (about {speed:.0f} tokens per second)",
}
_SILENT = {
    Language.FR: "{name} répond, mais ne trouve pas la réponse dans un passage qui la contient",
    Language.EN: "{name} answers, but does not find the answer in a passage that contains it",
}
_STRAYS = {
    Language.FR: "{name} répond, mais ne s'en tient pas aux passages : peu de ce qu'il écrit sera "
    "affiché (environ {speed:.0f} tokens par seconde)",
    Language.EN: "{name} answers, but does not keep to the passages: little of what it writes will "
    "be shown (about {speed:.0f} tokens per second)",
}
_AREA = {Language.FR: "rédaction", Language.EN: "prose"}


@dataclass(frozen=True, slots=True)
class Tried:
    """The test result of a model."""

    name: str
    error: ChatModelError | ReaderModelError | None
    setting: str | None = None
    trial: Trial | None = None

    def message(self, language: Language) -> str:
        """One line, that names the setting to look at."""
        if isinstance(self.error, ChatModelFailure):
            return self.error.message(language, self.setting)
        if self.error is not None:
            return self.error.message(language)
        if self.trial is None or not self.trial.said:
            return _SILENT[language].format(name=self.name)
        template = _KEEPS if self.trial.kept else _STRAYS
        return template[language].format(name=self.name, speed=self.trial.speed)


def tried(generator: Generator | None) -> Tried | None:
    """Ask the model; None where none is configured."""
    if generator is None:
        return None
    try:
        trial = try_out(generator)
    except ChatModelError as error:
        return Tried(generator.name, error, _setting(generator.model, error))
    except ReaderModelError as error:
        return Tried(generator.name, error)
    return Tried(generator.name, None, trial=trial)


def _setting(model: StreamsText, error: ChatModelError) -> str | None:
    """The setting to check: the provider's own variable, where that has the key."""
    if isinstance(model, ChatModel) and isinstance(error, ChatModelFailure):
        return model.setting(error.cause.about)
    return None


def model_json(found: Tried | None, language: Language) -> dict[str, Any]:
    """The same as JSON."""
    if found is None:
        return {"chat_model": None}
    payload = {
        "name": found.name,
        "answers": found.error is None,
        "message": found.message(language),
    }
    if found.trial is not None:
        payload |= {"keeps": found.trial.kept, "tokens_per_second": round(found.trial.speed, 1)}
    return {"chat_model": payload}


def print_model(found: Tried | None, language: Language, out: Console) -> None:
    """A line like those of the store."""
    if found is None:
        return
    line = Text("✗ ", "bold red")
    if found.trial is not None:
        line = Text("✓ ", "green") if found.trial.kept else Text("! ", "yellow")
    line.append(f"{_AREA[language]:<12} ", style="bold")
    line.append(plain(found.message(language)), style="default")
    out.print(line, soft_wrap=True)
