"""The pages as Streamlit starts them: `passerelle serve` runs this file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app import chat_page, markup
from app.check_page import page as check_page
from app.interface import say
from app.library import page as library_page
from app.session import language, language_switch, language_to_remember

# A file of our own: the icons that Streamlit knows by name are fetched from the web.
ICON = Path(__file__).with_name("icon.png")


def main() -> None:
    """The frame around both pages: the name, the way between them, the language switch."""
    st.set_page_config(page_title="Passerelle", page_icon=ICON, layout="centered")
    reader = language()
    chat = st.Page(
        chat_page.show,
        title=say("chat", reader),
        icon=":material/forum:",
        url_path="chat",
        default=True,
    )
    library = st.Page(
        library_page.show,
        title=say("library", reader),
        icon=":material/library_books:",
        url_path="library",
    )
    check = st.Page(check_page.show, title=say("check", reader), url_path="check")
    st.session_state["pages"] = {"chat": chat, "library": library, "check": check}
    page = st.navigation([chat, library, check], position="hidden")
    st.html(markup.STYLE)
    chosen = language_to_remember()
    scripts = markup.page_language(reader) + markup.live()
    scripts += markup.remembered_language(chosen) if chosen else ""
    st.html(scripts, unsafe_allow_javascript=True)  # fixed ones of our own
    _frame(chat, library, check)
    page.run()


def _frame(chat: st.Page, library: st.Page, check: st.Page) -> None:
    reader = language()
    st.title(say("title", reader), anchor=False)
    st.html(markup.block(markup.paragraphs(say("tagline", reader)), "small", reader))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(chat, width="content")
        st.page_link(library, width="content")
        st.page_link(check, width="content", icon=":material/fact_check:")
        language_switch()


main()
