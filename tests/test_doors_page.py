"""The Python of docs/doors.md runs unchanged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.api.server import http_interface
from app.api.service import Service
from passerelle import open_store
from tests.app.api.test_served import served

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "doors.md").read_text("utf-8")
PYTHON, SCOPED, LANGCHAIN, OPENAI = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_the_python_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    exec(PYTHON + SCOPED, {})  # noqa: S102
    exec(LANGCHAIN, {})  # noqa: S102
    assert "entered into force in March 2020" in capsys.readouterr().out
    store = open_store("my-store")
    with served(http_interface(Service(store))) as address:
        exec(OPENAI.replace("http://127.0.0.1:8501", address), {})  # noqa: S102
    assert "cut both the time and the cost of transit. [1]" in capsys.readouterr().out
