import traceback
from pathlib import Path

import pytest

from app.settings import error_language, interface_language, load_settings
from domain.errors import SettingsError
from domain.settings import PROJECT
from domain.types import Language


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting but those of the test."""
    for name in (
        "STORE EMBEDDING_MODEL CHAT_MODEL CHAT_BASE_URL CHAT_API_KEY CHAT_TIMEOUT "
        "CHAT_TEMPERATURE CHAT_MAX_TOKENS "
        "KEEP_GENERATIONS KEEP_CONVERSATIONS LANGUAGE ADMIN_PASSWORD_HASH ALLOWED_HOSTS "
        "FETCH_TIMEOUT API_RATE API_ORIGINS"
    ).split():
        monkeypatch.delenv(f"PASSERELLE_{name}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_everything_has_a_default() -> None:
    settings = load_settings()
    assert settings.store.name == "store"
    assert settings.store.is_relative_to(PROJECT)
    assert (settings.keep_generations, settings.chat_timeout) == (3, 60.0)


def test_the_environment_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PASSERELLE_STORE", str(tmp_path))
    monkeypatch.setenv("PASSERELLE_KEEP_GENERATIONS", "5")
    monkeypatch.setenv("PASSERELLE_CHAT_MODEL", "")
    settings = load_settings()
    assert (settings.store, settings.keep_generations) == (tmp_path, 5)
    assert settings.chat_model is None


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_CHAT_API_KEY", "s3cret")
    monkeypatch.setenv("PASSERELLE_ADMIN_PASSWORD_HASH", "h4sh")
    shown = repr(load_settings())
    assert "s3cret" not in shown
    assert "h4sh" not in shown


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://user:s3cret@127.0.0.1:1/v1", "PASSERELLE_CHAT_API_KEY"),
        ("http://s3cret@127.0.0.1:1/v1", "PASSERELLE_CHAT_API_KEY"),
        ("http://127.0.0.1:1/v1?key=s3cret", "PASSERELLE_CHAT_API_KEY"),
        ("http://user:s3cret@[::1", "PASSERELLE_CHAT_API_KEY"),
        ("http://[::1", "it is not an address"),
        ("http://127.0.0.1:port/v1", "it is not an address"),
        ("127.0.0.1:11434/v1", "it is not an address"),
        ("ftp://127.0.0.1/v1", "it is not an address"),
        ("http://", "it is not an address"),
        ("http://a host/v1", "it is not an address"),
    ],
)
def test_an_address_of_a_model_that_holds_a_key_or_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str, told: str
) -> None:
    monkeypatch.setenv("PASSERELLE_CHAT_BASE_URL", address)
    with pytest.raises(SettingsError, match="PASSERELLE_CHAT_BASE_URL") as caught:
        load_settings()
    english, french = caught.value.message(Language.EN), caught.value.message(Language.FR)
    assert told in english
    assert english.split(": ")[1] not in french
    for shown in (english, french, *traceback.format_exception(caught.value)):
        assert "s3cret" not in shown


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:11434/v1", "https://example.org/v1/", "http://[::1]:8000"]
)
def test_an_address_of_a_model_is_taken_as_it_is(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PASSERELLE_CHAT_BASE_URL", address)
    assert load_settings().chat_base_url == address


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PASSERELLE_KEEP_GENERATIONS", "0"),
        ("PASSERELLE_KEEP_GENERATIONS", "many"),
        ("PASSERELLE_CHAT_TIMEOUT", "-1"),
        ("PASSERELLE_FETCH_TIMEOUT", "0"),
        ("PASSERELLE_LANGUAGE", "de"),
    ],
)
def test_a_bad_value_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load_settings()


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, Language.EN),
        ({"LANG": "fr_FR.UTF-8"}, Language.FR),
        ({"LANG": "fr_CA"}, Language.FR),
        ({"LANG": "de_DE.UTF-8"}, Language.EN),
        ({"LC_ALL": "C", "LANG": "fr_FR"}, Language.EN),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_BE", "LANG": "en_GB"}, Language.FR),
        ({"PASSERELLE_LANGUAGE": "fr", "LANG": "en_GB"}, Language.FR),
        ({"PASSERELLE_LANGUAGE": "en", "LANG": "fr_FR"}, Language.EN),
    ],
)
def test_the_language_is_the_setting_else_the_locale(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: Language
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert interface_language(load_settings()) is language
    assert error_language() is language


def test_an_error_about_the_settings_has_a_language_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_LANGUAGE", "de")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert error_language() is Language.FR
