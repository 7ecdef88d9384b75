"""Edit distance between words: the optimal string alignment distance.

Insertions, deletions, substitutions and swaps of neighbours cost one each (Damerau 1964, "A
technique for computer detection and correction of spelling errors": a single one accounts for four
typing errors of five).
"""

from __future__ import annotations

from collections import Counter

FURTHEST = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slips(word: str) -> set[str]:
    """Every word that is at distance one from a word without accents."""
    parts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    deleted = {a + b[1:] for a, b in parts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    replaced = {a + c + b[1:] for a, b in parts if b for c in _LETTERS}
    inserted = {a + c + b for a, b in parts for c in _LETTERS}
    return (deleted | swapped | replaced | inserted) - {word}


def distance(a: str, b: str) -> int:
    """0, 1 or 2; FURTHEST + 1 for anything further."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) > FURTHEST:
        return FURTHEST + 1
    a, b = _differing(a, b)
    if min(len(a), len(b)) == 0 or len(a) == len(b) == 1:
        return max(len(a), len(b))
    if len(a) == len(b) == 2 and a == b[::-1]:
        return 1
    if max(_surplus(a, b), _surplus(b, a)) > FURTHEST:
        return FURTHEST + 1
    return min(_aligned(a, b), FURTHEST + 1)


def squeezed(word: str) -> str:
    """The word with doubled letters once."""
    return "".join(c for n, c in enumerate(word) if n == 0 or c != word[n - 1])


def plausible(typed: str, meant: str) -> bool:
    """Whether one typing or phonetic error makes ``typed`` of ``meant``.

    Plausible are any omitted or swapped letter; an extra letter, doubled or of a neighbouring
    key; a substitution by a neighbouring key, another vowel, or a consonant that sounds alike.
    """
    left, right = _differing(typed, meant)
    if not left or (len(left) == len(right) == 2):
        return True
    if not right:
        place = len(typed) - len(_common_end(typed, meant)) - 1
        around = typed[max(0, place - 1) : place] + typed[place + 1 : place + 2]
        return any(_near(left, other) for other in around) or left in _MUTE
    return _near(left, right)


def _near(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in _ALIKE) or b in _BESIDE.get(a, "")


def _common_end(a: str, b: str) -> str:
    end = 0
    while end < min(len(a), len(b)) and a[-1 - end] == b[-1 - end]:
        end += 1
    return a[len(a) - end :]


def _beside() -> dict[str, str]:
    """The keys beside, above and below each, on English and French keyboards."""
    found: dict[str, str] = {}
    for rows in (("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("azertyuiop", "qsdfghjklm", "wxcvbn")):
        for n, row in enumerate(rows):
            for m, key in enumerate(row):
                near = row[max(0, m - 1) : m] + row[m + 1 : m + 2]
                below = rows[n + 1][max(0, m - 1) : m + 1] if n + 1 < len(rows) else ""
                above = rows[n - 1][m : m + 2] if n else ""
                found[key] = found.get(key, "") + near + below + above
    return found


_ALIKE = ("aeiouy", "cksqz", "szx", "td", "pb", "fv", "gj", "mn", "lr")
_MUTE = "eht"
_BESIDE = _beside()


def _differing(a: str, b: str) -> tuple[str, str]:
    """What is left of both without their common beginning and end."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    end = len(_common_end(a, b))
    return a[: len(a) - end], b[: len(b) - end]


def _surplus(a: str, b: str) -> int:
    return sum((Counter(a) - Counter(b)).values())


def _aligned(a: str, b: str) -> int:
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
