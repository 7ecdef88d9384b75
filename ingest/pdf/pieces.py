"""What pypdf's visitor tells of a page: pieces of text with their place, size, weight, direction.

A page is read in the direction that most of it is written in; stamps across it go.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|-bd\b|,bd", re.IGNORECASE)
ASKEW = 5  # degrees: lines of a scan that was laid in by hand differ by as much
Matrix = Sequence[float]


@dataclass(slots=True)
class Piece:
    """Letters of one font from one place on: points, y upwards; ``turned`` in degrees."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    turned: int

    @property
    def end(self) -> float:
        """About where its last letter ends."""
        return self.x + 0.5 * self.size * len(self.text.strip())


def read_pieces(page: PageObject) -> list[Piece]:
    """The pieces of a page in the order in which they are drawn."""
    pieces: list[Piece] = []

    def visit(text: str, cm: Matrix, tm: Matrix, font: Any, size: Any) -> None:
        if text.strip():
            pieces.append(_piece(text, cm, tm, font, size))
        elif pieces and " " in text and not pieces[-1].text.endswith(" "):
            pieces[-1].text += " "

    page.extract_text(visitor_text=visit)
    return _upright(pieces)


def _piece(text: str, cm: Matrix, tm: Matrix, font: Any, size: Any) -> Piece:
    """Place, size and direction on the page: the text's matrix, then the page's."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    along = (tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3])
    scale = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    drawn = abs(float(size or 1)) * (scale or 1)
    name = str(font.get("/BaseFont", "")) if hasattr(font, "get") else ""
    turned = round(math.degrees(math.atan2(along[1], along[0]))) % 360
    return Piece(text, float(x), float(y), drawn, _BOLD.search(name) is not None, turned)


def _upright(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of the page's main direction, turned to run from left to right."""
    letters: Counter[int] = Counter()
    for piece in pieces:
        letters[piece.turned] += len(piece.text)
    main = letters.most_common(1)[0][0] if letters else 0
    cos, sin = math.cos(math.radians(main)), math.sin(math.radians(main))
    kept = [p for p in pieces if min((p.turned - main) % 360, (main - p.turned) % 360) <= ASKEW]
    for piece in kept if main else ():
        piece.x, piece.y = piece.x * cos + piece.y * sin, piece.y * cos - piece.x * sin
    return kept
