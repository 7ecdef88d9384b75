"""Server start: the Streamlit server takes over this process, so that Ctrl-C ends it."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from app.settings import error_language
from domain.errors import UsageError
from domain.settings import PROJECT
from domain.types import Language

LOCAL = ("127.0.0.1", "::1", "localhost")
_OPEN = {
    Language.FR: "passerelle: quiconque peut joindre {place} peut lire et modifier les sources",
    Language.EN: "passerelle: anyone who can reach {place} can read and change the sources",
}
_SERVED = {
    Language.FR: "Passerelle : http://{place}  (Ctrl-C pour arrêter)",
    Language.EN: "Passerelle: http://{place}  (press Ctrl-C to stop)",
}


def run(store: Path, host: str, port: int) -> None:
    """Serve the pages for a store; does not return. Raises UsageError when the port is taken."""
    _check_free(host, port)
    reader = error_language()
    if host not in LOCAL:
        print(_OPEN[reader].format(place=f"{host}:{port}"), file=sys.stderr)
    shown = f"[{host}]" if ":" in host else host
    print(_SERVED[reader].format(place=f"{shown}:{port}"), flush=True)
    # Streamlit reads .streamlit/config.toml below the folder it is started in.
    os.chdir(PROJECT)
    command = [
        *(sys.executable, "-P", "-m", "streamlit", "run", str(PROJECT / "app" / "asgi.py")),
        *("--server.address", host, "--server.port", str(port)),
        *("--server.headless", "false" if _has_browser() else "true"),
    ]
    os.execve(sys.executable, command, os.environ | {"PASSERELLE_STORE": str(store)})  # noqa: S606


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            detail = f"{host}:{port} cannot be used ({error.strerror}): give another --port"
            raise UsageError("serve", detail) from error


def _has_browser() -> bool:
    """Whether opening a browser can work: not on a Linux machine without a display."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform == "darwin" or any(os.environ.get(name) for name in displays)
