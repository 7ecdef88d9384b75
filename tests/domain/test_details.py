import re

import pytest

from domain.details import in_french
from domain.errors import StoreBusy, TwinMismatch
from domain.settings import PROJECT
from domain.types import Language

CALLS = re.compile(
    r"(?:Source(?:NotReadable|KindUnknown|Empty)|Store(?:Damaged|Busy|NotWritable)|UsageError|"
    r"EmbeddingModelError|PasserelleError|_refuse)"
    r"\([^()]*(?:\([^()]*\)[^()]*)*?, f?([\"'])((?:(?!\1).)+)\1\)"
)
FILES = (
    "ingest/**/*.py",
    "vectorstore/*.py",
    "evaluation/*.py",
    "domain/question.py",
    "app/cli.py",
    "app/conversation.py",
    "app/opened.py",
    "app/tokens.py",
    "app/api/*.py",
    "app/terminal.py",
    "app/commands/*.py",
    "app/draft_check.py",
    "app/views/eval*.py",
)


def details() -> list[str]:
    """The fixed details that the code gives its errors, with 7 for what is filled in."""
    files = [path for pattern in FILES for path in PROJECT.glob(pattern)]
    found = {m.group(2) for path in files for m in CALLS.finditer(path.read_text("utf-8"))}
    return sorted(re.sub(r"\{[^{}]*\}", "7", detail) for detail in found)


def test_the_code_was_found() -> None:
    assert {"it is binary", "CURRENT is not readable", "schema 7, not 7"} <= set(details())


@pytest.mark.parametrize("detail", details())
def test_every_fixed_detail_has_its_french(detail: str) -> None:
    assert in_french(detail) != detail


def test_what_is_filled_in_stays() -> None:
    detail = "2 paragraphs under «Le phare» against 1 under «The light» in pier.en.md"
    french = TwinMismatch("pier.fr.md", detail).message(Language.FR)
    assert "2 paragraphes sous « Le phare » contre 1 sous « The light » dans pier.en.md" in french
    holder = "process 12 on host since 2026-01-01T00:00:00+00:00 (passerelle ingest a)"
    french = StoreBusy("store", holder).message(Language.FR)
    assert "le processus 12 sur host depuis 2026-01-01T00:00:00+00:00" in french


def test_other_words_stay_as_they_are() -> None:
    assert in_french("429 Too Many Requests") == "429 Too Many Requests"
    assert in_french("it is binary or so") == "it is binary or so"
