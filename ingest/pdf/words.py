"""Word segmentation of a PDF page, letter by letter with pdfium, with bounding boxes.

Where a word ends is decided by the room that is left, as a reader sees it: programs draw letters
one by one, put spaces inside words, or put none between them. Letters that are drawn twice to look
bold count once. A page is read in its main writing direction; stamps across it are dropped.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from ingest.pdf.accents import with_letter

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_BOLD = re.compile(
    r"bold|black|heavy|semibold|demi|-bd\b|,bd|-medi(?:obli|ital)?$|\b(?:cm|sf)b(?:x|sr|\d)",
    re.IGNORECASE,
)  # -Medi is the bold of Nimbus, CMBX and SFBX those of TeX
_SPACES = frozenset((*range(1, 33), 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000))
_UNSEEN = frozenset((0, 0xAD, 0xFEFF, 0x200B, 0xFFFE, 0xFFFF))
_BREAKS = frozenset((9, 10, 13))
_MINUS, _UNKNOWN = 0x2212, 0xFFFD
_HYPHEN = 2  # pdfium's mark of a hyphen at the end of a line
ASKEW = 5  # degrees: lines of a scan that was laid in by hand differ by as much
SPACE = 0.16  # of the letters' size: so much room is a space where none is drawn
NARROW_SPACE = 0.14  # the same where pdfium sees a space too, as in tightly set italics
DRAWN_SPACE = 0.06  # a drawn space that leaves less does not count
SAME_PLACE = 0.12  # of the size: a letter drawn again there is the same letter
DASH_RATIO = 4.0  # times as wide as high: an unmapped sign is a minus or a dash
SHADOW = 0.3  # of the size: a word drawn again so near is the same word
FEWEST_SPACED = 5  # single letters in a row: a word that is set with room between its letters


MOST_SPACED = (
    0.9  # of the size: letters further apart, such as the heads of a calendar, are not a word
)


_FAR = float("inf")


class _Look(NamedTuple):
    """Size in points, weight and direction in degrees."""

    size: float
    bold: bool
    turned: int


@dataclass(slots=True)
class _Run:
    """Letters without room between them: where they begin and end along their line, and their
    baseline, in points as if they were upright; ``place`` is where they begin on the page.
    """

    text: str
    x: float
    end: float
    y: float
    size: float
    bold: bool
    turned: int
    place: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without room between them; ``order`` is its place in the order of drawing."""

    text: str
    x: float
    end: float
    y: float
    size: float
    bold: bool
    order: int


def read_words(page: PdfTextPage) -> list[Word]:
    """The words of a page in the order in which they are drawn."""
    runs = _unspaced(_upright(_runs(page)))
    return list(_once([_word(run, n) for n, run in enumerate(runs)]))


def _once(words: Sequence[Word]) -> Iterator[Word]:
    """The words without those that are drawn again a little aside, as a shadow or to look bold."""
    seen: dict[str, list[Word]] = {}
    for word in words:
        drawn = seen.setdefault(word.text, [])
        near = SHADOW * word.size
        if not any(abs(w.x - word.x) < near and abs(w.y - word.y) < near for w in drawn[-8:]):
            drawn.append(word)
            yield word


def _runs(page: PdfTextPage) -> list[_Run]:
    """The letters of a page in runs without room for a space, those drawn twice in a row once.

    Looks and baseline are asked for where a word begins or its box changes: most of the time of a
    page goes into such calls.
    """
    from pypdfium2 import raw

    text_page, box = page.raw, raw.FS_RECTF()
    box_of = raw.FPDFText_GetLooseCharBox
    looks: dict[int, _Look] = {}
    runs: list[_Run] = []
    run, size = _Run("", 0.0, _FAR, 0.0, 1.0, False, 0, (0.0, 0.0)), 1.0
    spaced, room = True, DRAWN_SPACE
    foot, start, previous, high = _FAR, _FAR, 0, ""
    for n, code in enumerate(_codes(page, raw)):
        if _HYPHEN < code < ord(" ") and code not in _BREAKS:
            code = _sign(text_page, n, raw)
        if code == _HYPHEN:
            code = ord("-")
        elif code in _SPACES or code in _UNSEEN:
            if not spaced and code in _SPACES:
                drawn = not raw.FPDFText_IsGenerated(text_page, n)
                spaced, room = drawn, DRAWN_SPACE if drawn else NARROW_SPACE
            foot = _FAR
            continue
        text = chr(code) if code < 0x110000 else "\ufffd"
        if 0xD800 <= code < 0xE000:
            high, text = _paired(high, text)
            if high:
                continue
        box_of(text_page, n, box)
        left, right, bottom = box.left, box.right, box.bottom
        beside = bottom == foot and -0.1 <= left - run.end <= 0.1 * size
        if beside and (code != previous or left - start >= SAME_PLACE * size):
            run.text += text
            run.end = right
        else:
            found = _begun(text_page, n, text, box, _look_of(text_page, n, looks, raw), raw)
            size, left = found.size, found.x
            foot = _FAR if found.turned else bottom
            again = code == previous and _is_again(run, start, found)
            if again and not _is_sign(text_page, n, raw):
                continue
            if _goes_on(run, found, room):
                run.text = with_letter(run.text, text, (start, run.end), (found.x, found.end))
                run.end = max(run.end, found.end)
            else:
                runs.append(found)
                run = found
        start, previous, spaced, room = left, code, False, SPACE
    return runs


def _codes(page: PdfTextPage, raw: Any) -> Sequence[int]:
    """The code points of all letters; in one call where each letter is one character."""
    count = page.count_chars()
    text = page.get_text_range() if count else ""
    if len(text) == count:
        return list(map(ord, text.replace("\ufffe", chr(_HYPHEN))))
    return [raw.FPDFText_GetUnicode(page.raw, n) for n in range(count)]


def _sign(page: Any, n: int, raw: Any) -> int:
    """Meaning of a character without a Unicode mapping: a flat stroke is a minus, as "-0.9" must
    not become "0.9"; anything else that is drawn is unknown, and what is not drawn is a space.
    """
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(page, n, left, right, bottom, top)
    width, height = right.value - left.value, top.value - bottom.value
    if not raw.FPDFText_HasUnicodeMapError(page, n) or min(width, height) <= 0:
        return ord(" ")
    return _MINUS if width >= DASH_RATIO * height else _UNKNOWN


def _paired(high: str, text: str) -> tuple[str, str]:
    """Half a character of two parts to wait for the other half, or the whole of it."""
    if text < "\udc00":
        return text, ""
    return "", (high + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _look_of(page: Any, n: int, looks: dict[int, _Look], raw: Any) -> _Look:
    """The look of a letter, which all of its text object have."""
    text_object = raw.FPDFText_GetTextObject(page, n)
    key = ctypes.addressof(text_object.contents) if text_object else 0
    if key not in looks:
        looks[key] = _look(page, n, raw)
    return looks[key]


def _look(page: Any, n: int, raw: Any) -> _Look:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, n, matrix)
    scale = math.hypot(matrix.c, matrix.d) or math.hypot(matrix.a, matrix.b) or 1.0
    size = abs(raw.FPDFText_GetFontSize(page, n)) * scale
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(page, n, name, 128, flags)
    bold = _BOLD.search(name.value.decode("utf-8", "replace")) is not None
    turned = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    return _Look(max(size, 0.1), bold, turned)


def _begun(page: Any, n: int, text: str, box: Any, look: _Look, raw: Any) -> _Run:
    """A run that begins with a letter."""
    place = _origin(page, n, raw)
    if not look.turned:
        begins = max(box.left, place[0])  # the box of an italic j reaches back below its neighbour
        return _Run(text, begins, box.right, place[1], look.size, look.bold, 0, place)
    along, up = _turned(place, look.turned)
    end = along + _reach(box, look.turned)
    return _Run(text, along, end, up, look.size, look.bold, look.turned, place)


def _origin(page: Any, n: int, raw: Any) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, n, x, y)
    return x.value, y.value


def _turned(place: tuple[float, float], turned: int) -> tuple[float, float]:
    """A place on the page as if letters of this direction were upright."""
    cos, sin = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    return place[0] * cos + place[1] * sin, place[1] * cos - place[0] * sin


def _reach(box: Any, turned: int) -> float:
    """How long a turned letter is along its line."""
    cos, sin = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    reach: float = abs((box.right - box.left) * cos) + abs((box.top - box.bottom) * sin)
    return reach if turned % 90 == 0 else 0.6 * reach


def _is_again(run: _Run, start: float, found: _Run) -> bool:
    """Whether a letter is drawn once more on the last one of a run, which begins at ``start``."""
    near = SAME_PLACE * found.size
    return abs(found.x - start) < near and abs(found.y - run.y) < near


def _is_sign(page: Any, n: int, raw: Any) -> bool:
    """Whether two equal letters are one sign, such as ff: they are of one object at one place."""
    objects = [raw.FPDFText_GetTextObject(page, place) for place in (n - 1, n)]
    first, second = (ctypes.addressof(o.contents) if o else 0 for o in objects)
    return first == second and _origin(page, n - 1, raw) == _origin(page, n, raw)


def _upright(runs: list[_Run]) -> list[_Run]:
    """The runs of the page's main direction, turned to run from left to right."""
    letters = Counter[int]()
    for run in runs:
        letters[run.turned] += len(run.text)
    if set(letters) <= {0}:
        return runs
    main = letters.most_common(1)[0][0]
    kept = [r for r in runs if min((r.turned - main) % 360, (main - r.turned) % 360) <= ASKEW]
    for run in kept:
        length = run.end - run.x
        run.x, run.y = _turned(run.place, main)
        run.end = run.x + length
    return kept


def _goes_on(run: _Run, found: _Run, room: float) -> bool:
    """Whether a letter belongs to the run before it, with at most ``room`` of its size between."""
    if run.turned != found.turned:
        return False
    size, rise = max(run.size, found.size), abs(found.y - run.y)
    if min(run.size, found.size) < 0.85 * size and rise > 0.02 * size:
        return False
    if found.x - run.end <= room * size:
        return rise <= 0.1 * size and found.x >= run.end - 1.2 * size
    return unicodedata.combining(found.text[0]) != 0


def _unspaced(runs: Sequence[_Run]) -> Iterator[_Run]:
    """The runs, with the letters of a word that is set with room between them put together."""
    single: list[_Run] = []
    for run in runs:
        lone = len(run.text) == 1 and run.text.isalpha()
        if lone and (not single or _beside(single[-1], run)):
            single.append(run)
            continue
        yield from _joined(single)
        single = [run] if lone else []
        if not lone:
            yield run
    yield from _joined(single)


def _beside(last: _Run, run: _Run) -> bool:
    level = abs(last.y - run.y) <= 0.1 * last.size
    return level and -0.1 * last.size <= run.x - last.end <= 2 * last.size


def _joined(single: Sequence[_Run]) -> Iterator[_Run]:
    """Single letters as words, parted where the room is much wider than between the others."""
    if len(single) < FEWEST_SPACED:
        yield from single
        return
    usual = median(b.x - a.end for a, b in pairwise(single))
    if usual > MOST_SPACED * single[0].size:
        yield from single
        return
    word = single[0]
    for a, b in pairwise(single):
        if b.x - a.end > 1.6 * usual:
            yield word
            word = b
        else:
            word = replace(word, text=word.text + b.text, end=b.end)
    yield word


def _word(run: _Run, order: int) -> Word:
    return Word(run.text, run.x, run.end, run.y, round(run.size * 2) / 2, run.bold, order)
