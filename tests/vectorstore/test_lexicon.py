from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import PasserelleError
from domain.types import Language
from vectorstore.lexicon import BUNDLED, MOST, PREFIX_SHARE, Lexicon, fold

EN, FR = Language.EN, Language.FR


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def words(lexicon: Lexicon, word: str, source: Language) -> list[str]:
    return [translation.word for translation in lexicon.translations(word, source)]


def any_word(source: Language, condition: str) -> list[str]:
    """Words of the shipped file that fulfil an SQL condition, from the file itself."""
    with sqlite3.connect(f"{BUNDLED.as_uri()}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT CASE word WHEN '' THEN folded ELSE word END FROM entry "
            f"WHERE language = ? AND {condition} ORDER BY folded, word",
            (source.value,),
        ).fetchall()
    connection.close()
    return [word for (word,) in rows]


def test_how_a_word_may_be_written(lexicon: Lexicon) -> None:
    assert lexicon.spellings("etudiants", FR) == ("étudiants",)
    assert len(lexicon.spellings("marche", FR)) > 1
    assert lexicon.spellings("xqzt", FR) == Lexicon(None).spellings("etudiants", FR) == ()


@pytest.mark.parametrize(
    ("word", "source", "expected"),
    [
        ("trade", EN, {"commerce", "échange"}),
        ("wildlife", EN, {"faune"}),
        ("environment", EN, {"environnement"}),
        ("growth", EN, {"croissance"}),
        ("poverty", EN, {"pauvreté"}),
        ("railway", EN, {"ferroviaire"}),
        ("negotiations", EN, {"négociations"}),
        ("Germany", EN, {"allemagne"}),
        ("school", EN, {"école"}),
        ("wind", EN, {"vent"}),
        ("law", EN, {"loi", "droit"}),
        ("commerce", FR, {"trade"}),
        ("faune", FR, {"wildlife"}),
        ("croissance", FR, {"growth"}),
        ("pétrole", FR, {"oil"}),
        ("frontière", FR, {"border"}),
        ("santé", FR, {"health"}),
        ("Pékin", FR, {"beijing"}),
        ("réforme", FR, {"reform"}),
    ],
)
def test_words_of_the_news_are_translated(
    lexicon: Lexicon, word: str, source: Language, expected: set[str]
) -> None:
    assert expected <= set(words(lexicon, word, source))


def test_translations_come_best_first_few_and_with_a_probability(lexicon: Lexicon) -> None:
    found = lexicon.translations("oil", EN)
    rates = [translation.probability for translation in found]
    assert 2 <= len(found) <= MOST
    assert rates == sorted(rates, reverse=True)
    assert all(0 < rate <= 1 for rate in rates)


@pytest.mark.parametrize("typed", ["pétrole", "petrole", "PÉTROLE", "Petrole", "pe\u0301trole"])
def test_case_and_missing_accents_do_not_matter(lexicon: Lexicon, typed: str) -> None:
    assert lexicon.translations(typed, FR) == lexicon.translations("pétrole", FR) != ()


def test_a_ligature_may_be_typed_as_two_letters(lexicon: Lexicon) -> None:
    assert lexicon.translations("coeur", FR) == lexicon.translations("cœur", FR) != ()


def test_a_hyphen_may_be_left_out(lexicon: Lexicon) -> None:
    assert "cessez-le-feu" in words(lexicon, "cease-fire", EN)
    assert lexicon.translations("cease-fire", EN) == lexicon.translations("ceasefire", EN)


def test_accents_that_are_typed_are_heeded(lexicon: Lexicon) -> None:
    assert words(lexicon, "péché", FR)[0] == "sin"
    assert words(lexicon, "pêche", FR)[0] == "fishing"


def test_a_word_typed_without_accents_finds_all_its_readings(lexicon: Lexicon) -> None:
    found = words(lexicon, "eleve", FR)
    assert {words(lexicon, "élève", FR)[0], words(lexicon, "élevé", FR)[0]} <= set(found)
    assert len(found) <= MOST


def test_an_unknown_word_with_a_prefix_is_translated_by_the_rest(lexicon: Lexicon) -> None:
    assert any_word(EN, "folded = 'narcotrafficking'") == []
    (rest, *_) = lexicon.translations("trafficking", EN)
    (found, *_) = lexicon.translations("narcotrafficking", EN)
    assert found.word == rest.word
    assert found.probability == pytest.approx(rest.probability * PREFIX_SHARE)


@pytest.mark.parametrize(
    "word", ["zzyzx", "", " ", "-", "l'", "42", "%", "a" * 5000, "contre", "'; DROP"]
)
def test_an_unknown_word_has_no_translation(lexicon: Lexicon, word: str) -> None:
    assert lexicon.translations(word, EN) == ()


@pytest.mark.parametrize(
    ("source", "function_words"),
    [
        (EN, ("the", "of", "which", "them", "because")),
        (FR, ("les", "qui", "dans", "leur", "parce")),
    ],
)
def test_function_words_are_neither_translated_nor_translations(
    lexicon: Lexicon, source: Language, function_words: tuple[str, ...]
) -> None:
    for word in function_words:
        assert lexicon.translations(word, source) == ()
        assert any_word(source.other, f"' ' || translations LIKE '% {word} %'") == []


@pytest.mark.parametrize("source", list(Language))
def test_every_entry_of_the_shipped_file_can_be_read(lexicon: Lexicon, source: Language) -> None:
    known = any_word(source, "1")
    assert len(known) > 20_000
    for word in known[::37]:
        found = lexicon.translations(word, source)
        assert 1 <= len(found) <= MOST
        assert all(0 < translation.probability <= 1 for translation in found)
        assert all(translation.word == translation.word.lower() for translation in found)


def test_the_shipped_file_is_small() -> None:
    assert BUNDLED.stat().st_size <= 3 * 2**20


def test_several_threads_may_ask_at_once(lexicon: Lexicon) -> None:
    asked = ["oil", "gas", "trade", "law", "zzyzx"] * 200
    alone = [lexicon.translations(word, EN) for word in asked]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda word: lexicon.translations(word, EN), asked)) == alone


def test_looking_up_leaves_no_file_behind(lexicon: Lexicon) -> None:
    before = BUNDLED.stat()
    lexicon.translations("oil", EN)
    assert not list(BUNDLED.parent.glob("lexicon.sqlite-*"))
    assert BUNDLED.stat().st_mtime_ns == before.st_mtime_ns


def test_a_path_with_odd_characters_opens(tmp_path: Path) -> None:
    copy = tmp_path / "été ?#%20.sqlite"
    copy.write_bytes(BUNDLED.read_bytes())
    copied = Lexicon(copy)
    assert "pétrole" in words(copied, "oil", EN)
    copied.close()
    assert copied.translations("oil", EN) == ()


def test_no_path_is_an_empty_lexicon() -> None:
    assert Lexicon(None).translations("trade", EN) == ()


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    missing = tmp_path / "none.sqlite"
    with pytest.raises(PasserelleError, match=r"none\.sqlite"):
        Lexicon(missing)
    assert not missing.exists()


def test_a_file_that_is_no_lexicon_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("not a database, but long enough to be looked at as if it were one" * 20)
    with pytest.raises(PasserelleError, match=r"text\.sqlite"):
        Lexicon(path)


def test_another_database_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    sqlite3.connect(path).close()
    with pytest.raises(PasserelleError, match="schema 0"):
        Lexicon(path)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30), st.sampled_from(Language))
def test_any_text_may_be_asked(text: str, source: Language) -> None:
    asked = Lexicon()
    try:
        assert len(asked.translations(text, source)) <= MOST
    finally:
        asked.close()
