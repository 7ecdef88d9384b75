"""The two languages of the pages say the same things."""

from __future__ import annotations

import ast
import string
from pathlib import Path

from app import interface
from app.admin.texts import ADMIN
from app.conversations.texts import CONVERSATIONS
from app.feedback.texts import FEEDBACK
from app.frame.texts import FRAME
from app.library.texts import LIBRARY
from app.visit.texts import VISIT
from domain.types import Language, Stage
from tests.each import each

APP = Path(interface.__file__).parent
ROOMS = (
    *("library", "conversations", "visit", "frame", "evidence", "check_page"),
    *("feedback", "figures", "audit", "admin", "exports"),
)
PAGES = (
    *("main.py", "chat_page.py", "citation_view.py", "outcome.py", "session.py", "answer_age.py"),
    "answer_actions.py",
    *(f"{room}/{page.name}" for room in ROOMS for page in APP.glob(f"{room}/*.py")),
)
ALIKE = {
    "title",
    "actions",
    "exported_notes",
    "exported_sources",
    "format_md",
    "format_docx",
    "format_bib",
    "format_ris",
    "format_json",
    "chat",
    "conversations",
    "evidence",
    "sources",
    "passages",
    "one_passage",
    "detail_date",
    "detail_passages",
    "seconds",
    "minutes",
    "kind_markdown",
    "kind_pdf",
    "kind_docx",
    "kind_odt",
    "page",
    "state_counts",
    "deed",
    "admin",
}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@each(interface.names())
def test_a_string_is_there_in_both_languages(name: str) -> None:
    french, english = interface.both(name)
    assert french.strip()
    assert english.strip()
    assert places(french) == places(english)
    assert (french == english) <= (name in ALIKE)


def test_no_room_overwrites_the_string_of_another() -> None:
    tables = (LIBRARY, CONVERSATIONS, FRAME, VISIT, FEEDBACK, ADMIN)
    named = [name for table in tables for name in table]
    assert sorted(named) == sorted(set(named))


def test_every_stage_and_every_language_has_its_words() -> None:
    for language in Language:
        assert interface.NAMES[language]
        assert all(interface.stage(stage, language) for stage in Stage)


def test_the_pages_say_nothing_that_is_not_in_the_table() -> None:
    """A literal with a space in it that is no docstring would be a sentence of one language."""
    for page in PAGES:
        tree = ast.parse((APP / page).read_text("utf-8"))
        literals = [
            node.value
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and _is_shown(call)
            for node in ast.walk(call)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert [text for text in literals if " " in text.strip() and text[0].isupper()] == []


def _is_shown(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and (function.value.id in ("st", "markup"))
    )


def test_every_name_that_the_pages_ask_for_is_in_the_table() -> None:
    for page in PAGES:
        tree = ast.parse((APP / page).read_text("utf-8"))
        asked = {
            call.args[0].value
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "say"
            and isinstance(call.args[0], ast.Constant)
        }
        assert asked <= set(interface.names())
