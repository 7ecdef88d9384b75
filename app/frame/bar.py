"""Navigation bar above the pages: name, links, scope, language."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from app.frame.words import drawer_button, words
from app.interface import say
from app.session import language, language_switch


@dataclass
class Bar:
    """The bar of one run of the page; ``new`` is for the chat's button of a new conversation."""

    _new: DeltaGenerator | None = field(default=None, init=False)
    scope: DeltaGenerator | None = field(default=None, init=False)
    """Where the chat draws what its questions are limited to."""

    @property
    def new(self) -> DeltaGenerator:
        """The place for the button of a new conversation; empty unless the page fills it."""
        if self._new is None:
            self._new = st.empty()
        return self._new

    def show(self, *pages: StreamlitPage) -> None:
        """Draw it; to be called once, before the page."""
        reader = language()
        with st.container(
            key="bar", horizontal=True, vertical_alignment="center", gap="small", wrap=False
        ):
            st.html(words(reader) + drawer_button("conversations", reader))
            st.title(say("title", reader), anchor=False, width="content")
            self.scope = st.container(key="scope")
            self._new = st.empty()
            for page in pages:
                st.page_link(page, width="content")
            language_switch()
