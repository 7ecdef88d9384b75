"""Ctrl-C in a terminal of its own, while sources are read and while they are embedded."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chat_server import Reply, serving

SCRIPT = Path(sys.executable).with_name("passerelle")
ENDLESS = "![" * 300_000  # brackets without end: minutes of Markdown
LONG = "\n\n".join(
    f"The tram of line {n} ran to the harbour in {1800 + n % 200}." for n in range(6000)
)


def _until(terminal: int, word: bytes) -> bytes:
    """What a terminal shows up to a word; at its end, what it showed."""
    shown = b""
    while word not in shown:
        try:
            more = os.read(terminal, 4096)
        except OSError:  # Linux: the other side is closed
            return shown
        if not more:
            return shown
        shown += more
    return shown


@pytest.mark.parametrize(("text", "stage"), [(ENDLESS, b"reading"), (LONG, b"embedding")])
def test_ctrl_c_leaves_the_store_as_it_was(tmp_path: Path, text: str, stage: bytes) -> None:
    held, slow, store = tmp_path / "held.md", tmp_path / "slow.md", tmp_path / "store"
    held.write_text("The museum of wool opened in 2004.\n", encoding="utf-8")
    slow.write_text(text, encoding="utf-8")
    subprocess.run([SCRIPT, "ingest", held, "--store", store], check=True, capture_output=True)
    master, terminal = pty.openpty()
    process = subprocess.Popen(
        [SCRIPT, "ingest", held, slow, "--store", store],
        stdout=subprocess.PIPE,
        stderr=terminal,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(terminal)
    assert stage in _until(master, stage)
    process.send_signal(signal.SIGINT)
    rest = _until(master, b"no such words")
    out, _ = process.communicate(timeout=60)
    os.close(master)
    assert (process.returncode, out) == (130, b"")
    assert rest.count(b"passerelle: interrupted") == 1
    assert b"Traceback" not in rest
    listed = subprocess.run(
        [SCRIPT, "sources", "--store", store, "--json"], check=True, capture_output=True
    )
    assert [source["id"] for source in json.loads(listed.stdout)] == ["held.md"]
    assert [p.name for p in (store / "generations").iterdir() if p.is_dir()] == ["0001"]


def test_ctrl_c_while_a_model_thinks_speaks_of_the_answer(tmp_path: Path) -> None:
    held, store = tmp_path / "held.md", tmp_path / "store"
    held.write_text("The museum of wool opened in 2004.\n", encoding="utf-8")
    subprocess.run([SCRIPT, "ingest", held, "--store", store], check=True, capture_output=True)
    with serving(Reply(ends="silent")) as server:
        process = subprocess.Popen(
            [SCRIPT, "ask", "When did the museum of wool open?", "--store", store],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ
            | {
                "LC_ALL": "C.UTF-8",
                "PASSERELLE_CHAT_MODEL": "some-model",
                "PASSERELLE_CHAT_BASE_URL": server.base_url,
            },
        )
        while not server.requests and process.poll() is None:
            pass
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert told == b"passerelle: interrupted before the answer was finished\n"
