"""Whether the greatest is asked for, and whether a sentence tells which it is."""

import pytest

from answer.question.ranks import ranks, superlative


@pytest.mark.parametrize(
    "question",
    [
        "Which member is the biggest investor?",
        "Quelle est la plus grande école ?",
        "What was the most popular film?",
        "Quel est le quartier le moins cher ?",
    ],
)
def test_the_greatest_or_the_least_is_asked_for(question: str) -> None:
    assert superlative(question)


@pytest.mark.parametrize(
    "question",
    [
        "How big is the forest in the west?",
        "Does it cost at least 5 euros?",
        "Combien faut-il de plus ?",
        "Qui s'y intéresse ?",
    ],
)
def test_no_rank_is_asked_for(question: str) -> None:
    assert not superlative(question)


@pytest.mark.parametrize(
    ("sentence", "ranked"),
    [
        ("Celle de Lund est la plus petite.", True),
        ("Belgium is the main buyer, ahead of Japan.", True),
        ("La Belgique est le premier client.", True),
        ("The union of nine states invested 20 million.", False),
        ("Une étude compte onze espèces touchées.", False),
    ],
)
def test_a_sentence_that_ranks(sentence: str, ranked: bool) -> None:
    assert ranks(sentence) is ranked
