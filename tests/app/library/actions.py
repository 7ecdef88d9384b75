"""What tests do on the library page without a browser: Streamlit's own AppTest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from app.session import board, parts
from app.visit.cookies import EDITOR, VISITOR, Cookies
from app.visit.signed import signer_of
from app.wiring import build
from domain.settings import Settings
from ingest.inputs import UploadInput

File = tuple[str, bytes]


def script() -> None:
    from app.library.page import show

    show()


def page(**query: str) -> AppTest:
    opened = AppTest.from_function(script, default_timeout=120)
    for name, value in query.items():
        opened.query_params[name] = value
    return opened.run()


def shown(opened: AppTest) -> str:
    assert not opened.exception
    return "\n".join(str(element.proto.body) for element in opened.get("html"))


@contextmanager
def browser(
    name: str, digest: str | None = None, editor_digest: str | None = None
) -> Iterator[None]:
    """Within it every page is one that this browser looks at, with its cookies: signed in where
    the digest of a password is given.
    """
    signer, now = signer_of(parts().folder), time.time()
    cookies = Cookies(signer, digest, editor_digest=editor_digest)
    brought = {cookies.called(VISITOR): cookies.new(VISITOR, now, name)}
    for role in cookies.digests:
        brought[cookies.called(EDITOR)] = cookies.new(EDITOR, now, role=role)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ContextProxy, "cookies", brought)
        yield


def labels(opened: AppTest) -> list[str]:
    return [button.label for button in opened.button]


def click(opened: AppTest, label: str) -> AppTest:
    return next(b for b in opened.button if b.label == label).click().run()


def settled(opened: AppTest) -> AppTest:
    """The page once the work under way has ended."""
    job = board().job
    assert job is not None
    job.wait()
    return opened.run()


def choose(opened: AppTest, *files: File) -> AppTest:
    opened.get("file_uploader")[0].set_value([(name, data, "text/plain") for name, data in files])
    return opened


def upload(opened: AppTest, *files: File) -> AppTest:
    return settled(click(choose(opened, *files), "Add to the library"))


def fill(folder: Path, *files: File) -> dict[str, Any]:
    """Take files in from outside the page; gives the passages by source."""
    parts = build(Settings(), folder)
    parts.ingest([UploadInput(name, data) for name, data in files])
    passages = {name: parts.show(name).passages for name, _ in files}
    parts.store.close()
    return passages
