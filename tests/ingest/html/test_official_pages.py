"""Pages of official sites: what they are called, from when, in which language, and their parts."""

from __future__ import annotations

import pytest

from domain.types import Language, ParsedSource
from ingest.loaders import load
from ingest.parse import parse
from tests.ingest.html import official_pages as pages

HARBOUR = "Vell and Grenvik sign a harbour agreement"
REMARKS = "Vell: Remarks by the High Envoy after the harbour talks"
JOINT = "Déclaration conjointe entre le Vell et le Grenvik."
OPENING = "Глава государства принял участие в открытии порта"
DECREE = "Décret n° 2024-311 du 4 mai 2024 relatif aux quais de Grenvik"
ORDER = "Arrêté du 4 mai 2024 fixant les droits de quai à Grenvik"
CHAPTER = "Chapitre Ier : Dispositions générales (Articles 1 à 2)"


def read(page: str) -> ParsedSource:
    return parse(load(page.encode(), "page.html"), id="p", uri="p", origin="x")


@pytest.mark.parametrize(
    ("page", "title", "date", "language"),
    [
        (pages.CONSILIUM, HARBOUR, "2024-06-11", Language.EN),
        (pages.EEAS, REMARKS, "2024-05-23", Language.EN),
        (pages.ELYSEE, JOINT, "2023-05-04", Language.FR),
        (pages.LEGIFRANCE, DECREE, "2024-05-05", Language.FR),
        (pages.GAZETTE, ORDER, "2024-05-04", Language.FR),
    ],
)
def test_what_an_official_page_says_of_itself(
    page: str, title: str, date: str, language: Language
) -> None:
    source = read(page).source
    assert (source.title, source.date, source.language) == (title, date, language)


@pytest.mark.parametrize(
    ("page", "paths"),
    [
        (pages.CONSILIUM, [(), ("Next steps",)]),
        (pages.EEAS, [()]),
        (pages.ELYSEE, [()]),
        (pages.LEGIFRANCE, [(), (CHAPTER, "Article 1"), (CHAPTER, "Article 2")]),
        (pages.GAZETTE, [(), ("Art. 1er",), ("Art. 2",)]),
    ],
)
def test_the_parts_of_an_official_page(page: str, paths: list[tuple[str, ...]]) -> None:
    assert [section.path for section in read(page).sections] == paths


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        (pages.CONSILIUM, "The Council today approved", "told each other so."),
        (pages.EEAS, "Check against delivery!", "Thank you."),
        (pages.ELYSEE, "1. À l'invitation", "à parts égales."),
        (pages.AKORDA, "11 июня 2024 года", "всего побережья."),
        (pages.LEGIFRANCE, "Le Premier ministre du comté,", "Fait le 4 mai 2024."),
        (pages.GAZETTE, "NOR : GRVX2400312A", "Fait le 4 mai 2024."),
    ],
)
def test_nothing_of_the_site_around_is_kept_and_nothing_of_the_text_lost(
    page: str, first: str, last: str
) -> None:
    found = read(page)
    body = found.text.removeprefix(found.source.title).strip()
    assert "PLUNK" not in found.text
    assert body.startswith(first)
    assert body.endswith(last)


def test_a_page_in_russian_is_kept_with_its_date_and_named_as_another_language() -> None:
    found = read(pages.AKORDA)
    assert (found.source.title, found.source.date) == (OPENING, "2024-06-11")
    assert "девятьсот судов в год" in found.text
    assert any("Russian" in warning for warning in found.warnings)


def test_a_chapter_keeps_its_name_in_the_path_of_its_articles() -> None:
    lines = ("CHAPTER II", "Dues", "Article 3", "Amount", "Ships pay a due of 35 crowns a day.",
             "Article 4", "The board may lower the due for ships of the county.")  # fmt: skip
    page = "<h1>Harbour act</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    paths = [section.path for section in read(f"<body><main>{page}</main></body>").sections]
    assert paths == [
        ("CHAPTER II", "Dues", "Article 3", "Amount"),
        ("CHAPTER II", "Dues", "Article 4"),
    ]
