"""Network connections against server-side request forgery: checked addresses, one deadline.

A host is resolved once for each connection, all its addresses are checked, and the connection goes
to one of those, which defeats DNS rebinding. TLS still checks the certificate against the name.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol

import httpcore

from domain.errors import SourceNotReachable, SourceRefusedAddress
from ingest.web.public_hosts import PORTS, AllowedHosts, is_number, is_public

MOST_OF_A_KIND = 2  # IPv6 or IPv4 addresses of one host that are tried


class Network(Protocol):
    """The network operations that fetching needs."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The IP addresses of a name; raises OSError."""
        ...

    def connect(self, address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        """A connection to an IP address; raises httpcore's errors."""
        ...


class SystemNetwork:
    """The network of this machine, and no proxy: behind one, no address could be checked."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The system resolver's result."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(str(place[0]) for *_, place in found))

    def connect(self, address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        """An ordinary TCP connection."""
        return httpcore.SyncBackend().connect_tcp(address, port, timeout)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment, in the seconds of ``clock``, after which every step times out."""

    end: float
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The moment so many seconds from now."""
        return cls(time.monotonic() + seconds)

    def within(self, timeout: float | None) -> float:
        """How long one step may take; raises httpcore.ReadTimeout when there is no time left."""
        left = self.end - self.clock()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)

    @property
    def passed(self) -> bool:
        """Whether there is no time left."""
        return self.clock() >= self.end


class PinnedBackend(httpcore.NetworkBackend):
    """Opens connections for the page ``subject``.

    Raises SourceRefusedAddress for a host that is not allowed, SourceNotReachable for one that
    does not resolve.
    """

    def __init__(
        self, network: Network, allowed: AllowedHosts, deadline: Deadline, subject: str
    ) -> None:
        self._network = network
        self._allowed = allowed
        self._deadline = deadline
        self._subject = subject

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that answers."""
        del local_address, socket_options
        addresses = _tried(self._checked(host, port))
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, timeout)

    def _connect(self, address: str, port: int, timeout: float | None) -> TimedStream:
        seconds = self._deadline.within(timeout)
        return TimedStream(self._network.connect(address, port, seconds), self._deadline)

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """The host's addresses, none of which may be private unless the host is allowed."""
        allowed = self._allowed.allow(host, port)
        if port not in PORTS and not allowed:
            raise SourceRefusedAddress(self._subject, f"{host}:{port} is not a web port")
        addresses = (host,) if is_number(host) else self._resolved(host, port)
        for address in addresses:
            if not allowed and not is_public(address):
                named = "" if host == address else f"{host} leads to "
                raise SourceRefusedAddress(self._subject, f"{named}the private address {address}")
        return addresses

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """The answer of the resolver, which has no timeout: it is abandoned when it is late."""
        answers: SimpleQueue[Sequence[str] | OSError] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._network.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error if isinstance(error, OSError) else OSError(str(error)))

        Thread(target=ask, name="resolver", daemon=True).start()
        try:
            found = answers.get(timeout=self._deadline.within(None))
        except Empty:
            raise httpcore.ConnectTimeout from None
        if isinstance(found, OSError):
            again = isinstance(found, socket.gaierror) and found.errno == socket.EAI_AGAIN
            detail = f"no address was found for {host}"
            detail += "; this machine may be offline" if again else ""
            raise SourceNotReachable(self._subject, detail) from found
        if not found:
            raise SourceNotReachable(self._subject, f"no address was found for {host}")
        return found


def _tried(addresses: Sequence[str]) -> Sequence[str]:
    """Some addresses of each kind, the preferred kind first: one of the two may be unreachable."""
    same = [address for address in addresses if (":" in address) == (":" in addresses[0])]
    other = [address for address in addresses if address not in same]
    return same[:MOST_OF_A_KIND] + other[:MOST_OF_A_KIND]


class TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, at most ``max_bytes``; none at the end."""
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection under TLS."""
        seconds = self._deadline.within(timeout)
        inner = self._stream.start_tls(ssl_context, server_hostname, seconds)
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Extra information on the connection."""
        return self._stream.get_extra_info(info)
