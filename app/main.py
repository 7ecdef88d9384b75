"""Streamlit entry point of the pages: `passerelle serve` runs this file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app import chat_page, markup
from app.admin import page as admin_page
from app.check_page import page as check_page
from app.frame import bar
from app.interface import say
from app.library import page as library_page
from app.session import language, language_to_remember
from app.visitor import note_signing_in

# A file of our own: the icons that Streamlit knows by name are fetched from the web.
ICON = Path(__file__).with_name("icon.png")


def main() -> None:
    """The frame around both pages; styled by app/frame/passerelle.css."""
    reader = language()
    # First: else Streamlit fetches the icon of the page from the web for the browser's tab.
    st.set_page_config(page_title=say("title", reader), page_icon=ICON, layout="wide")
    frame = bar.Bar()
    chat = st.Page(
        lambda: chat_page.show(frame.new, frame.scope),
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
    check = st.Page(
        check_page.show,
        title=say("check", reader),
        icon=":material/fact_check:",
        url_path="check",
    )
    admin = st.Page(
        admin_page.show,
        title=say("admin", reader),
        icon=":material/monitoring:",
        url_path="admin",
    )
    note_signing_in()
    pages = {"chat": chat, "library": library, "check": check, "admin": admin}
    st.session_state["pages"] = pages
    page = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=f"{page.title} – {say('title', reader)}")
    chosen = language_to_remember()
    scripts = markup.page_language(reader) + markup.live()
    scripts += markup.remembered_language(chosen) if chosen else ""
    st.html(scripts, unsafe_allow_javascript=True)  # fixed ones of our own
    frame.show(chat, library, check, *([admin] if admin_page.offered() else []))
    page.run()


main()
