from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.types import Language, ParsedSource
from tests.vectorstore.making import FERRY, LOUTRE, OTTER, make_source
from vectorstore.lexical import LexicalIndex
from vectorstore.lexicon import Lexicon
from vectorstore.query import Query, lexical_query, most, understand

FR, EN = Language.FR, Language.EN
TRANSLATED = 0.5
EPCA = make_source(
    "epca",
    "L'EPCA est entré en vigueur en mars 2020.",
    "Le commerce bilatéral augmente avec l'Asie.",
    language=FR,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    made = LexicalIndex.open(tmp_path_factory.mktemp("query") / "lexical", create=True)
    made.apply([], [(p, p.text) for s in (FERRY, OTTER, LOUTRE, EPCA) for p in s.passages])
    return made


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def read(index: LexicalIndex, text: str, language: Language) -> Query:
    return understand(text, language, index, Lexicon(None), TRANSLATED)


def found(index: LexicalIndex, query: Query) -> list[str]:
    return [id for id, _ in index.search(lexical_query(query), 5)]


def test_the_words_that_matter_in_order_each_once(index: LexicalIndex) -> None:
    query = read(index, "Does the Ferry, the ferry of the bay, cost 3 or 4?", EN)
    assert [word.surface for word in query.words] == ["ferry", "bay", "cost", "3", "4"]
    assert (query.text, query.language) == (
        "Does the Ferry, the ferry of the bay, cost 3 or 4?",
        EN,
    )


@pytest.mark.parametrize(
    ("typed", "language", "source"),
    [
        ("ottres", EN, OTTER),
        ("ferrry", EN, FERRY),
        ("lotures", FR, LOUTRE),
        ("bilaterral", FR, EPCA),
    ],
)
def test_a_typo_is_corrected_by_the_words_of_the_store(
    index: LexicalIndex, typed: str, language: Language, source: ParsedSource
) -> None:
    query = read(index, typed, language)
    assert query.unknown == ()
    [first, *_] = found(index, query)
    assert first in {p.id for p in source.passages}
    [word] = query.words
    assert query.text == word.surface != typed


def test_a_word_that_no_passage_contains_is_matched_by_the_most_similar(
    index: LexicalIndex, lexicon: Lexicon
) -> None:
    query = understand("bilateralism", EN, index, lexicon, TRANSLATED)
    [word] = query.words
    assert word.surface == "bilateralism"
    assert 0 < max(w for terms in word.stems.values() for w in terms.values()) < 1.0


@pytest.mark.parametrize("typed", ["feru", "zzzzzz", "98765", "quokka"])
def test_what_is_like_nothing_is_not_corrected(index: LexicalIndex, typed: str) -> None:
    query = read(index, typed, EN)
    assert query.unknown == (typed,)
    assert query.words[0].rarity == 1.0
    assert found(index, query) == []


@pytest.mark.parametrize("typed", ["l'epca", "l’EPCA", "lepca", "Lepca", "EPCA", "epca", "d'epca"])
def test_elision_with_and_without_its_apostrophe(index: LexicalIndex, typed: str) -> None:
    query = read(index, f"Quand {typed} est-il entré en vigueur ?", FR)
    assert query.unknown == ()
    assert found(index, query)[0] == EPCA.passages[0].id
    [alone] = found(index, read(index, typed, FR))
    assert alone == EPCA.passages[0].id


def test_unknown_words_are_listed(index: LexicalIndex) -> None:
    query = read(index, "How many quokkas does the ferry carry to Xanadu?", EN)
    assert query.unknown == ("quokkas", "carry", "xanadu")


def test_a_rare_word_is_rarer_than_a_common_one(index: LexicalIndex) -> None:
    index_words = {w.surface: w.rarity for w in read(index, "l'EPCA, la loutre, zzzz", FR).words}
    assert 0 < index_words["epca"] < index_words["zzzz"] == 1.0


def test_a_word_is_searched_by_its_translations_in_either_direction(
    index: LexicalIndex, lexicon: Lexicon
) -> None:
    for typed, language, passage in (
        ("loutre", EN, LOUTRE.passages[0]),
        ("trade", EN, EPCA.passages[1]),
        ("rivière", FR, OTTER.passages[0]),
        ("heure", FR, FERRY.passages[0]),
    ):
        query = understand(typed, language, index, lexicon, TRANSLATED)
        assert passage.id in found(index, query), typed


def test_a_translation_weighs_less_than_the_word_itself(
    index: LexicalIndex, lexicon: Lexicon
) -> None:
    [word] = understand("trade", EN, index, lexicon, TRANSLATED).words
    assert max(word.stems[FR].values()) == TRANSLATED
    [own] = understand("commerce", FR, index, lexicon, TRANSLATED).words
    assert max(own.stems[FR].values()) == 1.0


def test_no_passage_scores_above_the_bound(index: LexicalIndex) -> None:
    query = read(index, "ferry crosses bay every hour otters back river quokka", EN)
    scores = [score for _, score in index.search(lexical_query(query), 10)]
    assert scores
    assert 0 < max(scores) < most(query, index)


def test_nothing_is_understood_in_an_empty_store(tmp_path: Path, lexicon: Lexicon) -> None:
    empty = LexicalIndex.open(tmp_path / "lexical", create=True)
    query = understand("Combien coûte le billet ?", FR, empty, lexicon, TRANSLATED)
    assert query.unknown == tuple(word.surface for word in query.words) != ()
    assert {word.rarity for word in query.words} == {1.0}


TYPED = st.text(max_size=80) | st.lists(
    st.sampled_from(
        ["l'", "qu’", "ferry", "loutres", "3", "É", '+"*:~^()[]', "AND", "-", " ", "ß"]
    ),
    max_size=12,
).map("".join)


@given(TYPED, st.sampled_from(Language))
def test_any_text_is_understood(
    index: LexicalIndex, lexicon: Lexicon, text: str, language: Language
) -> None:
    query = understand(text, language, index, lexicon, TRANSLATED)
    surfaces = [word.surface for word in query.words]
    assert len(set(surfaces)) == len(surfaces)
    assert set(query.unknown) <= set(surfaces)
    for word in query.words:
        assert 0 <= word.rarity <= 1
        assert all(0 < w <= 1 for terms in word.stems.values() for w in terms.values())
    assert index.search(lexical_query(query), 3) is not None
