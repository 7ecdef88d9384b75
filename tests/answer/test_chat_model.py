"""Chat models through LangChain itself, against a server on this machine."""

import pytest

from answer.chat_model import ChatModel, load_chat_model
from answer.drafting import DraftSentence
from answer.generation import Generator
from domain.errors import ChatModelError
from domain.types import Language, Passage, Retrieved
from tests.chat_server import ChatServer, Reply, serving

KEY = "sk-secret-4711"
LONG = 60.0  # seconds that no test waits for
TEXT = "Timber leaves the port. Copper stays."
PASSAGES = (
    Retrieved(Passage("p", "s", (), TEXT, 0, len(TEXT), Language.EN, 0, 0), 0.5, title="Port"),
)


def model(server: ChatServer, retries: int = 0, timeout: float = LONG) -> ChatModel:
    return load_chat_model("small", server.base_url, KEY, timeout, retries)


def failure(server: ChatServer, timeout: float = LONG) -> ChatModelError:
    generator = Generator(model(server, timeout=timeout), "small", LONG)
    with pytest.raises(ChatModelError) as caught:
        list(generator.write("What leaves?", Language.EN, PASSAGES))
    return caught.value


def test_an_answer_streams_through_langchain() -> None:
    with serving(Reply(("Timber ", "leaves [1]. And ", "copper stays [1]."))) as server:
        generator = Generator(model(server), "small", LONG)
        drafts = list(generator.write("What leaves?", Language.EN, PASSAGES))
    assert drafts == [
        DraftSentence("Timber leaves.", (1,)),
        DraftSentence("And copper stays.", (1,)),
    ]
    [request] = server.requests
    assert (request["path"], request["model"]) == ("/v1/chat/completions", "small")
    assert request["stream"] is True
    assert [m["role"] for m in request["messages"]] == ["system", "user"]
    assert TEXT in request["messages"][-1]["content"]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_sentences_come_before_the_server_has_finished() -> None:
    with serving(Reply(("Timber leaves [1]. ", "And then "), ends="stall")) as server:
        drafts = Generator(model(server), "small", LONG).write("What?", Language.EN, PASSAGES)
        assert next(drafts) == DraftSentence("Timber leaves.", (1,))
        assert not server.release.is_set()
        drafts.close()


ERRORS = [
    (401, "its key was refused", "sa clé est refusée"),
    (403, "its key was refused", "sa clé est refusée"),
    (404, "there is no such model there", "ce modèle n'y existe pas"),
    (400, "it refused the request", "il a refusé la demande"),
    (409, "its server failed", "son serveur est en panne"),
    (422, "it refused the request", "il a refusé la demande"),
    (429, "too many requests", "trop de demandes"),
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
def test_a_refusal_is_told_in_one_line_without_key_and_address(
    status: int, english: str, french: str
) -> None:
    body = f'{{"error": {{"message": "{KEY} at 127.0.0.1\\nTraceback", "type": "x"}}}}'
    with serving(Reply(status=status, body=body)) as server:
        check(failure(server), server, english, french)


STREAMS = [
    (Reply(ends="cut"), "the connection failed", "la connexion a échoué"),
    (Reply(("Timber leaves [1]. And",), ends="cut"), "the connection", "la connexion a échoué"),
    (Reply(("Timber leaves [1].",), ends="nonsense"), "nothing readable", "rien de lisible"),
    (Reply(body="<html>Hello</html>"), "nothing readable", "rien de lisible"),
    (
        Reply(ends="error", body=f"{KEY} 127.0.0.1"),
        "its server sent an error",
        "a envoyé une erreur",
    ),
    (Reply(), "it cited nothing", "il n'a rien cité"),
    (Reply(("",)), "it cited nothing", "il n'a rien cité"),
    (Reply(("Hello. I am a model.",)), "it cited nothing", "il n'a rien cité"),
]


@pytest.mark.parametrize(("reply", "english", "french"), STREAMS)
def test_a_stream_that_goes_wrong_is_told_in_one_line(
    reply: Reply, english: str, french: str
) -> None:
    with serving(reply) as server:
        check(failure(server), server, english, french)


def test_a_server_that_stalls_is_left() -> None:
    with serving(Reply(ends="stall")) as server:
        check(failure(server, timeout=0.2), server, "it took too long", "il a mis trop de temps")


def test_nobody_at_the_address() -> None:
    with serving(Reply()) as server:
        pass
    check(failure(server), server, "the connection failed", "la connexion a échoué")


def test_a_failure_before_the_first_piece_is_tried_again() -> None:
    with serving(Reply(status=500, body="{}"), Reply(("It leaves [1].",))) as server:
        generator = Generator(model(server, retries=1), "small", LONG)
        drafts = list(generator.write("What leaves?", Language.EN, PASSAGES))
    assert drafts == [DraftSentence("It leaves.", (1,))]
    assert len(server.requests) == 2


def test_the_key_is_never_shown() -> None:
    made = load_chat_model("small", "http://127.0.0.1:1/v1", KEY)
    assert KEY not in repr(made) + str(made) + f"{made}"
    assert KEY not in repr(made.built)


@pytest.mark.parametrize(("name", "sent"), [("small", "small"), ("openai:tiny", "tiny")])
def test_without_a_key_none_is_sent_to_the_address(name: str, sent: str) -> None:
    with serving(Reply(("It leaves [1].",))) as server:
        made = load_chat_model(name, server.base_url, None, LONG, 0)
        assert "".join(piece.text for piece in made.stream([("user", "Hi")])) == "It leaves [1]."
    assert server.headers[0]["authorization"] == "Bearer none"
    assert server.requests[0]["model"] == sent


@pytest.mark.parametrize("name", ["nosuchprovider:m", "m", ":", "openaim"])
def test_a_name_that_names_no_provider_says_how_to_name_it(name: str) -> None:
    made = load_chat_model(name, api_key=KEY)
    with pytest.raises(ChatModelError, match='name it as "provider:model"') as caught:
        made.stream([("user", "Hi")])
    assert "« fournisseur:modèle »" in caught.value.message(Language.FR)
    assert KEY not in str(caught.value)


def test_loading_a_model_connects_to_nothing() -> None:
    made = load_chat_model("nosuchprovider:m")
    assert made == ChatModel("nosuchprovider:m", None, None, 60.0, 1)
