import pytest

from text.divisions import named, rank


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("What does Article 2 say?", "Art. 2"),
        ("l'article 1er du code", "ARTICLE PREMIER"),
        ("Article I", "article 1"),
        ("l'art. L. 121-4", "Article L121-4"),
        ("CHAPITRE IV", "Chapter 4"),
        ("Title XCIX", "titre 99"),
        ("Article 5 bis", "art. 5 bis"),
        ("part I of the report", "Part 1"),
        ("l'article I dispose", "Article 1"),
    ],
)
def test_one_part_however_it_is_named(text: str, same: str) -> None:
    assert named(text) == named(same) != frozenset()


@pytest.mark.parametrize(
    "text",
    [
        *("an article of 2 pages", "part of a whole", "Titles", "art 19th"),
        *("chart 3", "since the start 2024", "counterpart A", "départ 1er"),
        *("the book I read", "which rule I must follow"),
    ],
)
def test_what_names_no_part(text: str) -> None:
    assert named(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "other"),
    [("Annex C", "Annex 100"), ("Article 5a", "Article 5"), ("Part II", "Part III")],
)
def test_two_parts_are_told_apart(text: str, other: str) -> None:
    assert named(text) != named(other)


def test_an_article_is_narrower_than_a_chapter() -> None:
    article, chapter = rank("Article 2 – Fees"), rank("Chapter I")
    assert article is not None
    assert chapter is not None
    assert article > chapter
    assert rank("Fees") is None
