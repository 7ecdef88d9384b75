"""Health check and metrics: GET /api/health and /metrics."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from app.api.errors import error_json, json_response, status_of
from app.api.service import Service
from app.figures.metrics import CONTENT_TYPE
from app.opened import OpenStore
from domain.errors import PasserelleError, StoreEmpty


class State:
    """The two endpoints over a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def health(self, request: Request) -> Response:
        """200 where a search finds passages; 503 with the reason where none can."""
        store = self._service.store(request)
        try:
            generation = await self._service.work.look(lambda: _answering(store))
        except PasserelleError as error:
            payload = {"status": "not ready"} | error_json(error, store.interface)
            status = max(status_of(error)[0], 503)
            return json_response(payload, status)
        return json_response({"status": "ready", "generation": generation})

    async def metrics(self, request: Request) -> Response:
        """The counts of this server, and the sizes of the store."""
        store = self._service.store(request)
        gauges = await self._service.work.look(lambda: _gauges(store))
        return Response(self._service.metrics.text(gauges), media_type=CONTENT_TYPE)


def _answering(store: OpenStore) -> int:
    """The current generation; raises what a question would."""
    if not store.search("ready", k=1).retrieved:
        raise StoreEmpty(str(store.parts.folder))
    return store.parts.store.current()


def _gauges(store: OpenStore) -> dict[str, float]:
    """Sizes of the store; empty where it cannot be read."""
    try:
        listed = store.sources()
        return {
            "generation": store.generation(),
            "sources": len(listed),
            "passages": sum(each.passages for each in listed),
        }
    except PasserelleError:
        return {}
