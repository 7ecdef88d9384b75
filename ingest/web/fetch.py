"""Web page fetching: manual redirects, every hop checked, time and size limits.

No cookies, no passwords, no proxy.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus

import httpcore
import httpx

from domain.errors import SettingsError, SourceGone, SourceNotReachable
from ingest.web.address import canonical, redirected
from ingest.web.body import read_body, too_large
from ingest.web.connection import Deadline, Network, PinnedBackend, SystemNetwork
from ingest.web.failure import failure_detail
from ingest.web.public_hosts import AllowedHosts
from vectorstore.validators import Validators

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Passerelle/0.1)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, between two pieces, and for all of it; bytes; redirects followed."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    most_bytes: int = 50 * 1024 * 1024
    redirects: int = 5

    @classmethod
    def within(cls, seconds: float) -> Limits:
        """The usual limits with another total time."""
        usual = cls()
        return cls(min(usual.connect, seconds), min(usual.read, seconds), seconds)


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page; ``url`` is the final one, after redirects."""

    url: str
    data: bytes
    content_type: str
    charset: str | None
    validators: Validators | None


class Fetcher:
    """Fetches pages; safe to share between threads."""

    def __init__(
        self,
        allowed: AllowedHosts | None = None,
        limits: Limits | None = None,
        network: Network | None = None,
    ) -> None:
        self._allowed = allowed or AllowedHosts()
        self._limits = limits or Limits()
        self._network = network or SystemNetwork()

    def fetch(self, address: str, known: Validators | None = None) -> Page | None:
        """The page at an address; None where the server reports it unchanged since ``known``.

        Raises SourceNotReachable, SourceGone, SourceRefusedAddress, SourceTooLarge; SettingsError
        where SSL_CERT_FILE is not a certificate file.
        """
        subject = canonical(address)
        deadline = Deadline.after(self._limits.total)
        backend = PinnedBackend(self._network, self._allowed, deadline, subject)
        visit = _Visit(subject, self._limits, _Transport(backend, self._tls), known)
        try:
            return visit.follow()
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            limits = self._limits
            detail = failure_detail(
                error, deadline.passed, (limits.connect, limits.read, limits.total)
            )
            raise SourceNotReachable(subject, detail) from error
        except httpx.InvalidURL as error:
            raise SourceNotReachable(subject, "it is not an address") from error
        finally:
            visit.transport.close()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        try:
            return httpx.create_ssl_context()
        except OSError as error:
            raise SettingsError("SSL_CERT_FILE", "no certificate can be read there") from error


@dataclass(frozen=True, slots=True)
class _Visit:
    """One fetch under way."""

    subject: str
    limits: Limits
    transport: _Transport
    known: Validators | None

    def follow(self) -> Page | None:
        """Request, and follow redirects."""
        seen = [self.subject]
        while True:
            found = self._ask(seen[-1])
            if not isinstance(found, str):
                return found
            if found in seen:
                raise SourceNotReachable(self.subject, "it redirects in a circle")
            if len(seen) > self.limits.redirects:
                detail = f"it redirects more than {self.limits.redirects} times"
                raise SourceNotReachable(self.subject, detail)
            seen.append(found)

    def _ask(self, url: str) -> Page | str | None:
        """The page, the address that it redirects to, or None for "not modified"."""
        known = self.known if self.known and self.known.url == url else None
        limits = self.limits
        times = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": None}
        headers = HEADERS | (known.headers if known else {})
        request = httpx.Request("GET", url, headers=headers, extensions={"timeout": times})
        response = self.transport.handle_request(request)
        try:
            return self._read(url, response, conditional=known is not None)
        finally:
            response.close()

    def _read(self, url: str, response: httpx.Response, conditional: bool) -> Page | str | None:
        status, headers = response.status_code, response.headers
        if status in _REDIRECTS and headers.get("location"):
            return self._onward(url, headers["location"])
        if status == HTTPStatus.NOT_MODIFIED and conditional:
            return None
        if status in _GONE:
            raise SourceGone(self.subject, f"HTTP {status}")
        if status not in (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION):
            raise SourceNotReachable(self.subject, f"the server answered HTTP {status}")
        most = self.limits.most_bytes
        if int(headers.get("content-length", 0)) > most:
            raise too_large(self.subject, most)
        encoding = headers.get("content-encoding", "")
        data = read_body(response.iter_raw(), encoding, most, self.subject)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        validators = Validators.of(url, headers.get("etag"), headers.get("last-modified"))
        return Page(url, data, kind, response.charset_encoding, validators)

    def _onward(self, url: str, location: str) -> str:
        try:
            return redirected(url, location)
        except SourceNotReachable as error:
            raise SourceNotReachable(self.subject, error.detail) from error


class _Transport(httpx.BaseTransport):
    """httpx on a backend of our own; a connection serves one request."""

    def __init__(self, backend: PinnedBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls, network_backend=backend, max_keepalive_connections=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raises httpcore's errors and the backend's."""
        url = request.url
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        found = self._pool.handle_request(
            httpcore.Request(
                request.method, target, headers=request.headers.raw, extensions=request.extensions
            )
        )
        return httpx.Response(
            found.status, headers=found.headers, stream=_Stream(found), request=request
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
