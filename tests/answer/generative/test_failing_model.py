"""The assistant in front of a model server that fails in every way: quoted, with one notice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.generative.chat_model import load_chat_model
from answer.generative.citation_markers import without
from answer.generative.generator import Generator
from domain.types import Answer, Finished, Language, Status
from ingest.inputs import gather
from ingest.sync import sync
from tests.answer.babble import CORPUS, babbled
from tests.chat_server import Reply, nobody, serving
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

KEY = "sk-secret-4711"
LONG, SHORT = 60.0, 0.6  # seconds: one that no test waits for; one within which a server is left
QUESTION = "When did the EPCA enter into force?"
FRENCH = "Quand l'EPCA est-il entré en vigueur ?"
RIGHT = "The EPCA between the EU and Kazakhstan entered into force in March 2020 [1]. "


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Retriever]]:
    folder: Path = tmp_path_factory.mktemp("failing")
    store = Store(folder / "store", load_embedder(None))
    sync(store, gather([str(CORPUS)]))
    load_chat_model("small", nobody(), KEY).prepare()
    yield store, Retriever(store, Lexicon(BUNDLED))
    store.close()


def asked(
    parts: tuple[Store, Retriever], address: str, timeout: float, question: str = QUESTION
) -> Answer:
    store, retriever = parts
    generator = Generator(load_chat_model("small", address, KEY, timeout), "small", timeout)
    *_, last = Assistant(store, retriever, generator).ask(question)
    assert isinstance(last, Finished)
    return last.answer


FAILURES = {
    "401": Reply(status=401, body="{}"),
    "404": Reply(status=404, body="{}"),
    "429": Reply(status=429, body="{}", headers={"Retry-After": "3600"}),
    "500": Reply(status=500, body="{}"),
    "silent": Reply(ends="silent"),
    "stall": Reply((RIGHT, "And so"), ends="stall"),
    "cut": Reply((RIGHT, "And so"), ends="cut"),
    "unfinished": Reply((RIGHT, "And so"), ends="unfinished"),
    "nonsense": Reply((RIGHT,), ends="nonsense"),
    "html": Reply(body="<html>It works!</html>"),
    "another shape": Reply((RIGHT,), ends="list"),
    "redirect": Reply(status=307, body="{}", headers={"Location": "/elsewhere"}),
    "no such address": Reply(status=404, body="404 page not found"),
    "filtered whole": Reply(("The EPCA",), ends="filter"),
    "cut by length": Reply(("The EPCA between the EU and",), ends="length"),
    "empty": Reply(),
    "wrong language": Reply(("L'EPCA est entré en vigueur en mars 2020 [1].",)),
    "refusal": Reply(("I'm sorry, but as an AI model I cannot help with that request.",)),
    "tool": Reply(ends="tool"),
    "tool as text": Reply(('<tool_call>{"name": "search"}</tool_call>',)),
    "made up": Reply(("The EPCA entered into force in June 2019 [1].",)),
}


@pytest.mark.parametrize("name", FAILURES)
def test_each_failure_ends_in_a_quotation_and_one_plain_notice(
    parts: tuple[Store, Retriever], name: str
) -> None:
    timeout = SHORT if name in ("silent", "stall") else LONG
    with serving(FAILURES[name]) as server:
        found = asked(parts, server.base_url, timeout)
    assert (found.status, found.answerer) == (Status.ANSWERED, "quotes")
    assert "March 2020" in found.text
    assert [s.text for s in found.sentences] == [c.quote for c in found.citations]
    [notice] = found.notices
    assert "word for word" in notice
    for secret in (KEY, "127.0.0.1", "Traceback", "http", "\n"):
        assert secret not in notice


@pytest.mark.parametrize("ends", ["length", "filter", "unfinished"])
@pytest.mark.parametrize(
    ("question", "said", "notice"),
    [
        (QUESTION, RIGHT, "The language model's answer is incomplete"),
        (
            FRENCH,
            "L'EPCA est entré en vigueur en mars 2020 [1]. ",
            "La réponse du modèle de langue est incomplète",
        ),
    ],
    ids=["en", "fr"],
)
def test_of_a_cut_answer_what_is_borne_out_stays_with_a_notice(
    parts: tuple[Store, Retriever], ends: str, question: str, said: str, notice: str
) -> None:
    with serving(Reply((said,), ends=ends)) as server:
        found = asked(parts, server.base_url, LONG, question)
    assert found.answerer == "small"
    assert [s.text for s in found.sentences] == [without(said, 1)]
    [shown] = found.notices
    assert shown.startswith(notice)


def test_of_an_answer_that_repeats_itself_what_is_borne_out_stays_with_a_notice(
    parts: tuple[Store, Retriever],
) -> None:
    with serving(Reply((RIGHT,), ends="endless")) as server:
        found = asked(parts, server.base_url, LONG)
    assert [s.text for s in found.sentences] == [without(RIGHT, 1)]
    [shown] = found.notices
    assert "it only repeated itself" in shown


def test_nothing_borne_out_of_a_cut_answer_is_quoted_with_one_notice(
    parts: tuple[Store, Retriever],
) -> None:
    with serving(Reply(("The EPCA is not in force [1]. ",), ends="unfinished")) as server:
        found = asked(parts, server.base_url, LONG)
    assert (found.answerer, len(found.notices)) == ("quotes", 1)


def test_nobody_at_the_address(parts: tuple[Store, Retriever]) -> None:
    found = asked(parts, nobody(), LONG, FRENCH)
    assert "mars 2020" in found.text
    [notice] = found.notices
    assert "la connexion a échoué" in notice


@pytest.mark.parametrize(
    ("question", "language"),
    [
        (QUESTION, Language.EN),
        ("What does Kazakhstan supply to the EU?", Language.EN),
        (FRENCH, Language.FR),
        ("Combien l'UE a-t-elle investi au Kazakhstan ?", Language.FR),
    ],
)
def test_nothing_of_what_a_babbling_server_says_is_shown(
    parts: tuple[Store, Retriever], question: str, language: Language
) -> None:
    pieces = tuple(dict.fromkeys(babbled(language, 30, 10, seed=len(question))))
    with serving(Reply(pieces)) as server:
        found = asked(parts, server.base_url, LONG, question)
    said = {without(piece, 10) for piece in pieces}
    assert found.answerer == "quotes"
    assert not [s.text for s in found.sentences if s.text in said]
    assert found.withheld
    assert found.notices


class Stopped(BaseException):
    """What a page raises where a reader has stopped."""


def test_who_waits_may_end_the_request_of_a_silent_model(
    parts: tuple[Store, Retriever],
) -> None:
    def stop() -> None:
        raise Stopped

    store, retriever = parts
    with serving(Reply(ends="silent")) as server:
        model = load_chat_model("small", server.base_url, KEY, LONG)
        assistant = Assistant(store, retriever, Generator(model, "small", LONG))
        with pytest.raises(Stopped):
            list(assistant.watched(stop).ask(QUESTION))
        assert server.hung_up()
