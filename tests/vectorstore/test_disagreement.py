"""On the invented pairs of evaluation/claims and the bundled model."""

import pytest

from domain.types import Language
from training.fit_disagreement import PAIRS, Scored, claim, found, score
from vectorstore.disagreement import ALIKE, COVERED, Claim, disagree, find
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import Lexicon

LEXICON = Lexicon()


@pytest.fixture(scope="module")
def pairs() -> list[Scored]:
    return score(load_embedder(None), LEXICON)


def made(sentence: str, source: str) -> Claim:
    found = claim(sentence, load_embedder(None))
    passage = found.passage
    return Claim(
        type(passage)(
            f"{source}:{sentence}", source, (), sentence, 0, len(sentence), passage.language, 0, 0
        ),
        0,
        len(sentence),
        found.vector,
    )


def test_the_half_that_chose_nothing_is_mostly_right(pairs: list[Scored]) -> None:
    half = [pair for pair in pairs if pair.half == "report"]
    right, wrong = found(half, COVERED, ALIKE)
    assert right >= 15  # 16 of 20 when the values were chosen
    assert wrong <= 4  # 3 of 22, all of them alike but for one word


def test_both_halves_have_both_kinds(pairs: list[Scored]) -> None:
    for half in ("calibrate", "report"):
        assert {pair.disagree for pair in pairs if pair.half == half} == {True, False}
    assert len(pairs) == len(PAIRS.read_text(encoding="utf-8").splitlines())


def test_it_does_not_matter_which_is_first() -> None:
    a = made("The fund lent small firms €150 million.", "a")
    b = made("Le fonds a prêté 120 millions d'euros aux petites entreprises.", "b")
    assert a.passage.language is Language.EN
    assert disagree(a, b, LEXICON)
    assert disagree(b, a, LEXICON)


def test_pairs_are_found_once_and_never_within_a_document() -> None:
    here = [
        made("The port handled 12.4 million tonnes in 2022.", "here"),
        made("The port handled 12.9 million tonnes in 2022.", "here"),
        made("The weather is mild.", "here"),
    ]
    there = [made("En 2022, le port a traité 14,1 millions de tonnes.", "there")]
    twin = [made("Le port a traité 15 millions de tonnes en 2022.", "ici")]
    documents = {"here": "here", "ici": "here", "there": "there"}
    got = [
        {a.passage.source_id, b.passage.source_id}
        for a, b in find([*here, *twin], there, documents, LEXICON)
    ]
    assert got == [{"here", "there"}, {"here", "there"}, {"ici", "there"}]
    again = list(find([*here, *twin, *there], [], documents, LEXICON))
    assert len(again) == 3


def test_nothing_is_found_in_nothing() -> None:
    assert list(find([], [], {}, LEXICON)) == []
    plain = made("The weather is mild.", "a")
    assert list(find([plain], [plain], {}, LEXICON)) == []
