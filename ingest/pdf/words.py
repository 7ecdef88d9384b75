"""The words of a PDF page with their boxes, read letter by letter with pdfium.

Where a word ends is decided by the room that is left, as a reader sees it: programs draw letters
one by one, put spaces inside words, or put none between them. Letters that are drawn twice to look
bold count once. A page is read in the direction that most of it is written in; stamps across it go.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|-bd\b|,bd", re.IGNORECASE)
_SPACES = frozenset((*range(1, 33), 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000))
_UNSEEN = frozenset((0, 0xAD, 0xFEFF, 0x200B, 0xFFFE, 0xFFFF))
_HYPHEN = 2  # pdfium's mark of a hyphen at the end of a line
ASKEW = 5  # degrees: lines of a scan that was laid in by hand differ by as much
SPACE = 0.16  # of the letters' size: so much room is a space where none is drawn
DRAWN_SPACE = 0.06  # a space that is drawn and leaves less is none
SAME_PLACE = 0.12  # of the size: a letter drawn again there is the same letter
SHADOW = 0.3  # of the size: a word drawn again so near is the same word
FEWEST_SPACED = 5  # single letters in a row: a word that is set with room between its letters


@dataclass(slots=True)
class Letter:
    """One letter: its left and right ends and its baseline in points, y upwards.

    ``turned`` is in degrees; ``spaced`` says that a space is drawn before it.
    """

    text: str
    x: float
    end: float
    y: float
    size: float
    bold: bool
    turned: int
    spaced: bool


_NONE = Letter("", 0.0, 0.0, 0.0, 0.0, False, 0, False)


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
    letters = _upright(list(_letters(page)))
    words = [_word(run, n) for n, run in enumerate(_unspaced(_runs(letters)))]
    return list(_once(words))


def _once(words: Sequence[Word]) -> Iterator[Word]:
    """The words without those that are drawn again a little aside, as a shadow or to look bold."""
    seen: dict[str, list[Word]] = {}
    for word in words:
        drawn = seen.setdefault(word.text, [])
        near = SHADOW * word.size
        if not any(abs(w.x - word.x) < near and abs(w.y - word.y) < near for w in drawn[-8:]):
            drawn.append(word)
            yield word


def _letters(page: PdfTextPage) -> Iterator[Letter]:
    """The visible letters of a page, those drawn twice in a row once.

    Looks and baseline are asked for where a word begins or its box changes: most of the time of a
    page goes into such calls.
    """
    from pypdfium2 import raw

    held = page.raw
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    origin_of, object_of = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetTextObject
    looks: dict[int, tuple[float, bool, int]] = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    spaced, high, last = True, "", _NONE
    foot, right, size, bold, turned, base = 0.0, 0.0, 1.0, False, 0, 0.0
    for n in range(page.count_chars()):
        code = unicode_of(held, n)
        if code == _HYPHEN:
            code = ord("-")
        elif code in _SPACES or code in _UNSEEN:
            spaced = spaced or (code in _SPACES and not raw.FPDFText_IsGenerated(held, n))
            right = float("inf")
            continue
        if 0xD800 <= code < 0xDC00:
            high = chr(code)
            continue
        text = chr(code) if code < 0x110000 else "\ufffd"
        if 0xDC00 <= code < 0xE000:
            text = (high + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        box_of(held, n, box)
        left, end, bottom = box.left, box.right, box.bottom
        if bottom != foot or turned or not -0.1 <= left - right <= 0.1 * size:
            object_ = object_of(held, n)
            key = ctypes.addressof(object_.contents) if object_ else 0
            if key not in looks:
                looks[key] = _look(page, n, raw)
            size, bold, turned = looks[key]
            origin_of(held, n, x, y)
            foot, base = bottom, y.value
            if turned:
                left, end = _along(box, x.value, turned)
        letter = Letter(text, left, end, base, size, bold, turned, spaced)
        right, spaced = end, False
        again = text == last.text and _is_again(last, letter)
        if not again or _is_ligature(held, n, raw):
            yield letter
        last = letter


def _is_again(last: Letter, letter: Letter) -> bool:
    """Whether a letter is drawn once more on the one before it."""
    near = SAME_PLACE * letter.size
    return abs(letter.x - last.x) < near and abs(letter.y - last.y) < near


def _is_ligature(page: Any, n: int, raw: Any) -> bool:
    """Whether two equal letters are one sign, such as ff: they are of one object at one place."""
    objects = [raw.FPDFText_GetTextObject(page, place) for place in (n - 1, n)]
    first, second = (ctypes.addressof(o.contents) if o else 0 for o in objects)
    places = []
    for place in (n - 1, n):
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(page, place, x, y)
        places.append((x.value, y.value))
    return first == second and places[0] == places[1]


def _look(page: PdfTextPage, n: int, raw: Any) -> tuple[float, bool, int]:
    """Size in points, weight and direction of a letter."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page.raw, n, matrix)
    scale = math.hypot(matrix.c, matrix.d) or math.hypot(matrix.a, matrix.b) or 1.0
    size = abs(raw.FPDFText_GetFontSize(page.raw, n)) * scale
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(page.raw, n, name, 128, flags)
    bold = _BOLD.search(name.value.decode("utf-8", "replace")) is not None
    turned = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    return max(size, 0.1), bold, turned


def _along(box: Any, x: float, turned: int) -> tuple[float, float]:
    """Where a turned letter begins, and where it ends along its line, as if it were upright."""
    angle = math.radians(turned)
    reach = abs((box.right - box.left) * math.cos(angle)) + abs(
        (box.top - box.bottom) * math.sin(angle)
    )
    return x, x + (reach if turned % 90 == 0 else 0.6 * reach)


def _upright(letters: list[Letter]) -> list[Letter]:
    """The letters of the page's main direction, turned to run from left to right."""
    if {letter.turned for letter in letters} == {0}:
        return letters
    count = Counter(letter.turned for letter in letters)
    main = count.most_common(1)[0][0] if count else 0
    kept = [p for p in letters if min((p.turned - main) % 360, (main - p.turned) % 360) <= ASKEW]
    cos, sin = math.cos(math.radians(main)), math.sin(math.radians(main))
    for letter in kept if main else ():
        length = letter.end - letter.x
        x, y = letter.x, letter.y
        letter.x, letter.y = x * cos + y * sin, y * cos - x * sin
        letter.end = letter.x + length
    return kept


def _runs(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters that follow each other on a line without room for a space between them."""
    runs: list[list[Letter]] = []
    for letter in letters:
        if runs and _goes_on(runs[-1][-1], letter):
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return runs


def _goes_on(last: Letter, letter: Letter) -> bool:
    size, rise = last.size, abs(letter.y - last.y)
    if letter.size != size:
        size = max(size, letter.size)
        if min(last.size, letter.size) < 0.85 * size and rise > 0.02 * size:
            return False
    if letter.x - last.end <= (DRAWN_SPACE if letter.spaced else SPACE) * size:
        return rise <= 0.1 * size and letter.x >= last.x - 0.3 * size
    return unicodedata.combining(letter.text[0]) != 0


def _unspaced(runs: Sequence[list[Letter]]) -> Iterator[list[Letter]]:
    """The runs, with the letters of a word that is set with room between them put together."""
    single: list[list[Letter]] = []
    for run in [*runs, []]:
        if len(run) == 1 and run[0].text.isalpha() and (not single or _beside(single[-1], run)):
            single.append(run)
            continue
        yield from _joined(single)
        single = []
        if len(run) == 1 and run[0].text.isalpha():
            single.append(run)
        elif run:
            yield run


def _beside(last: list[Letter], run: list[Letter]) -> bool:
    a, b = last[-1], run[0]
    return abs(a.y - b.y) <= 0.1 * a.size and -0.1 * a.size <= b.x - a.end <= 2 * a.size


def _joined(single: Sequence[list[Letter]]) -> Iterator[list[Letter]]:
    """Single letters as words, parted where the room is much wider than between the others."""
    if len(single) < FEWEST_SPACED:
        yield from single
        return
    usual = median(b[0].x - a[0].end for a, b in pairwise(single))
    word = list(single[0])
    for a, b in pairwise(single):
        if b[0].x - a[0].end > 1.6 * usual:
            yield word
            word = []
        word += b
    yield word


def _word(run: Sequence[Letter], order: int) -> Word:
    look = run[len(run) // 2]
    text = "".join(letter.text for letter in run)
    end = max(letter.end for letter in run)
    return Word(text, run[0].x, end, run[0].y, round(look.size * 2) / 2, look.bold, order)
