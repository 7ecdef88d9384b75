import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import StoreDamaged
from domain.types import Language
from tests.vectorstore.making import FERRY, LOUTRE, OTTER, make_source
from vectorstore.lexical import LexicalIndex, LexicalQuery, folded_words, terms, words

FR, EN = Language.FR, Language.EN


def query(text: str, language: Language) -> LexicalQuery:
    return LexicalQuery(tuple({(language, term): 1.0} for term in terms(text, language)))


def made(folder: Path) -> LexicalIndex:
    index = LexicalIndex.open(folder, create=True)
    passages = [(p, p.text) for s in (FERRY, OTTER, LOUTRE) for p in s.passages]
    index.apply([], passages)
    return index


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    return made(tmp_path / "lexical")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return made(tmp_path_factory.mktemp("shared") / "lexical")


CROSSING, TICKET = (p.id for p in FERRY.passages)
OTTERS, LOUTRES = OTTER.passages[0].id, LOUTRE.passages[0].id


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("crossing ferries", EN, CROSSING),
        ("TICKETS", EN, TICKET),
        ("an otter", EN, OTTERS),
        ("la loutre", FR, LOUTRES),
        ("revenue", FR, LOUTRES),
        ("3", EN, TICKET),
    ],
)
def test_words_are_found_by_their_stems(
    shared: LexicalIndex, text: str, language: Language, found: str
) -> None:
    assert [id for id, _ in shared.search(query(text, language), 5)] == [found]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("energie", "énergie"), ("ENERGIES", "Énergie"), ("noel", "Noël"), ("coeur", "cœur")],
)
def test_accents_do_not_matter(typed: str, stored: str) -> None:
    assert set(terms(typed, FR)) & set(terms(stored, FR))


def test_a_field_per_language(shared: LexicalIndex) -> None:
    assert shared.search(query("otters", FR), 5) == []


def test_better_matches_come_first(index: LexicalIndex) -> None:
    more = make_source("more", "The ferry of the ferry company is a ferry.", "The company pays.")
    index.apply([], [(p, p.text) for p in more.passages])
    found = index.search(query("ferry company", EN), 5)
    assert found[0][0] == more.passages[0].id
    assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
    assert len(index.search(query("ferry company", EN), 1)) == 1


def test_weights_count(shared: LexicalIndex) -> None:
    low = LexicalQuery(({(EN, "ferri"): 0.5},))
    high = LexicalQuery(({(EN, "ferri"): 1.0},))
    [(_, a)], [(_, b)] = shared.search(low, 1), shared.search(high, 1)
    assert a == pytest.approx(b / 2)


def test_a_word_counts_by_its_best_term_only(shared: LexicalIndex) -> None:
    once = LexicalQuery(({(EN, "ferri"): 1.0},))
    twice = LexicalQuery(({(EN, "ferri"): 1.0, (EN, "bay"): 0.5},))
    assert shared.search(once, 1)[0][1] == pytest.approx(shared.search(twice, 1)[0][1])


@pytest.mark.parametrize("k", [0, -1])
def test_nothing_is_asked_nothing_is_found(shared: LexicalIndex, k: int) -> None:
    assert shared.search(query("ferry", EN), k) == []
    assert shared.search(LexicalQuery(()), 5) == []
    assert shared.search(LexicalQuery(({},)), 5) == []


def test_deleted_passages_go_and_may_come_again(index: LexicalIndex) -> None:
    index.apply([CROSSING, OTTERS], [])
    assert index.ids() == {TICKET, LOUTRES}
    assert (index.count(), index.search(query("otters", EN), 5)) == (2, [])
    index.apply([TICKET], [(FERRY.passages[1], "Nine words in place of the old ones.")])
    assert index.search(query("ticket", EN), 5) == []
    assert index.document_frequency("ticket", EN) <= 1
    assert [id for id, _ in index.search(query("nine words", EN), 5)] == [TICKET]


def test_words_of_the_passages_are_known_and_listed(shared: LexicalIndex) -> None:
    assert shared.knows("loutres")
    assert not shared.knows("loutre")
    assert ("loutres", 1) in shared.words_from("lou")
    assert all(word.startswith("l") for word, _ in shared.words_from("l"))
    assert shared.words_from("zebra") == shared.words_from("") == []
    assert shared.similar("loutrs") == "loutres"
    assert shared.similar("zebra") is None
    assert shared.similar("") is None


def test_it_is_there_when_it_is_opened_again(tmp_path: Path, index: LexicalIndex) -> None:
    index.close()
    again = LexicalIndex.open(tmp_path / "lexical")
    assert again.count() == 4
    assert [id for id, _ in again.search(query("otters", EN), 5)] == [OTTERS]


def test_missing_words_are_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged):
        LexicalIndex.open(tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreDamaged):
        LexicalIndex.open(tmp_path / "empty")


ODD = ["EPCA ?", "a AND", '"', "en:", "*", "(", "^2", "+-", "\\", "x" * 5000, "l'été", "\x00", "🙂"]


@given(st.sampled_from(ODD) | st.text(max_size=80), st.sampled_from(list(Language)))
def test_no_question_raises(shared: LexicalIndex, text: str, language: Language) -> None:
    shared.search(query(text, language), 3)
    for word in words(text) + folded_words(text):
        shared.knows(word)
        assert word == word.lower()


@settings(max_examples=15)
@given(text=st.sampled_from(ODD) | st.text(max_size=80))
def test_any_text_can_be_indexed_and_found(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    index = LexicalIndex.open(tmp_path_factory.mktemp("odd") / "lexical", create=True)
    [passage] = make_source("odd", f"Otters {text}").passages
    index.apply([], [(passage, passage.text)])
    assert [id for id, _ in index.search(query("otter", EN), 3)] == [passage.id]
    index.close()


def asked_everything(folder: Path) -> None:
    with closing(LexicalIndex.open(folder)) as index:
        for text in ("crossing ferries", "otters", "loutres"):
            index.search(query(text, EN), 5)
            index.search(query(text, FR), 5)
        index.document_frequency("ferri", EN)
        index.knows("loutres")
        index.words_from("l")
        index.similar("loutrs")
        index.ids()
        index.count()


@pytest.mark.parametrize("suffix", ["term", "idx", "pos", "fieldnorm", "fast", "store"])
def test_damage_found_while_it_is_asked_is_reported(tmp_path: Path, suffix: str) -> None:
    """A bit that flipped was a ValueError, or a panic, which the page did not know."""
    made(tmp_path / "sound").close()
    [name] = [path.name for path in (tmp_path / "sound").glob(f"*.{suffix}")]
    data = (tmp_path / "sound" / name).read_bytes()
    messages = set[str]()
    for place in range(0, len(data) * 8, 7):
        folder = Path(shutil.copytree(tmp_path / "sound", tmp_path / f"bit {place}"))
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        (folder / name).write_bytes(flipped)
        try:
            asked_everything(folder)
        except StoreDamaged as error:
            messages.add(str(error))
    assert messages
    assert all("doctor" in message for message in messages)


def test_a_file_that_is_gone_is_reported(tmp_path: Path) -> None:
    made(tmp_path / "lexical").close()
    [positions] = (tmp_path / "lexical").glob("*.pos")
    positions.unlink()
    with pytest.raises(StoreDamaged, match="doctor"):
        asked_everything(tmp_path / "lexical")
