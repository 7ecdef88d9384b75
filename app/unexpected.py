"""What no error of ours tells, made one: written to the server's log, told without its own words.

What a foreign error says may hold a text or a path that is not for readers. Knows no pages.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from app.interface import say
from domain.errors import PasserelleError
from domain.types import Language

logger = logging.getLogger("passerelle")


class Unexpected(PasserelleError):
    """A fault of the program, or of what it stands on."""

    def message(self, language: Language) -> str:
        """That it happened, and what to do."""
        return say("unexpected", language)


@contextmanager
def known() -> Iterator[None]:
    """Raises Unexpected for what is no error of ours.

    Signals (Streamlit's, Ctrl-C) are no Exceptions and pass through; a panic of a library in Rust,
    which is none either, does not.
    """
    try:
        yield
    except PasserelleError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        logger.exception("an unexpected error")
        raise Unexpected from error
