"""Languages of sources: two in one document, and others."""

import pytest

from domain.details import in_french
from domain.languages import NAMES
from domain.types import Language, ParsedSource
from ingest.loaders import load
from ingest.parse import parse

ENGLISH = "The council spent nine million on the new bridge, and it will be paid by the towns."
FRENCH = "Le conseil a dépensé neuf millions pour le pont, et ce sont les deux villes qui paient."
GERMAN = "Der Rat hat neun Millionen für die neue Brücke ausgegeben, und die Städte zahlen dafür."
TABLE = "2021: 4; 2022: 11; 2023: 19"


def parsed(*paragraphs: str, language: Language | None = None) -> ParsedSource:
    text = "\n\n".join(paragraphs).encode()
    return parse(load(text, "a.txt"), id="a", uri="a", origin="x", language=language)


def test_two_languages_in_one_document_are_detected_by_passage() -> None:
    found = parsed(ENGLISH, ENGLISH, FRENCH, ENGLISH, TABLE)
    assert found.source.language is Language.EN
    assert [str(p.language) for p in found.passages] == ["en", "en", "fr", "en", "en"]
    assert found.warnings == ()


def test_a_quotation_does_not_change_the_language_of_a_passage() -> None:
    quoted = "Le maire a dit que « the bridge is not for sale », et il est parti sans un mot."
    assert [str(p.language) for p in parsed(FRENCH, quoted).passages] == ["fr", "fr"]


def test_a_language_that_was_given_is_that_of_every_passage() -> None:
    found = parsed(ENGLISH, FRENCH, language=Language.FR)
    assert [p.language for p in found.passages] == [Language.FR] * 2


def test_a_source_in_a_third_language_is_taken_in_with_a_warning() -> None:
    found = parsed(GERMAN, GERMAN)
    assert len(found.passages) == 2
    assert found.warnings == ("it is mostly in German: search in it may be poor",)
    assert in_french(found.warnings[0]) == (
        "surtout en allemand : la recherche peut y être moins bonne"
    )


def test_a_part_in_a_third_language_is_reported_and_a_quotation_is_not() -> None:
    assert parsed(*[ENGLISH] * 3, *[GERMAN] * 2).warnings == (
        "it is partly in German: search in it may be poor",
    )
    assert parsed(*[ENGLISH] * 12, GERMAN).warnings == ()


@pytest.mark.parametrize(("english", "french"), NAMES)
def test_every_language_has_its_french_name(english: str, french: str) -> None:
    for extent in ("mostly", "partly"):
        french_warning = in_french(f"it is {extent} in {english}: search in it may be poor")
        assert f"en {french} :" in french_warning
