"""A store of two small articles behind the HTTP interface, called in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.api.server import http_interface
from app.api.service import Service
from app.opened import OpenStore, open_store
from app.tokens import Scope, Tokens
from tests.passerelle.conftest import TRAM


def client_of(store: OpenStore) -> TestClient:
    return TestClient(http_interface(Service(store)), base_url="http://localhost")


@pytest.fixture
def client(filled: OpenStore) -> Iterator[TestClient]:
    with client_of(filled) as client:
        yield client


@pytest.fixture
def own(tmp_path: Path) -> OpenStore:
    """A store of the test's own, with one article."""
    (tmp_path / "tram.md").write_text(TRAM, "utf-8")
    store = open_store(tmp_path / "store")
    store.ingest(tmp_path / "tram.md")
    return store


@pytest.fixture
def editor(own: OpenStore) -> Iterator[TestClient]:
    """A client with an editor's token for that store."""
    token = Tokens(own.parts.folder).create("editor", Scope.EDIT)
    with client_of(own) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        yield client
