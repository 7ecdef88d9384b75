"""Number parsing: in digits (text.digits) or in words (text.spelled)."""

from __future__ import annotations

from text.digits import Numeral, in_digits
from text.spelled import in_words

__all__ = ["Numeral", "in_digits", "in_words"]
