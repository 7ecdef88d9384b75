"""Subtitle loader (.vtt, .srt): the spoken text as paragraphs, without the times.

WebVTT (https://www.w3.org/TR/webvtt1/) and SubRip: cues between blank lines, each with a line of
two times and then its text. Words run on from cue to cue, so cues are joined; a paragraph ends
where another speaker (``<v Name>``) begins, or where nothing is said for a while after a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from domain.errors import SourceNotReadable
from ingest.decoding import decode, one_line
from ingest.document import Block, Loaded

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{3})"
_TIMES = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?")
_VOICE = re.compile(r"\s*<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?[a-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…][»”\"')]*$")
SILENCE = 3.0
"""Seconds without words after which a paragraph may end."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """What is shown at one time: ``start`` and ``end`` in seconds."""

    start: float
    end: float
    voice: str
    text: str


def load_subtitles(data: bytes, name: str) -> Loaded:
    """The spoken text, a paragraph per speaker. Raises SourceNotReadable where there is no cue."""
    cues = tuple(_cues(decode(data, name)))
    if not cues:
        raise SourceNotReadable(name, "it has no subtitles")
    return Loaded(name, "subtitles", tuple(Block(text) for text in _paragraphs(cues)))


def _cues(text: str) -> Iterator[_Cue]:
    for block in re.split(r"\n[ \t]*\n+", text):
        lines = block.strip("\n").split("\n")
        times = ((n, _TIMES.fullmatch(line)) for n, line in enumerate(lines[:2], start=1))
        after, found = next(((n, match) for n, match in times if match), (0, None))
        if found is None:
            continue  # a header, a note, a style
        said = " ".join(lines[after:])
        voice = _VOICE.match(said)
        plain = one_line(unescape(_TAG.sub("", said)))
        if plain:
            spoken = one_line(unescape(voice[1])) if voice else ""
            yield _Cue(_seconds(found.groups()[:4]), _seconds(found.groups()[4:]), spoken, plain)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return 3600 * hours + 60 * minutes + seconds + thousandths / 1000


def _paragraphs(cues: tuple[_Cue, ...]) -> Iterator[str]:
    """Cues joined; a speaker's name precedes their words, as in minutes."""
    said, before = "", None
    for cue in cues:
        if before is not None and before.text == cue.text:
            continue  # shown twice, as captions that roll up are
        if before is None or _ends(before, cue, said):
            if said:
                yield said
            said = f"{cue.voice}: {cue.text}" if cue.voice else cue.text
        else:
            said += f" {cue.text}"
        before = cue
    yield said


def _ends(before: _Cue, cue: _Cue, said: str) -> bool:
    if cue.voice != before.voice:
        return bool(cue.voice)
    return cue.start - before.end >= SILENCE and _ENDS.search(said) is not None
