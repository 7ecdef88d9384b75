"""Export buttons: one per format, each making its file on click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from app import markup
from app.conversations.exchange import Exchange
from app.exports.formats import FORMATS, Format, cites, exported
from app.exports.wording import file_name
from app.interface import say
from domain.types import Language


def buttons(exchanges: Sequence[Exchange], title: str, key: str, reader: Language) -> None:
    """Those of all formats, below one another; ``key`` makes their widget keys unique."""
    all_exchanges = tuple(exchanges)
    for sources_alone, name in ((False, "export_text"), (True, "export_sources")):
        if sources_alone and not cites(all_exchanges):
            continue
        st.html(markup.block(markup.paragraphs(say(name, reader)), "small", reader))
        for format in FORMATS:
            if format.sources_alone is sources_alone:
                _button(format, all_exchanges, title, key, reader)


def _button(
    format: Format, exchanges: Sequence[Exchange], title: str, key: str, reader: Language
) -> None:
    st.download_button(
        say(f"format_{format.end}", reader),
        partial(exported, exchanges, format, title, reader, date.today()),
        file_name(title, format.end),
        format.kind,
        key=f"export {format.end} {key}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
