"""A web server on this machine that sends, byte for byte, what each test tells it to."""

from __future__ import annotations

import gzip
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

Send = Callable[[bytes], None]


@dataclass(frozen=True)
class Asked:
    """A request that came in; the names of its headers are in lower case."""

    path: str
    headers: dict[str, str]


@dataclass
class WebServer:
    """``pages`` holds, by path, the bytes of an answer, or what is called to send one.

    What waits waits for ``over``, which is set when the test ends.
    """

    port: int
    pages: dict[str, bytes | Callable[[Asked, Send], None]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    server_name: str | None = None

    @property
    def host(self) -> str:
        """As it is named in PASSERELLE_ALLOWED_HOSTS."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path here."""
        return f"http://{self.host}{path}"

    def drip(self, data: bytes, send: Send) -> None:
        """Send a byte at a time, on and on, until the other side hangs up."""
        while not self.over.wait(0.01):
            send(data)


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP/1.1 answer; an underscore in a header's name stands for a hyphen."""
    data = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = {"Content-Length": str(len(data))} | named
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + data


def page(words: str, language: str = "en", title: str = "A page", **headers: str) -> bytes:
    """An answer with an HTML page."""
    return answer(
        f'<!doctype html><html lang="{language}"><head><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1><p>{words}</p></article></body></html>",
        **{"Content_Type": "text/html; charset=utf-8"} | headers,
    )


def redirect(location: str, status: str = "302 Found") -> bytes:
    """An answer that leads elsewhere."""
    return answer(status=status, Location=location)


def packed(size: int) -> bytes:
    """An answer of that many equal bytes, as small as gzip makes it."""
    return answer(gzip.compress(b"a" * size), Content_Type="text/plain", Content_Encoding="gzip")


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """A server on a free port of 127.0.0.1, gone afterwards with all its connections."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = WebServer(listener.getsockname()[1])
    if tls is not None:
        tls.sni_callback = lambda _, name, __: setattr(server, "server_name", name)
    threads: list[Thread] = []

    def accept() -> None:
        while not server.over.is_set():
            connection, _ = listener.accept()
            threads.append(Thread(target=_serve, args=(server, connection, tls)))
            threads[-1].start()

    threads.append(Thread(target=accept))
    threads[0].start()
    try:
        yield server
    finally:
        server.over.set()
        socket.create_connection(("127.0.0.1", server.port)).close()
        for thread in threads:
            thread.join()
        listener.close()


def _serve(server: WebServer, connection: socket.socket, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError), connection:
        if tls is None:
            _answer(server, connection)
        else:
            with tls.wrap_socket(connection, server_side=True) as secure:
                _answer(server, secure)


def _answer(server: WebServer, connection: socket.socket) -> None:
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        if not more:
            return
        received += more
        if received.startswith(b"\x16"):  # a greeting in TLS
            connection.sendall(answer(status="400 Bad Request"))
            return
    first, *lines = received.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    asked = Asked(first.split(" ")[1], {name.lower(): value for name, _, value in pairs})
    server.asked.append(asked)
    found = server.pages.get(asked.path, answer("none", "404 Not Found"))
    if isinstance(found, bytes):
        connection.sendall(found)
    else:
        found(asked, connection.sendall)
