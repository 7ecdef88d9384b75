"""Read the settings, with an error that says which one to correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import SettingsError

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
