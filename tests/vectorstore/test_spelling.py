"""Questions typed in a hurry, put right against a store of invented passages."""

import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.types import Language
from evaluation.gold import read_gold
from tests.vectorstore.making import FERRY, LOUTRE, OTTER, make_source
from vectorstore.lexical import LexicalIndex
from vectorstore.lexicon import Lexicon, fold
from vectorstore.spelling import corrected

FR, EN = Language.FR, Language.EN
QUESTIONS = Path(__file__).resolve().parents[2] / "evaluation" / "calibration" / "questions.jsonl"
CANAL = make_source(
    "canal",
    "L'EPCO relie le canal de Brissac à la mer depuis mars 2020.",
    "Les étudiants d'Oriane Calloway étudient l'enseignement agricole et son budget.",
    "Les échanges bilatéraux de marchandises augmentent.",
    language=FR,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    made = LexicalIndex.open(tmp_path_factory.mktemp("spelling") / "lexical", create=True)
    made.apply([], [(p, p.text) for s in (FERRY, OTTER, LOUTRE, CANAL) for p in s.passages])
    return made


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


@pytest.mark.parametrize(
    ("asked", "stored"),
    [("Jaxylykov", "zhaksylykov"), ("Chtchoutchinsk", "shchuchinsk"), ("Evgueni", "yevgeny")],
)
def test_a_name_is_searched_as_the_store_romanises_it(
    asked: str, stored: str, lexicon: Lexicon, tmp_path: Path
) -> None:
    index = LexicalIndex.open(tmp_path / "lexical", create=True)
    text = "Yevgeny Zhaksylykov lives in Shchuchinsk near the ferry."
    index.apply([], [(p, p.text) for p in make_source("m", text, language=EN).passages])
    assert stored in corrected(f"Où est {asked} ?", FR, index, lexicon).lower()


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("cest koi lepco", FR, "c'est quoi l'epco"),
        ("ces koi le budjet", FR, "c'est quoi le budget"),
        ("combien detudiants", FR, "combien d'étudiants"),
        ("est ce ke lenseignemen ameliore", FR, "est-ce que l'enseignement ameliore"),
        ("c ki oriane caloway", FR, "c'est qui oriane calloway"),
        ("qd est ce que lepco ouvre", FR, "quand est-ce que l'epco ouvre"),
        ("detudes agricoles des etudiants", FR, "d'études agricoles des étudiants"),
        ("lotures", FR, "loutres"),
        (
            "wat is teh prise of a tiket for the ferrry",
            EN,
            "what is the prise of a ticket for the ferry",
        ),
        ("whos the otter with the feryr", EN, "who's the otter with the ferry"),
        ("Ottres?", EN, "Otters?"),
    ],
)
def test_hurried_questions_are_put_right(
    index: LexicalIndex, lexicon: Lexicon, typed: str, language: Language, meant: str
) -> None:
    assert corrected(typed, language, index, lexicon) == meant


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("How do I buy a wooden ferret across the border?", EN),  # words, though the store has none
        ("Les tenges et les étudiantes", FR),
        ("What is the bay's EPCO?", EN),
        ("Où est la mer de Brissac, et sa plage ?", FR),
        ("an agreement with sa vs ce", EN),
        ("Please answer with <ferrt onload=f(3)> or a_ferrt@bayy.ferrt", EN),
        ("zzzzzz quokka 98765 9ferrry", EN),
        ("Who is Ferrand?", EN),
        ("Which router does the ferry use?", EN),  # the list has no router, but it has route
        ("Are the otters banned from the twinned bays?", EN),
        ("Les loutres citent-elles les replantages ?", FR),
        ("Que voient les voyageuses qui paieront ?", FR),
        ("", EN),
    ],
)
def test_what_is_right_or_like_nothing_is_left_alone(
    index: LexicalIndex, lexicon: Lexicon, typed: str, language: Language
) -> None:
    assert corrected(typed, language, index, lexicon) == typed


def test_hardly_any_word_of_a_right_question_is_changed(
    index: LexicalIndex, lexicon: Lexicon
) -> None:
    """Questions about other texts, whose words the store lacks: five in a thousand may change."""
    items = [i for i in read_gold(QUESTIONS) if i.kind not in ("typo", "chitchat", "attack")]
    pairs = [(i.question, corrected(i.question, i.language, index, lexicon)) for i in items]
    changed = [pair for pair in pairs if letters(pair[0]) != letters(pair[1])]
    assert len(items) > 300
    assert len(changed) <= 3, changed


def letters(text: str) -> str:
    return re.sub(r"\W", "", fold(text))


def test_a_long_text_is_not_read_for_slips(index: LexicalIndex, lexicon: Lexicon) -> None:
    text = "ferrry " * 50
    assert corrected(text, EN, index, lexicon) == text


@pytest.mark.parametrize("letters", [33, 1_900])
def test_what_is_longer_than_words_are_is_left_alone(
    index: LexicalIndex, lexicon: Lexicon, letters: int
) -> None:
    """Its neighbours are as many as the square of its letters: 365 MB for 2,000 of them."""
    word = ("ferry" * letters)[:letters]
    corrected("ferrry", EN, index, lexicon)
    tracemalloc.start()
    assert corrected(word, EN, index, lexicon) == word
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000


def test_a_long_word_that_could_be_one_is_put_right(tmp_path: Path, lexicon: Lexicon) -> None:
    own = LexicalIndex.open(tmp_path / "lexical", create=True)
    source = make_source("x", "The electroencephalographically led ferry.", language=EN)
    own.apply([], [(p, p.text) for p in source.passages])
    meant = corrected("electroencephalogrpahically", EN, own, lexicon)
    assert meant == "electroencephalographically"


def test_short_forms_that_the_store_holds_are_names(tmp_path: Path, lexicon: Lexicon) -> None:
    own = LexicalIndex.open(tmp_path / "lexical", create=True)
    source = make_source("pr", "Le PR décide de tout.", language=FR)
    own.apply([], [(p, p.text) for p in source.passages])
    assert corrected("le pr décide", FR, own, lexicon) == "le pr décide"
    assert corrected("PR ou ds", FR, own, lexicon) == "PR ou dans"


@given(st.text(max_size=60), st.sampled_from(Language))
def test_any_text_can_be_read(
    index: LexicalIndex, lexicon: Lexicon, text: str, language: Language
) -> None:
    once = corrected(text, language, index, lexicon)
    assert bool(once.strip()) == bool(text.strip())


@given(st.permutations(["ferry", "crosses", "the", "bay", "every", "hour", "otters", "river"]))
def test_words_of_the_store_stay(index: LexicalIndex, lexicon: Lexicon, words: list[str]) -> None:
    text = " ".join(words)
    assert corrected(text, EN, index, lexicon) == text
