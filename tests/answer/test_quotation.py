import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.quotation import best_quote
from domain.types import Language, Passage
from text.sentences import split

BEFORE = "Un titre 😀\n\n"


def passage(text: str) -> Passage:
    start = len(BEFORE)
    end = start + len(text)
    return Passage("p", "s", (), text, start, end, Language.EN, ordinal=0, paragraph=0)


def quoted(text: str, claim: str) -> str:
    start, end = best_quote(passage(text), claim)
    return (BEFORE + text)[start:end]


FERRY = (
    "The ferry crosses the bay every hour. A ticket costs 3 euros. "
    "In March 2020 the company carried 24 billion passengers 😀 a year, it says. "
    "The company has owned the harbour since 1954."
)
MUSEE = (
    "Le musée de la laine conserve 340 métiers à tisser.\nIl a ouvert ses portes en mars 2004. "
    "Le billet coûte 6 euros\u00a0; l'entrée est gratuite pour les enfants. "
    "La collection représente 40\u00a0% des achats de la région."
)


@pytest.mark.parametrize(
    ("text", "claim", "quote"),
    [
        (FERRY, "Every hour a ferry crosses.", "The ferry crosses the bay every hour."),
        (FERRY, "Un billet coûte 3 €.", "A ticket costs 3 euros."),
        (
            FERRY,
            "La compagnie transporte 24 milliards de passagers.",
            "In March 2020 the company carried 24 billion passengers 😀 a year, it says.",
        ),
        (FERRY, "Depuis 1954.", "The company has owned the harbour since 1954."),
        (MUSEE, "It opened in March 2004.", "Il a ouvert ses portes en mars 2004."),
        (MUSEE, "It opened in 2004.", "Il a ouvert ses portes en mars 2004."),
        (
            MUSEE,
            "It makes up 40% of purchases.",
            "La collection représente 40\u00a0% des achats de la région.",
        ),
        (
            MUSEE,
            "Le musee de la LAINE garde des metiers.",
            "Le musée de la laine conserve 340 métiers à tisser.",
        ),
        (MUSEE, "It holds 340 looms.", "Le musée de la laine conserve 340 métiers à tisser."),
    ],
)
def test_the_sentence_that_a_claim_rests_on(text: str, claim: str, quote: str) -> None:
    assert quoted(text, claim) == quote


def test_rare_words_weigh_more_than_common_ones() -> None:
    text = "The port of Grenvik is old. The port of Grenvik is big. Timber leaves Grenvik."
    assert quoted(text, "Port, timber.") == "Timber leaves Grenvik."


@pytest.mark.parametrize("claim", ["", "Zebras.", "?!"])
def test_the_first_sentence_where_nothing_is_shared(claim: str) -> None:
    assert quoted(FERRY, claim) == "The ferry crosses the bay every hour."


def test_a_passage_without_sentences_is_quoted_whole() -> None:
    assert quoted("", "A claim.") == ""


TEXTS = st.lists(
    st.sampled_from(
        [
            "Le port",
            "the mayor",
            "24 milliards",
            "24bn",
            "3 €",
            "40 %",
            "É",
            "😀",
            ". ",
            "! ",
            "\n\n",
        ]
    ),
    min_size=1,
    max_size=15,
).map(" ".join) | st.text(min_size=1, max_size=60)


@given(TEXTS, TEXTS)
def test_a_quote_is_a_whole_sentence_of_its_passage(text: str, claim: str) -> None:
    start, end = best_quote(passage(text), claim)
    span = (start - len(BEFORE), end - len(BEFORE))
    assert span in (split(text) or [(0, len(text))])


@given(st.integers(0, 3), TEXTS.filter(lambda text: "\n" not in text))
def test_a_sentence_repeated_as_claim_is_the_one_quoted(place: int, claim: str) -> None:
    sentences = ["Xylophones sing.", "Yaks graze.", "Quokkas jump.", "Wolves howl."]
    assert quoted(" ".join(sentences), f"{claim} {sentences[place]}") == sentences[place]
