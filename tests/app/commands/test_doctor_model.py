"""`passerelle doctor` asks the configured chat model a question over one passage, over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.test_cli import run
from tests.chat_server import Reply, nobody, serving

NOTE = "# Pier\n\nThe pier is 90 metres long.\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    (folder / "pier.md").write_text(NOTE, "utf-8")
    assert run("ingest", folder / "pier.md", "--store", folder / "store").code == 0
    return folder / "store"


def examine(store: Path, base_url: str, *more: str) -> tuple[int, str]:
    ended = run(
        "doctor", "--store", store, *more,
        PASSERELLE_CHAT_MODEL="some-model", PASSERELLE_CHAT_BASE_URL=base_url,
        PASSERELLE_CHAT_API_KEY="hidden-key", PASSERELLE_CHAT_TIMEOUT="20",
    )  # fmt: skip
    assert "hidden-key" not in ended.out + ended.err
    return ended.code, ended.out


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The lighthouse of Skarn is 31 metres high.", "answers, and keeps to the passages (about"),
        (
            "The lighthouse of Skarn is 31 metres high. It is painted red and white by artists.",
            "answers, but does not keep to the passages",
        ),
        ("OK", "answers, but does not find the answer in a passage that contains it"),
        ("NO_ANSWER", "answers, but does not find the answer in a passage that contains it"),
    ],
)
def test_a_model_is_asked_once_and_how_it_did_is_told(store: Path, said: str, told: str) -> None:
    with serving(Reply((said,))) as server:
        code, out = examine(store, server.base_url)
        assert len(server.requests) == 1
    assert code == 0
    assert f"some-model {told}" in out


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (
            Reply(status=401),
            "(its key was refused or is missing): check PASSERELLE_CHAT_API_KEY.",
        ),
        (
            Reply(status=404, body='{"error": {"message": "no model of that name"}}'),
            "(its server has no such model): check PASSERELLE_CHAT_MODEL.",
        ),
        (
            Reply(status=404, body="404 page not found"),
            "such an address often ends in /v1): check PASSERELLE_CHAT_BASE_URL.",
        ),
        (Reply(status=500), "(its server failed): try again later."),
        (Reply(), "(it wrote nothing): check PASSERELLE_CHAT_MODEL."),
    ],
    ids=["401", "no model", "no address", "500", "silence"],
)
def test_what_is_wrong_and_where_is_told_in_one_line(store: Path, reply: Reply, told: str) -> None:
    with serving(reply) as server:
        code, out = examine(store, server.base_url, "--json")
    model = json.loads(out)["chat_model"]
    assert (code, model["answers"]) == (1, False)
    assert told in model["message"]


def test_a_server_that_is_down_is_told_and_the_store_is_sound_all_the_same(store: Path) -> None:
    code, out = examine(store, nobody(), "--json")
    told = json.loads(out)
    assert (code, told["sound"]) == (1, True)
    message = told["chat_model"]["message"]
    assert "the connection failed: nothing is listening at its address" in message
    assert message.endswith("check PASSERELLE_CHAT_BASE_URL.")


@pytest.mark.parametrize("command", [("doctor",), ("ask", "How long is the pier?")])
@pytest.mark.parametrize("address", ["http://[::1", "http://u:hidden-key@127.0.0.1:1/v1"])
def test_an_address_that_cannot_be_used_is_one_line(
    store: Path, command: tuple[str, ...], address: str
) -> None:
    ended = run(
        *command, "--store", store,
        PASSERELLE_CHAT_MODEL="some-model", PASSERELLE_CHAT_BASE_URL=address,
    )  # fmt: skip
    assert (ended.code, ended.out) == (1, "")
    [line] = ended.err.splitlines()
    assert line.startswith("passerelle: PASSERELLE_CHAT_BASE_URL cannot be used: ")
    assert "hidden-key" not in line


def test_the_first_question_of_a_process_leaves_the_model_its_time(store: Path) -> None:
    """Loading what speaks to it takes longer than the time that it is given here."""
    with serving(Reply(("The pier is 90 metres long [1].",))) as server:
        ended = run(
            "ask", "How long is the pier?", "--store", store, "--json",
            PASSERELLE_CHAT_MODEL="some-model", PASSERELLE_CHAT_BASE_URL=server.base_url,
            PASSERELLE_CHAT_TIMEOUT="0.9",
        )  # fmt: skip
    told = json.loads(ended.out)
    assert (told["answerer"], told["notices"]) == ("some-model", [])


def test_without_a_model_there_is_nothing_to_try(store: Path) -> None:
    ended = run("doctor", "--store", store, "--json")
    assert ended.code == 0
    assert json.loads(ended.out)["chat_model"] is None
