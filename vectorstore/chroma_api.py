"""HTTP client of a Chroma server (API version 2), which translates every failure.

chromadb's own client has no timeouts, raises bare Exceptions and builds whatever embedding function
a collection's configuration names; here every request has a time limit, every failure is a
ChromaServerError, and a collection's configuration is not read at all.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx
import numpy as np

from domain.errors import (
    ChromaFailed,
    ChromaNotReachable,
    ChromaRefused,
    ChromaServerError,
    ChromaUnsuitable,
)
from vectorstore.chroma_server import ChromaServer
from vectorstore.vectors import HNSW, Vector

PAGE = 300
"""Records in one request: what Chroma Cloud allows, and no proxy finds too large."""
CONNECT = 5.0  # seconds
WRITES = 12  # times the timeout of a question: the server indexes before it answers
VERSION = "1"
_ODD = "it does not answer as Chroma's HTTP interface 2 does"


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of the server, by the id used in requests."""

    id: str
    name: str


class ChromaApi:
    """A connection to one database; safe to share between threads. Opened on the first request.

    With ``patient``, every request has the time limit of a write.
    """

    def __init__(self, server: ChromaServer, patient: bool = False) -> None:
        self.server = server
        self._patient = patient
        self._lock = threading.Lock()
        self._checked: dict[str, Any] | None = None
        self._http = httpx.Client(
            base_url=f"{server.name}/api/v2",
            headers=dict(server.headers),
            timeout=httpx.Timeout(server.timeout, connect=min(CONNECT, server.timeout)),
        )

    def __enter__(self) -> ChromaApi:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def check(self) -> None:
        """Check once that a server of a known version with this database answers."""
        with self._lock:
            if self._checked is None:
                version = str(self._ask("GET", "/version"))
                if version.partition(".")[0] != VERSION:
                    raise ChromaUnsuitable(
                        self.server.name, f"it says it is version {version[:20]}, not {VERSION}.x"
                    )
                limits = self._ask("GET", "/pre-flight-checks")
                if self._ask("GET", self.server.home, missing=True) is None:
                    names = f"database {self.server.database} of tenant {self.server.tenant}"
                    raise ChromaUnsuitable(self.server.name, f"it has no {names}")
                self._checked = limits if isinstance(limits, dict) else {}

    def collections(self, prefix: str) -> list[str]:
        """The names of the collections that begin with ``prefix``."""
        names: list[str] = []
        while True:
            params = {"limit": PAGE, "offset": len(names)}
            found = self._home("GET", "/collections", params=params)
            names += [str(each["name"]) for each in found]
            if len(found) < PAGE:
                return [name for name in names if name.startswith(prefix)]

    def find(self, name: str) -> Collection | None:
        """A collection by its name; None where there is none."""
        found = self._home("GET", f"/collections/{name}", missing=True)
        return None if found is None else Collection(str(found["id"]), name)

    def create(self, name: str, neighbours: int) -> Collection:
        """A new collection: cosine, without an embedding function."""
        asked = {
            "name": name,
            "configuration": {"hnsw": HNSW | {"max_neighbors": neighbours}},
            "get_or_create": False,
        }
        made = self._home("POST", "/collections", json=asked, writes=True)
        return Collection(str(made["id"]), name)

    def fork(self, collection: Collection, name: str) -> Collection | None:
        """A copy that shares what is the same; None where the server cannot (a single node)."""
        path = f"/collections/{collection.id}/fork"
        try:
            made = self._home("POST", path, json={"new_name": name}, writes=True)
        except (ChromaFailed, ChromaUnsuitable):
            return None
        return Collection(str(made["id"]), name)

    def drop(self, name: str) -> None:
        """Delete a collection; nothing happens where there is none."""
        self._home("DELETE", f"/collections/{name}", missing=True, writes=True)

    def add(self, collection: Collection, ids: Sequence[str], rows: Vector) -> None:
        """At most PAGE records; existing ids stay unchanged."""
        compact = (self._checked or {}).get("supports_base64_encoding")
        sent = [_base64(row) for row in rows] if compact else rows.tolist()
        self._records(collection, "add", {"ids": list(ids), "embeddings": sent}, writes=True)

    def delete(self, collection: Collection, ids: Sequence[str]) -> None:
        """At most PAGE records."""
        self._records(collection, "delete", {"ids": list(ids)}, writes=True)

    def query(
        self,
        collection: Collection,
        vectors: Sequence[Vector],
        k: int,
        among: Sequence[str] | None = None,
    ) -> list[list[tuple[str, float]]]:
        """The k nearest of each vector, of all or of some ids: (id, cosine distance)."""
        asked = {
            "query_embeddings": [vector.tolist() for vector in vectors],
            "n_results": k,
            "include": ["distances"],
            **({} if among is None else {"ids": list(among)}),
        }
        found = self._records(collection, "query", asked)
        rows = zip(found["ids"], found["distances"], strict=True)
        return [[(str(id), float(d)) for id, d in zip(*row, strict=True)] for row in rows]

    def get(self, collection: Collection, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of at most PAGE ids, those that there are."""
        asked = {"ids": list(ids), "include": ["embeddings"]}
        found = self._records(collection, "get", asked)
        rows = np.asarray(found["embeddings"], dtype=np.float32)
        return dict(zip(map(str, found["ids"]), rows, strict=True))

    def ids(self, collection: Collection, offset: int) -> list[str]:
        """A page of the ids."""
        asked = {"include": [], "limit": PAGE, "offset": offset}
        return [str(id) for id in self._records(collection, "get", asked)["ids"]]

    def count(self, collection: Collection) -> int:
        """How many records there are."""
        return int(self._home("GET", f"/collections/{collection.id}/count"))

    def _records(
        self, collection: Collection, verb: str, asked: dict[str, Any], writes: bool = False
    ) -> Any:
        return self._home("POST", f"/collections/{collection.id}/{verb}", json=asked, writes=writes)

    def _home(
        self,
        method: str,
        path: str,
        json: Any = None,
        params: dict[str, int] | None = None,
        missing: bool = False,
        writes: bool = False,
    ) -> Any:
        """A request of the database; an answer of another form than Chroma's is an error."""
        self.check()
        return self._ask(method, self.server.home + path, json, params, missing, writes)

    def _ask(
        self,
        method: str,
        path: str,
        json: Any = None,
        params: dict[str, int] | None = None,
        missing: bool = False,
        writes: bool = False,
    ) -> Any:
        """What the server answers; None for 404 where something may be ``missing``."""
        seconds = self.server.timeout * (WRITES if writes or self._patient else 1)
        timeout = httpx.Timeout(seconds, connect=min(CONNECT, seconds))
        request = self._http.build_request(method, path, json=json, params=params, timeout=timeout)
        try:
            response = self._sent(request)
        except httpx.TransportError as error:
            raise ChromaNotReachable(self.server.name, _cause(error, seconds)) from error
        if response.status_code == 404 and missing and _is_chroma(response):
            return None
        return self._read(response)

    def _sent(self, request: httpx.Request) -> httpx.Response:
        """Retry once where a kept-alive connection was closed, because the server was restarted."""
        try:
            return self._http.send(request)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            return self._http.send(request)

    def _read(self, response: httpx.Response) -> Any:
        if not response.is_success:
            raise _failure(self.server, response)
        try:
            return json.loads(response.content)
        except ValueError as error:
            raise ChromaUnsuitable(self.server.name, _ODD) from error


def _base64(row: Vector) -> str:
    return base64.b64encode(row.astype("<f4").tobytes()).decode()


def _is_chroma(response: httpx.Response) -> bool:
    """Whether an error comes from Chroma, not from another service at its address."""
    try:
        return "error" in json.loads(response.content)
    except (ValueError, TypeError):
        return False


def _failure(server: ChromaServer, response: httpx.Response) -> ChromaServerError:
    """The error for an HTTP status."""
    status = response.status_code
    if status in (401, 403, 407):
        return ChromaRefused(server.name, f"the server answered HTTP {status}")
    if status == 413:
        size = f"{len(response.request.content) / 1e6:.1f} MB"
        return ChromaFailed(server.name, f"a proxy in front of it refuses requests of {size}")
    if status in (429, 502, 503, 504):
        return ChromaNotReachable(server.name, f"the server answered HTTP {status}")
    if 300 <= status < 400:
        return ChromaUnsuitable(server.name, "it redirects: give the address it leads to")
    if not _is_chroma(response) and status < 500:
        return ChromaUnsuitable(server.name, f"{_ODD}: HTTP {status}")
    return ChromaFailed(server.name, f"HTTP {status}: {_words(response)}")


def _words(response: httpx.Response) -> str:
    """The server's error message, on one line."""
    try:
        said = str(json.loads(response.content)["message"])
    except (ValueError, TypeError, KeyError):
        said = response.text
    return " ".join(said.split())[:200] or "no reason given"


def _cause(error: httpx.TransportError, seconds: float) -> str:
    """Why there was no answer."""
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection within {min(CONNECT, seconds):g} s"
    if isinstance(error, httpx.TimeoutException):
        return f"nothing came for {seconds:g} s"
    said = str(error)
    if isinstance(error, httpx.ConnectError):
        if "refused" in said:
            return "the connection was refused"
        if "CERTIFICATE" in said.upper():
            return f"its certificate is not accepted: {' '.join(said.split())[:150]}"
        return "no connection could be made"
    return "the connection broke off"
