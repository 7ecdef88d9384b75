"""Conversion of unexpected exceptions: logged, and reported without their message.

The message of a library's exception may contain a text or a path that is not for users.
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
    """A fault of the program, or of its environment."""

    def message(self, language: Language) -> str:
        """That it happened, and what to do."""
        return say("unexpected", language)


@contextmanager
def known() -> Iterator[None]:
    """Raises Unexpected for any exception but PasserelleError.

    Signals (Streamlit's, Ctrl-C) are no Exceptions and pass through; a panic of a library in Rust,
    which is not one either, is converted.
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
