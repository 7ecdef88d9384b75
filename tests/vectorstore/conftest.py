"""One Chroma server for the tests that need one."""

from collections.abc import Iterator

import pytest

from tests.vectorstore.chroma_process import ChromaProcess
from tests.vectorstore.server_making import OPENED


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    """A real `chroma run`; a test that kills it starts it again."""
    process = ChromaProcess(tmp_path_factory.mktemp("chroma") / "data")
    process.start()
    yield process
    process.kill()


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """No connection to a server outlives its test."""
    yield
    while OPENED:
        OPENED.pop().close()
