"""Chat model client: the model that the settings name, through LangChain.

Provider names, addresses and keys are turned into a model here; nothing is imported or connected
before the first use.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from answer.generative.provider_errors import About, Cause, ChatModelFailure
from domain.address import fault
from domain.details import in_french

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Message = tuple[str, str]
"""A role ("system", "user" or "assistant") and its text."""


class Piece(Protocol):
    """A piece of a streamed message."""

    @property
    def text(self) -> str:
        """The text of the piece; "" where it is not text."""


class StreamsText(Protocol):
    """What a generator needs of a chat model."""

    def prepare(self) -> None:
        """Load what has to be loaded, before time counts; raises ChatModelError."""

    def astream(self, input: Sequence[Message], /) -> AsyncIterator[Piece]:
        """The answer to the messages, piece by piece; raises what the provider raises.

        Cancelling it ends the request.
        """


MAX_TOKENS = 1_000
"""Length of an answer: four sentences take a fifth of it; some models think first."""
CONNECTING = 5.0  # seconds, at most, for a connection to be made


@dataclass(frozen=True)
class ChatModel:
    """A chat model by name, made on first use; see load_chat_model for the fields.

    ``plain``: without temperature and length, which some models reject.
    """

    name: str
    base_url: str | None = field(repr=False)
    api_key: SecretStr | None = field(repr=False)
    timeout: float
    temperature: float = 0.0
    max_tokens: int = MAX_TOKENS
    plain: bool = False
    refused: list[str] = field(default_factory=list, compare=False, repr=False)

    def prepare(self) -> None:
        """Import the provider's client; raises ChatModelError where it cannot be used."""
        _ = self.built

    async def astream(self, messages: Sequence[Message], /) -> AsyncIterator[Piece]:
        """The answer, piece by piece; raises ChatModelError and what the provider raises."""
        begun, asked = False, self._as_it_comes if self.refused else self
        while True:
            stream: Any = asked.built.astream(messages)
            try:
                async with aclosing(stream):
                    async for piece in stream:
                        begun = True
                        yield piece
                return
            except Exception as error:
                if begun or asked.plain or not refuses_options(error):
                    raise
                self.refused.append(str(error))
                asked = self._as_it_comes

    @cached_property
    def _as_it_comes(self) -> ChatModel:
        return replace(self, plain=True)

    def setting(self, about: About) -> str:
        """The name of the setting that a cause is about, here; "" where none is to blame."""
        if about is About.KEY and self.api_key is None and not self._at_address():
            return self._own_variable()
        if about is About.ADDRESS and self.base_url is None:
            return "OLLAMA_HOST" if self.name.startswith("ollama:") else ""
        return str(about)

    def _own_variable(self) -> str:
        """The environment variable of the provider's key, by its client."""
        try:
            secrets = self._made.lc_secrets
        except ChatModelFailure:  # only OpenAI's client wants its key so early
            return "OPENAI_API_KEY"
        return next(iter(secrets.values()), str(About.KEY))

    @cached_property
    def built(self) -> BaseChatModel:
        """LangChain's model; nothing is sent yet.

        Raises ChatModelError where the address is none or contains a key, the provider is unknown,
        its package is not installed or its key is not set; the message gives the remedy.
        """
        if without_key(self._made):
            raise ChatModelFailure(self.name, _SET_KEY)
        return self._made

    @cached_property
    def _made(self) -> BaseChatModel:
        if self.base_url is not None and (wrong := fault(self.base_url)):
            raise ChatModelFailure(self.name, Cause(wrong, in_french(wrong), About.ADDRESS))
        from langchain.chat_models import init_chat_model
        from openai import OpenAIError

        provider, model = self._provider()
        try:
            made: BaseChatModel = init_chat_model(
                model, model_provider=provider, **self._options(provider)
            )
        except ImportError as error:
            raise ChatModelFailure(self.name, _install(error)) from error
        except OpenAIError as error:
            raise ChatModelFailure(self.name, _SET_KEY) from error
        except ValueError as error:
            raise ChatModelFailure(self.name, _NAME_IT) from error
        return made

    def _provider(self) -> tuple[str | None, str]:
        """An address without a provider is that of an OpenAI-compatible server."""
        provider, colon, model = self.name.partition(":")
        if not self._at_address():
            return (None, self.name)
        return ("openai", model if provider == "openai" and colon else self.name)

    def _at_address(self) -> bool:
        """Whether an OpenAI-compatible server is asked, at the address given."""
        own = self.name.startswith(("anthropic:", "ollama:"))
        return self.base_url is not None and not own

    def _options(self, provider: str | None) -> dict[str, Any]:
        """The client's arguments; a prompt goes to no address but the one given, and no redirect is
        followed where the client has that option.
        """
        options: dict[str, Any] = {"max_retries": 0, **self._generation(provider)}
        if (provider or self.name.partition(":")[0]) == "openai":
            from openai import DefaultAsyncHttpxClient

            options["http_async_client"] = DefaultAsyncHttpxClient(follow_redirects=False)
            # httpx's four: to connect, to read, to write, for a free place
            options["timeout"] = (min(CONNECTING, self.timeout), *(self.timeout,) * 3)
        elif provider is None and self.name.startswith("ollama:"):
            options = {
                **self._generation(provider),
                "client_kwargs": {"timeout": self.timeout, "follow_redirects": False},
            }
        else:
            options["timeout"] = self.timeout
        if self.base_url is not None:
            options["base_url"] = self.base_url
        if self.api_key is not None:
            options["api_key"] = self.api_key
        elif provider == "openai":
            # Without one, the key of OpenAI's own variable would be sent to another's server.
            options["api_key"] = SecretStr("none")
        return options

    def _generation(self, provider: str | None) -> dict[str, Any]:
        """Temperature and length, as each client calls them."""
        if self.plain:
            return {}
        options: dict[str, Any] = {"temperature": self.temperature}
        if provider == "openai":
            # other servers than OpenAI's know max_tokens, and not always what it is called now
            return options | {"extra_body": {"max_tokens": self.max_tokens}}
        length = "num_predict" if self.name.startswith("ollama:") else "max_tokens"
        return options | {length: self.max_tokens}


def refuses_options(error: Exception) -> bool:
    """Whether a server refused the request for its temperature or its length."""
    refused = getattr(error, "status_code", None) in (400, 422)
    return refused and re.search(r"temperature|max_(?:completion_)?tokens", str(error)) is not None


def without_key(made: Any) -> bool:
    """Whether a provider's model has a field for its key, and none in it: some clients report that
    only when asked, as a failed connection.
    """
    key = getattr(made, next(iter(made.lc_secrets), ""), None)
    return isinstance(key, SecretStr) and not key.get_secret_value()


_SET_KEY = Cause(
    "set its key in the provider's own variable, such as OPENAI_API_KEY",
    "donnez sa clé dans la variable de son fournisseur, par exemple OPENAI_API_KEY",
    About.KEY,
)
_NAME_IT = Cause(
    'name it as "provider:model", and set its key',
    "nommez-le « fournisseur:modèle » et donnez sa clé",
)


def _install(error: ImportError) -> Cause:
    """LangChain's message ends with the command to type."""
    named = re.search(r"pip install ([\w.-]+)", str(error))
    package = named[1] if named else error.name or "langchain"
    return Cause(f"run `pip install {package}` first", f"lancez d'abord `pip install {package}`")


def load_chat_model(
    name: str,
    base_url: str | None = None,
    api_key: SecretStr | str | None = None,
    timeout: float = 60.0,
    temperature: float = 0.0,
    max_tokens: int = MAX_TOKENS,
) -> ChatModel:
    """A chat model by name: "openai:...", "anthropic:...", "ollama:...", any that LangChain knows.

    With ``base_url`` the name is that of a model of an OpenAI-compatible server (unless it begins
    with "anthropic:" or "ollama:"). Without ``api_key`` the provider's own variable is read.
    ``timeout`` is in seconds, for each wait on the network but the connection, which gets
    CONNECTING. Nothing is tried twice here (answer.generative.request does), but that a model which
    refuses ``temperature`` or ``max_tokens`` is asked again without. Cheap: problems show on first
    use.
    """
    key = SecretStr(api_key) if isinstance(api_key, str) else api_key
    return ChatModel(name, base_url, key, timeout, temperature, max_tokens)
