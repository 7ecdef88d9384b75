"""Line filtering of a model's stream: headings, labels, lists of sources and footnotes go.

Removed before segmentation, so that they run into no sentence. A heading that cites, or that ends
like a sentence, stays; so does what goes where there is nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from answer.generative.citation_markers import SURE

LONGEST = 400  # characters of a line that may go; a longer one is no heading
_BREAK = "\n\n"
_STUMP = "\n\n—"  # replaces a last line that went: where the stream was cut off, that is lost
_SIGNS = r"[ \t#*_>]*"
_CITED = r"(?:sources?|references?|r[ée]f[ée]rences?|citations?)"
_SOURCES = (
    rf"(?:{_CITED}(?: used| cited| consulted| utilis[ée]+s| cit[ée]+s| consult[ée]+s)?|"
    r"bibliograph(?:y|ie)|notes|footnotes|works cited|"
    r"passages(?: used| cited| utilis[ée]s| cit[ée]s)?)"
)
_ANSWER = r"(?:(?:short |final )?answer|r[ée]ponse(?: courte| finale)?)"
_LISTS_SOURCES = re.compile(rf"{_SIGNS}{_SOURCES}{_SIGNS}:?{_SIGNS}$", re.IGNORECASE)
_NAMES_SOURCES = re.compile(rf"{_SIGNS}{_CITED}{_SIGNS}\s?:{_SIGNS}(?P<rest>\S.*)", re.IGNORECASE)
_NUMBERS = re.compile(rf"(?:{SURE}|passages?|\d{{1,3}}|[\s,;.]|\b(?:et|and)\b)+", re.IGNORECASE)
_LABEL = re.compile(rf"{_SIGNS}{_ANSWER}{_SIGNS}\s?:{_SIGNS}", re.IGNORECASE)
_BOLD = r"(?P<bold>\*\*|__)[^*_]*(?P=bold):?"
_HEADING = re.compile(rf"[ \t]*(?:#{{1,6}}\s|{_BOLD}\s*$)")
_FOOTNOTE = re.compile(r"[ \t]*\[\^\d{1,3}\]:")
_LISTED = re.compile(rf"[ \t]*(?:[-*•–]\s|\d{{1,2}}[.)]\s|{SURE}|passages?\s\d)", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…][»”\"')\]*_ ]*$")
_MARKER = re.compile(SURE, re.IGNORECASE)
# How a line that goes may begin; any other is passed on at once.
_MARKED = re.compile(
    r"\s*(?:$|#|\[\^\d+\]:|\*\*?(?!\s)[^*]*\*{0,2}:?\s*$|__?(?!\s)[^_]*_{0,2}:?\s*$)"
)
_LABELLED = re.compile(
    rf"{_SIGNS}(?:(?:sourc|refer|réf[eé]r|citat|bibli|notes|footn|works|passages|short|final|answe|"
    r"r[ée]pon).{0,40})?$",
    re.IGNORECASE,
)


def sentences_only(words: Iterable[str]) -> Iterator[str]:
    """The stream without such lines, each word as soon as its line is known to stay.

    The words come with the space that follows them.
    """
    line, gone = "", ""
    stays = listing = said = False
    for word in words:
        if stays:
            yield word
        else:
            line = _unlabelled(line + word)
            if line.endswith("\n"):
                kept, listing = _judged(line, listing)
                gone += "" if kept.strip() else line
                said = said or bool(kept.strip())
                yield kept
            elif len(line) <= LONGEST and (listing or _may_go(line)):
                continue
            else:
                stays = said = True
                yield line
            line = ""
        stays = stays and not word.endswith("\n")
    kept, _ = _judged(line, listing)
    if not kept.strip():
        yield (_STUMP if line.strip() else "") if said else gone + line
    else:
        yield kept


def _unlabelled(line: str) -> str:
    """The line without "Answer:" before it."""
    label = _LABEL.match(line)
    return line[label.end() :] if label else line


def _may_go(line: str) -> bool:
    return bool(_MARKED.match(line) or _LABELLED.match(line) or _NAMES_SOURCES.match(line))


def _judged(line: str, listing: bool) -> tuple[str, bool]:
    """What is kept of a line, and whether the lines after it may list sources."""
    plain = line.rstrip()
    if not plain:
        return (line, listing)
    if _FOOTNOTE.match(line):
        return (_BREAK, listing)
    if _LISTS_SOURCES.match(plain):
        return (_BREAK, True)
    if listing and (_LISTED.match(line) or not _ENDS.search(plain)):
        return (_BREAK, True)
    if named := _NAMES_SOURCES.match(plain):
        return (_as_markers(named["rest"].rstrip("*_ ")), False)
    if not _HEADING.match(line):
        return (line, False)
    return (f"{line}\n" if _MARKER.search(line) or _ENDS.search(plain) else _BREAK, False)


def _as_markers(rest: str) -> str:
    """The numbers that a line of sources gives, as markers of the text before it."""
    if not _NUMBERS.fullmatch(rest):
        return _BREAK
    listed = ", ".join(re.findall(r"\d+", rest))
    return f"{rest}\n" if _MARKER.search(rest) else f"[{listed}]\n"
