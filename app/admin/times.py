"""Time formatting in the user's time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from domain.types import Language
from text.dating import written


def zone() -> ZoneInfo | None:
    """The time zone of the browser; None where it is unknown, for the server's."""
    try:
        return ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ValueError, KeyError):
        return None


def moment(at: float | str, reader: Language) -> str:
    """A moment to the minute, from seconds since 1970 or from ISO 8601."""
    try:
        found = (
            datetime.fromisoformat(at) if isinstance(at, str) else datetime.fromtimestamp(at, UTC)
        )
    except ValueError:
        return str(at)
    found = found.astimezone(zone())
    return f"{written(found.isoformat(), reader)}, {found:%H:%M}"


def day(at: float, reader: Language) -> str:
    """The day of a moment in seconds since 1970."""
    return written(datetime.fromtimestamp(at, zone()).date().isoformat(), reader)
