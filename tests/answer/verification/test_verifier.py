"""The verifier with the model that ships."""

from __future__ import annotations

import pytest

from answer.verification.entailment import bundled_entailment
from answer.verification.verifier import Reason, Verifier
from domain.types import Language, Passage, Retrieved

FR, EN = Language.FR, Language.EN


def passage(id: str, text: str, language: Language = EN, title: str = "Grenvik") -> Retrieved:
    made = Passage(id, "port", (), text, 0, len(text), language, ordinal=0, paragraph=0)
    return Retrieved(made, 0.5, title=title)


PORT = passage(
    "port",
    "The port of Grenvik handled 12 million tonnes of goods in 2019. The harbour council has owned "
    "the port since 1954. It sold the ferry to Norway in 1987.",
)
MUSEUM = passage("museum", "Le musée de la laine a ouvert en 2004. L'entrée est gratuite.", FR)
GIVEN = (MUSEUM, PORT)


@pytest.mark.parametrize(
    ("claim", "language", "quote"),
    [
        ("In 2019 the port of Grenvik handled 12 million tonnes of goods.", EN, "The port of"),
        ("En 2019, le port de Grenvik a traité 12 millions de tonnes.", FR, "The port of"),
        ("The harbour council has owned the port since 1954.", EN, "The harbour council"),
        ("Admission to the wool museum is free.", EN, "L'entrée est gratuite"),
        ("On entre gratuitement au musée de la laine.", FR, "L'entrée est gratuite"),
    ],
)
def test_what_is_supported_and_by_which_sentence(
    claim: str, language: Language, quote: str
) -> None:
    found = Verifier().verify(claim, language, GIVEN)
    assert found.supported
    assert found.place is not None
    assert found.span is not None
    start, end = found.span
    assert GIVEN[found.place].passage.text[start:end].startswith(quote)


def test_a_sentence_as_it_stands_is_sure() -> None:
    found = Verifier().verify("Le musée de la laine a ouvert en 2004", FR, GIVEN)
    assert (found.probability, found.place, found.span) == (1.0, 0, (0, 38))


@pytest.mark.parametrize(
    ("claim", "reasons"),
    [
        ("The port of Grenvik handled 13 million tonnes of goods in 2019.", {"figure"}),
        ("The port of Grenvik, “a giant”, handled 12 million tonnes in 2019.", {"quotation"}),
        ("Whales swim around the islands in spring.", {"unsupported"}),
        ("I'm sorry, but I cannot help with that.", {"unsupported"}),
    ],
)
def test_what_is_not_supported_and_why(claim: str, reasons: set[str]) -> None:
    found = Verifier().verify(claim, EN, GIVEN)
    assert not found.supported
    assert found.reason in {*reasons, Reason.CONTRADICTED}


def test_nothing_is_supported_by_nothing() -> None:
    assert Verifier().verify("The port is open.", EN, ()).reason is Reason.UNSUPPORTED


@pytest.mark.parametrize("text", ["", " ", "…", "x" * 5_000, "⚓" * 300])
def test_whatever_a_passage_contains_is_read(text: str) -> None:
    found = Verifier().verify("The port of Grenvik is open.", EN, [passage("odd", text)])
    assert not found.supported


def test_the_probabilities_of_a_passage_are_shares_of_one() -> None:
    for judged in bundled_entailment().judge("The council owns the port.", GIVEN):
        assert 0 <= judged.supported <= judged.supported + judged.contradicted <= 1.0001


def test_a_claim_that_leans_is_judged_with_what_it_leans_on() -> None:
    context = "The harbour council has owned the port of Grenvik since 1954."
    found = Verifier().verify("It sold the ferry to Norway.", EN, GIVEN, (context,))
    assert found.supported
    assert found.place == 1
