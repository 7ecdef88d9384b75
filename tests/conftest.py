"""Hypothesis runs the same examples every time and judges no machine by its speed."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("passerelle", deadline=None, derandomize=True, database=None)
settings.load_profile("passerelle")

LONGEST = ("tests/browser/", "tests/evaluation/")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where the files are spread over processes, those that take longest come first."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
