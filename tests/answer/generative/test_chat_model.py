"""Chat models through LangChain itself, against a server that is a process of its own."""

import logging
from dataclasses import replace

import pytest
from pydantic import SecretStr

from answer.generative.chat_model import ChatModel, load_chat_model, without_key
from answer.generative.generator import Generator
from answer.generative.provider_errors import CUT, FILTERED, LIMITED, About, Cause
from answer.generative.request import TRIES
from answer.generative.sentence_stream import DraftSentence
from domain.errors import ChatModelError
from domain.types import Language, Passage, Retrieved
from tests.chat_server import ChatServer, Reply, nobody, serving

FR = Language.FR
KEY = "sk-secret-4711"
LONG = 60.0  # seconds that no test waits for
SHORT = 0.4  # seconds within which a failing server is left
TEXT = "Timber leaves the port. Copper stays."
PASSAGES = (
    Retrieved(Passage("p", "s", (), TEXT, 0, len(TEXT), Language.EN, 0, 0), 0.5, title="Port"),
)


def generator(address: str, timeout: float = LONG) -> Generator:
    return Generator(load_chat_model("small", address, KEY, timeout), "small", timeout)


def drafted(server: ChatServer, timeout: float = LONG) -> list[object]:
    return list(generator(server.base_url, timeout).write("What?", Language.EN, PASSAGES))


def failure(address: str, timeout: float = LONG) -> ChatModelError:
    with pytest.raises(ChatModelError) as caught:
        list(generator(address, timeout).write("What leaves?", Language.EN, PASSAGES))
    return caught.value


def test_an_answer_streams_through_langchain() -> None:
    with serving(Reply(("Timber ", "leaves [1]. And ", "copper stays [1]."))) as server:
        assert drafted(server) == [
            DraftSentence("Timber leaves."),
            DraftSentence("And copper stays."),
        ]
        [request] = server.requests
        assert (request["path"], request["model"]) == ("/v1/chat/completions", "small")
        assert request["stream"] is True
        assert [m["role"] for m in request["messages"]] == ["system", "user"]
        assert TEXT in request["messages"][-1]["content"]
        assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_leaving_while_the_server_says_nothing_closes_the_connection() -> None:
    with serving(Reply(("Timber leaves [1]. ", "And then "), ends="stall")) as server:
        drafts = generator(server.base_url).write("What?", Language.EN, PASSAGES)
        assert next(drafts) == DraftSentence("Timber leaves.")
        drafts.close()
        assert server.hung_up()


@pytest.mark.parametrize("ends", ["stall", "silent"])
def test_a_server_that_says_nothing_is_left_and_its_connection_closed(ends: str) -> None:
    with serving(Reply(ends=ends)) as server:
        check(failure(server.base_url, SHORT), server, "took too long", "a mis trop de temps")
        assert server.hung_up()


def test_an_endless_answer_is_left_and_its_connection_closed() -> None:
    with serving(Reply(("Timber leaves [1]. ",), ends="endless")) as server:
        assert set(drafted(server)) == {DraftSentence("Timber leaves.")}
        assert server.hung_up()


def test_endless_words_without_an_end_of_a_sentence_are_left_too() -> None:
    with serving(Reply(("timber ",), ends="endless")) as server:
        check(failure(server.base_url), server, "only repeated itself", "que se répéter")


ERRORS = [
    (401, "its key was refused", "sa clé est refusée"),
    (403, "its key was refused", "sa clé est refusée"),
    (400, "it refused the request", "il a refusé la requête"),
    (409, "its server failed", "son serveur est en panne"),
    (422, "it refused the request", "il a refusé la requête"),
    (429, "too many requests", "trop de requêtes"),
    (500, "its server failed", "son serveur est en panne"),
    (503, "its server failed", "son serveur est en panne"),
]


def check(error: ChatModelError, server: ChatServer, english: str, french: str) -> None:
    messages = (error.message(Language.EN), error.message(Language.FR), str(error))
    assert english in messages[0] == messages[2]
    assert french in messages[1]
    for message in messages:
        assert "small" in message
        assert "\n" not in message
        for secret in (KEY, server.base_url, "127.0.0.1", "Traceback"):
            assert secret not in message


@pytest.mark.parametrize(("status", "english", "french"), ERRORS)
def test_a_refusal_is_reported_in_one_line_without_key_and_address(
    status: int, english: str, french: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="answer")
    body = f'{{"error": {{"message": "{KEY} at 127.0.0.1\\nTraceback", "type": "x"}}}}'
    with serving(Reply(status=status, body=body)) as server:
        check(failure(server.base_url), server, english, french)
    assert KEY not in caplog.text


STREAMS = [
    (Reply(ends="cut"), "the connection failed", "la connexion a échoué"),
    (Reply(("Timber leaves [1]. And",), ends="cut"), "the connection", "la connexion a échoué"),
    (Reply(("Timber leaves [1]. And",), ends="unfinished"), "broke off", "s'est interrompue"),
    (Reply(("Timber leaves [1].",), ends="nonsense"), "nothing readable", "rien de lisible"),
    (Reply(("Timber leaves [1].",), ends="list"), "nothing readable", "rien de lisible"),
    (Reply(ends="filter"), "filter stopped it", "le filtre de son fournisseur"),
    (Reply(("Timber",), ends="length"), "reached the length limit", "la longueur maximale"),
    (Reply(body="<html>Hello</html>"), "nothing readable", "rien de lisible"),
    (Reply(ends="error", body=f"{KEY} 127.0.0.1"), "its server", "son serveur"),
    (Reply(), "it wrote nothing", "il n'a rien écrit"),
    (Reply(("",)), "it wrote nothing", "il n'a rien écrit"),
    (Reply(ends="tool"), "it wrote nothing", "il n'a rien écrit"),
]


@pytest.mark.parametrize(("reply", "english", "french"), STREAMS)
def test_a_stream_that_goes_wrong_is_reported_in_one_line(
    reply: Reply, english: str, french: str
) -> None:
    with serving(reply) as server:
        check(failure(server.base_url), server, english, french)


@pytest.mark.parametrize("last", ["Copper st", "It costs 24.", "Copper stays [1]", ""])
@pytest.mark.parametrize("ends", ["length", "filter"])
def test_a_sentence_that_may_be_cut_is_left_out_and_the_cut_is_reported(
    last: str, ends: str
) -> None:
    cuts: list[Cause] = []
    with serving(Reply((f"Timber leaves [1]. {last}",), ends=ends)) as server:
        heard = replace(generator(server.base_url), on_cut=cuts.append)
        drafts = list(heard.write("What?", Language.EN, PASSAGES))
    assert drafts == [DraftSentence("Timber leaves.")]
    assert cuts == [LIMITED if ends == "length" else FILTERED]


def test_a_stream_that_ends_without_saying_so_is_reported_as_cut() -> None:
    cuts: list[Cause] = []
    with serving(Reply(("Timber leaves [1].",), ends="unfinished")) as server:
        heard = replace(generator(server.base_url), on_cut=cuts.append)
        assert len(list(heard.write("What?", Language.EN, PASSAGES))) == 1
    assert cuts == [CUT]


def test_a_whole_answer_is_not_reported_as_cut() -> None:
    cuts: list[Cause] = []
    with serving(Reply(("Timber leaves [1].",))) as server:
        list(replace(generator(server.base_url), on_cut=cuts.append).write("?", FR, PASSAGES))
    assert cuts == []


# What is wrong with the address.


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (nobody(), "nothing is listening at its address"),
        ("http://nowhere.invalid/v1", "its host name is unknown"),
        ("http://[::1", "it is not an address"),
        ("ftp://127.0.0.1/v1", "it is not an address"),
        (f"http://user:{KEY}@127.0.0.1:9/v1", "it contains a user name or a key"),
    ],
    ids=["silent", "unknown", "unclosed", "ftp", "key"],
)
def test_an_address_that_cannot_be_reached_is_reported_as_such(address: str, message: str) -> None:
    error = failure(address, LONG)
    assert message in error.message(Language.EN)
    assert error.message(Language.EN).endswith("check PASSERELLE_CHAT_BASE_URL.")
    assert error.message(FR).endswith("vérifiez PASSERELLE_CHAT_BASE_URL.")
    assert KEY not in error.message(Language.EN) + error.message(FR)


def test_https_where_there_is_none_is_reported() -> None:
    with serving(Reply()) as server:
        message = failure(server.base_url.replace("http:", "https:")).message(Language.EN)
    assert "a secure connection (https) could not be established" in message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            '{"error": {"message": "The model `small` does not exist"}}',
            "its server has no such model",
        ),
        ('{"detail": "Not Found"}', "not as an OpenAI-compatible API"),
        ("404 page not found", "not as an OpenAI-compatible API"),
        ("", "not as an OpenAI-compatible API"),
    ],
)
def test_no_such_model_and_no_such_address_are_two_things(body: str, message: str) -> None:
    with serving(Reply(status=404, body=body)) as server:
        check(failure(server.base_url), server, message, "")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_takes_the_prompt_nowhere(status: int) -> None:
    with serving(Reply(("Timber leaves [1].",))) as server:
        there = Reply(status=status, body="{}", headers={"Location": "/elsewhere"})
        server.play(there)
        message = "redirects to another one, and redirects are not followed"
        check(failure(server.base_url), server, message, "n'est pas suivie")
        assert [request["path"] for request in server.requests] == ["/v1/chat/completions"]


# Trying again.


def test_a_failure_before_the_first_piece_is_tried_again() -> None:
    with serving(Reply(status=500, body="{}"), Reply(("It leaves [1].",))) as server:
        assert drafted(server) == [DraftSentence("It leaves.")]
        assert len(server.requests) == 2


def test_tries_are_bounded() -> None:
    with serving(Reply(status=503, body="{}")) as server:
        failure(server.base_url)
        assert len(server.requests) == TRIES


@pytest.mark.parametrize("status", [400, 401, 404])
def test_what_will_not_pass_is_not_tried_again(status: int) -> None:
    with serving(Reply(status=status, body="{}")) as server:
        failure(server.base_url)
        assert len(server.requests) == 1


def test_a_failure_after_the_first_piece_is_not_tried_again() -> None:
    with serving(Reply(("Timber leaves [1]. And",), ends="cut")) as server:
        failure(server.base_url)
        assert len(server.requests) == 1


def test_what_the_server_asks_to_wait_is_waited_for() -> None:
    busy = Reply(status=429, body="{}", headers={"Retry-After": "0.05"})
    with serving(busy, busy, Reply(("It leaves [1].",))) as server:
        assert drafted(server) == [DraftSentence("It leaves.")]
        assert len(server.requests) == 3


def test_a_wait_that_is_asked_for_is_no_silence_of_the_model() -> None:
    """It is more than the share of the time that a model may be silent for."""
    busy = Reply(status=429, body="{}", headers={"Retry-After": "0.6"})
    with serving(busy, Reply(("It leaves [1].",))) as server:
        assert drafted(server, 1.0) == [DraftSentence("It leaves.")]


def test_a_wait_beyond_the_time_that_is_left_is_not_begun() -> None:
    busy = Reply(status=429, body="{}", headers={"Retry-After": "3600"})
    with serving(busy) as server:
        check(failure(server.base_url), server, "too many requests", "trop de requêtes")
        assert len(server.requests) == 1


# Keys and names.


def test_the_key_is_never_shown() -> None:
    made = load_chat_model("small", "http://127.0.0.1:1/v1", KEY)
    assert KEY not in repr(made) + str(made) + f"{made}"
    assert KEY not in repr(made.built)
    assert KEY not in repr(load_chat_model("small", f"http://user:{KEY}@127.0.0.1:1/v1"))
    assert load_chat_model("small", None, SecretStr(KEY)).api_key == SecretStr(KEY)


@pytest.mark.parametrize(("name", "sent"), [("small", "small"), ("openai:tiny", "tiny")])
def test_without_a_key_none_is_sent_to_the_address(
    name: str, sent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(Reply(("It leaves [1].",))) as server:
        made = Generator(load_chat_model(name, server.base_url, None, LONG), "small", LONG)
        assert list(made.write("What?", Language.EN, PASSAGES)) == [DraftSentence("It leaves.")]
        assert server.headers[0]["authorization"] == "Bearer none"
        assert server.requests[0]["model"] == sent


@pytest.mark.parametrize("name", ["nosuchprovider:m", "m", ":", "openaim"])
def test_a_name_that_names_no_provider_says_how_to_name_it(name: str) -> None:
    made = load_chat_model(name, api_key=KEY)
    with pytest.raises(ChatModelError, match='name it as "provider:model"') as caught:
        made.prepare()
    assert "« fournisseur:modèle »" in caught.value.message(Language.FR)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "address", "key", "about", "setting"),
    [
        ("small", "http://127.0.0.1:1/v1", None, About.KEY, "PASSERELLE_CHAT_API_KEY"),
        ("openai:small", None, KEY, About.KEY, "PASSERELLE_CHAT_API_KEY"),
        ("openai:small", None, None, About.KEY, "OPENAI_API_KEY"),
        ("small", "http://127.0.0.1:1/v1", None, About.ADDRESS, "PASSERELLE_CHAT_BASE_URL"),
        ("openai:small", None, KEY, About.ADDRESS, ""),
        ("ollama:small", None, None, About.ADDRESS, "OLLAMA_HOST"),
        ("openai:small", None, KEY, About.MODEL, "PASSERELLE_CHAT_MODEL"),
        ("openai:small", None, KEY, About.LATER, ""),
    ],
)
@pytest.mark.parametrize("own", ["", KEY])
def test_the_setting_that_a_cause_is_about(
    name: str,
    address: str | None,
    key: str | None,
    about: About,
    setting: str,
    own: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", own)
    assert load_chat_model(name, address, key).setting(about) == setting


def test_loading_a_model_connects_to_nothing() -> None:
    made = load_chat_model("nosuchprovider:m")
    assert made == ChatModel("nosuchprovider:m", None, None, 60.0)


class OfSomeProvider:
    """A model of a kit that is not installed here, with a place for its key or without one."""

    def __init__(self, key: str | None, named: bool = True) -> None:
        self.some_api_key = None if key is None else SecretStr(key)
        self.lc_secrets = {"some_api_key": "SOME_API_KEY"} if named else {}


@pytest.mark.parametrize(
    ("key", "named", "without"),
    [("", True, True), ("k", True, False), (None, True, False), ("", False, False)],
)
def test_a_key_that_is_missing_is_seen_before_the_model_is_asked(
    key: str | None, named: bool, without: bool
) -> None:
    assert without_key(OfSomeProvider(key, named)) is without
