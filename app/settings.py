"""Loading of the settings, with an error that names the one to correct."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from domain.errors import SettingsError
from domain.types import Language

if TYPE_CHECKING:
    from domain.settings import Settings


def load_settings() -> Settings:
    """The settings of the environment and of .env; raises SettingsError for the first bad one."""
    from pydantic import ValidationError

    from domain.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "PASSERELLE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(name, first["msg"]) from error


def interface_language(settings: Settings | None = None) -> Language:
    """The setting, else the locale's language, else English."""
    if settings is not None and settings.language:
        return settings.language
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    return Language.FR if locale.startswith("fr") else Language.EN


def error_language() -> Language:
    """The language of error messages, even for errors in the settings."""
    try:
        return interface_language(load_settings())
    except SettingsError:
        return interface_language()
