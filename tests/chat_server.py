"""An OpenAI-compatible server on this machine that answers as each test tells it to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One scripted answer: a status with a body, or a stream of pieces and how it ends.

    ``ends`` is "done", "cut" (the connection closes inside the answer), "nonsense" (a line that is
    no JSON), "error" (an error as an event) or "stall" (nothing more until the server's
    ``release`` is set).
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    ends: str = "done"
    body: str = ""


@dataclass
class ChatServer:
    """``script`` is played a reply a request, the last one again and again."""

    script: list[Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    release: Event = field(default_factory=Event)
    base_url: str = ""

    def next_reply(self) -> Reply:
        """The reply to the request that has just come in."""
        return self.script[min(len(self.requests), len(self.script)) - 1]


@contextmanager
def serving(*script: Reply) -> Iterator[ChatServer]:
    """A server on a free port of 127.0.0.1, gone afterwards with all its threads."""
    state = ChatServer(list(script))
    http = _Server(("127.0.0.1", 0), _handler(state))
    state.base_url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        state.release.set()
        http.shutdown()
        thread.join()
        http.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""


def _handler(state: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.requests.append({"path": self.path, **json.loads(body)})
            state.headers.append({k.lower(): v for k, v in self.headers.items()})
            self.close_connection = True
            reply = state.next_reply()
            if reply.status == 200 and not reply.body:
                self.stream(reply)
            else:
                self.whole(reply)

        def whole(self, reply: Reply) -> None:
            data = reply.body.encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("retry-after-ms", "1")
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(data)

        def stream(self, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.send_header("Connection", "close")
            self.end_headers()
            self.event(_chunk({"role": "assistant", "content": ""}))
            for piece in reply.pieces:
                self.event(_chunk({"content": piece}))
            if reply.ends == "stall":
                state.release.wait()
            if reply.ends in ("stall", "cut"):
                return
            if reply.ends == "nonsense":
                self.event("{this is not JSON")
            if reply.ends == "error":
                self.event(json.dumps({"error": {"message": reply.body, "code": 500}}))
            self.event(_chunk({}, "stop"))
            self.event("[DONE]")
            self.wfile.write(b"0\r\n\r\n")

        def event(self, data: str) -> None:
            line = f"data: {data}\n\n".encode()
            self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
            self.wfile.flush()

    return Handler


def _chunk(delta: dict[str, str], finish: str | None = None) -> str:
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
