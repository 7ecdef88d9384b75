"""An OpenAI-compatible server that answers as each test tells it to: a process of its own.

Run as a script it serves on a free port of 127.0.0.1, which it prints; tests steer it by
/control/... over the same port. It knows nothing of the project.
"""

from __future__ import annotations

import atexit
import json
import select
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event
from typing import Any

PATIENCE = 20.0  # seconds that the server waits for a client to hang up, when asked about it


@dataclass(frozen=True)
class Reply:
    """One scripted answer: a status with a body, or a stream of pieces and how it ends.

    ``ends`` is "done", "length" (by the limit on its length), "filter" (by the provider's filter),
    "cut" (the connection closes inside the answer), "unfinished" (it ends in good order, but
    nothing says so), "nonsense" (a line that is no JSON), "list" (an event that is JSON of another
    shape), "error" (an error as an event), "tool" (a call of a tool, and no text), "endless" (the
    pieces again and again), "stall" (nothing more until ``release``) or "silent" (not even the
    headers).
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    ends: str = "done"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChatServer:
    """The script is played a reply a request, the last one again and again."""

    root: str

    @property
    def base_url(self) -> str:
        """What a client is given."""
        return f"{self.root}/v1"

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The bodies of the requests so far, with their path."""
        return list(self._ask("seen")["requests"])

    @property
    def headers(self) -> list[dict[str, str]]:
        """The headers of the requests so far."""
        return list(self._ask("seen")["headers"])

    def release(self) -> None:
        """Go on where the script stalls."""
        self._ask("release", {})

    def hung_up(self) -> bool:
        """Whether a client has closed its connection; waits for it."""
        return bool(self._ask("hung_up")["hung_up"])

    def play(self, *script: Reply) -> None:
        """Another script; what was seen is forgotten."""
        self._ask("script", [asdict(reply) for reply in script])

    def _ask(self, what: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f"{self.root}/control/{what}", data, PATIENCE + 5) as answer:
            return json.load(answer)


@contextmanager
def serving(*script: Reply) -> Iterator[ChatServer]:
    """The server with a script; what stalls is let go afterwards."""
    server = _process()
    server.play(*script)
    try:
        yield server
    finally:
        server.release()


def nobody() -> str:
    """An address where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


@cache
def _process() -> ChatServer:
    child = subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    port = int(child.stdout.readline())

    def end() -> None:
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()

    atexit.register(end)
    return ChatServer(f"http://127.0.0.1:{port}")


# What runs in the process.


class _State:
    def __init__(self) -> None:
        self.changed = Condition()
        self.play([])

    def play(self, script: list[dict[str, Any]]) -> None:
        self.script = script
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.left = 0
        self.release = Event()

    def hang_up(self) -> None:
        with self.changed:
            self.left += 1
            self.changed.notify_all()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    state = _State()

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is no news."""
        self.state.hang_up()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    @property
    def state(self) -> _State:
        return self.server.state

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        state = self.state
        if self.path == "/control/hung_up":
            with state.changed:
                state.changed.wait_for(lambda: state.left > 0, PATIENCE)
            self.whole(200, json.dumps({"hung_up": state.left}))
        elif self.path == "/control/seen":
            self.whole(200, json.dumps({"requests": state.requests, "headers": state.headers}))
        else:
            self.whole(404, "{}")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/control/script":
            self.state.play(body)
            self.whole(200, "{}")
        elif self.path == "/control/release":
            self.state.release.set()
            self.whole(200, "{}")
        else:
            self.answer(body)

    def answer(self, body: dict[str, Any]) -> None:
        state = self.state
        state.requests.append({"path": self.path, **body})
        state.headers.append({k.lower(): v for k, v in self.headers.items()})
        self.close_connection = True
        reply = state.script[min(len(state.requests), len(state.script)) - 1]
        if reply["ends"] == "silent":
            self.wait()
        elif reply["status"] == 200 and not (reply["body"] and reply["ends"] == "done"):
            self.stream(reply)
        else:
            self.whole(reply["status"], reply["body"], reply["headers"])

    def whole(self, status: int, body: str, headers: Mapping[str, str] | None = None) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {"retry-after-ms": "1"}).items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def stream(self, reply: dict[str, Any]) -> None:
        ends = reply["ends"]
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        self.event(_chunk({"role": "assistant", "content": ""}))
        for piece in reply["pieces"]:
            self.event(_chunk({"content": piece}))
        while ends == "endless":
            for piece in reply["pieces"]:
                self.event(_chunk({"content": piece}))
        if ends == "stall":
            self.wait()
        if ends in ("stall", "cut"):
            return
        if ends == "nonsense":
            self.event("{this is not JSON")
        if ends == "list":
            self.event("[1, 2, 3]")
        if ends == "error":
            self.event(json.dumps({"error": {"message": reply["body"], "code": 500}}))
        if ends == "tool":
            call = {"name": "search", "arguments": '{"query": '}
            calls = [{"index": 0, "id": "t1", "type": "function", "function": call}]
            self.event(_chunk({"tool_calls": calls}))
        if ends != "unfinished":
            reasons = {"length": "length", "filter": "content_filter", "tool": "tool_calls"}
            self.event(_chunk({}, reasons.get(ends, "stop")))
            self.event("[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def wait(self) -> None:
        """Say nothing until released, or until the client hangs up."""
        while not self.state.release.is_set():
            ready, _, _ = select.select([self.connection], [], [], 0.02)
            if ready and not self.connection.recv(1, socket.MSG_PEEK):
                self.state.hang_up()
                return

    def event(self, data: str) -> None:
        line = f"data: {data}\n\n".encode()
        self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
        self.wfile.flush()


def _chunk(delta: dict[str, Any], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return json.dumps(
        {
            "id": "c1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "small",
            "choices": [choice],
        }
    )


def main() -> None:
    """Serve until killed."""
    server = _Server(("127.0.0.1", 0), _Handler)
    print(server.server_address[1], flush=True)
    with suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()
