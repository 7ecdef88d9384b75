"""Settings from environment variables, read once by the composition root (app.wiring)."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.address import fault
from domain.types import Language

PROJECT = Path(__file__).resolve().parents[1]
"""The repository, or the package that the wheel was installed as."""


def home() -> Path:
    """Default folder of the store and .env: the repository, or the user's data folder."""
    if (PROJECT / "pyproject.toml").is_file():
        return PROJECT
    return user_data_path("passerelle", appauthor=False)


HOME = home()


class Settings(BaseSettings):
    """Each field is an environment variable PASSERELLE_<NAME>, or a line of the project's .env."""

    model_config = SettingsConfigDict(
        env_prefix="PASSERELLE_",
        env_file=HOME / ".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    store: Path = Field(HOME / "var" / "store", description="folder of the store")
    embedding_model: str | None = Field(
        None, description="name or folder of a sentence-transformers model; unset: the bundled one"
    )
    reader_model: str | None = Field(
        None,
        description="name or folder of a sentence-transformers CrossEncoder; unset: the bundled "
        "reader",
    )
    chat_model: str | None = Field(
        None, description='provider:name, such as "openai:gpt-5-mini" or "ollama:mistral"'
    )
    chat_base_url: str | None = Field(None, description="address of an OpenAI-compatible server")
    chat_api_key: SecretStr | None = Field(None, description="key for chat_base_url, if it asks")
    chat_timeout: float = Field(60.0, gt=0, description="seconds for a whole answer")
    chat_temperature: float = Field(
        0.0, ge=0, le=2, description="randomness of the model's words; 0 for the likeliest ones"
    )
    chat_max_tokens: int = Field(1_000, ge=16, description="length of the model's answer, at most")
    keep_generations: int = Field(3, ge=1, description="how many generations a store keeps")
    keep_conversations: int = Field(
        365,
        ge=0,
        le=36_500,
        description="days that a conversation of the pages is kept; 0: none is",
    )
    language: Language | None = Field(None, description="language of the interface, fr or en")
    admin_password_hash: SecretStr | None = Field(
        None, description="guards changes on the library page: `passerelle password`"
    )
    editor_password_hash: SecretStr | None = Field(
        None, description="a second password, for who edits but does not administer"
    )
    editors: str = Field(
        "",
        description="who edits after signing in by OpenID Connect: e-mail addresses, @domains or "
        "claim=value, by commas",
    )
    admins: str = Field("", description="who administers, in the same form")
    allowed_hosts: str = Field(
        "", description="hosts (host or host:port, by commas) fetched even at private addresses"
    )
    api_rate: int = Field(
        600, ge=0, description="requests a minute of a token or an address; 0 for no limit"
    )
    question_rate: int = Field(
        30, ge=0, description="questions a minute of one browser on the pages; 0 for no limit"
    )
    question_rate_address: int = Field(
        300,
        ge=0,
        description="questions a minute of all new browsers of one address; 0 for no limit",
    )
    api_origins: str = Field(
        "", description="origins (https://host, by commas) whose pages may call the HTTP interface"
    )
    fetch_timeout: float = Field(60.0, gt=0, description="seconds for a whole page of the web")
    chroma_url: SecretStr | None = Field(
        None,
        description="Chroma server that keeps the vectors: "
        "http(s)://[user:password@]host[:port][/tenant/database]; unset: the store's folder does",
    )
    chroma_token: SecretStr | None = Field(None, description="token that chroma_url asks for")
    catalog_url: str | None = Field(
        None,
        description="where catalogs are copied for replicas (file:, s3:, gs:), with chroma_url",
    )
    chroma_timeout: float = Field(
        10.0, gt=0, description="seconds that a question waits for the Chroma server"
    )
    chroma_grace: float = Field(
        600.0,
        ge=0,
        description="seconds for which a generation in the Chroma server outlives its answering",
    )

    @field_validator("chat_base_url")
    @classmethod
    def _without_secret(cls, address: str | None) -> str | None:
        """Rejects an address that contains a key, because addresses are printed and logged."""
        if address is not None and (wrong := fault(address)):
            raise PydanticCustomError("address", wrong)
        return address
