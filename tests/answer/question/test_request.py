import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.question.request import MOST, Request, summary_request


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Résume l'article en trois phrases", 3),
        ("Résume l’article", 3),
        ("resumé rapide svp", 3),
        ("De quoi parle l'article ?", 3),
        ("Peux-tu me faire un résumé de ce texte en 2 phrases stp ?", 2),
        ("Résume-moi tout ça en une phrase.", 1),
        ("Donne-moi une vue d'ensemble", 3),
        ("Quels sont les points clés ?", 3),
        ("sum up", 3),
        ("tl;dr", 3),
        ("Write a two-line summary of the report", 2),
        ("a 1-sentence recap please", 1),
        ("What is this article about?", 3),
        ("Summarise the article in two sentences.", 2),
        ("Give me the five key points of the article", MOST),
        ("In short, what does the document say?", 3),
    ],
)
def test_a_request_without_a_topic_is_for_the_whole(question: str, count: int) -> None:
    assert summary_request(question) == Request("", count)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Résumez les échanges de laine", "échanges de laine"),
        ("Fais-moi un résumé des difficultés du port.", "difficultés du port"),
        ("Faites-moi le point sur le canal", "canal"),
        ("Résume la partie sur le canal en deux phrases", "canal"),
        ("Give me the gist of the wool trade.", "wool trade"),
        ("Summarise the wool trade as a whole for my editor.", "wool trade"),
        ("Summarise floods since 2006.", "floods since 2006"),
        ("Brief me on wool: sheep, mills", "wool: sheep, mills"),
        ("Tell me about the wool trade", "wool trade"),
        ("parle moi de la laine", "laine"),
        ("Que sais-tu du canal ?", "canal"),
    ],
)
def test_the_topic_is_what_is_left_without_the_request(question: str, topic: str) -> None:
    request = summary_request(question)
    assert request is not None
    assert request.topic == topic


@pytest.mark.parametrize(
    "question",
    [
        "Que dit l'article sur la laine ?",
        "What does the article say about wool?",
        "How does the briefing describe wool?",
        "Who wrote the briefing?",
        "In short, who runs the port?",
        "When will talks resume?",
        "Combien de pages fait la synthèse ?",
        "Combien de moutons y a-t-il ?",
        "wool",
        "",
    ],
)
def test_other_questions_are_no_requests(question: str) -> None:
    assert summary_request(question) is None


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    request = summary_request(f"Résume {text}")
    assert request is None or 1 <= request.count <= MOST
