"""Subtitles become what was said, without times, tags or cues shown twice."""

from __future__ import annotations

import pytest

from domain.errors import SourceNotReadable
from ingest.loaders import load

VTT = """WEBVTT - Press point

NOTE made by hand

STYLE
::cue { color: white }

1
00:00:01.000 --> 00:00:03.500 align:start
<v Ana Weiss>The bridge opens on 3 May

00:00:03.500 --> 00:00:05.000
<v Ana Weiss>and costs &euro;12 million.

00:00:05.100 --> 00:00:06.000
<v Reporter>Who <i>pays</i> for it?

00:00:06.100 --> 00:00:08.000
<v Ana Weiss>The two towns.
"""
SRT = """1
00:00:01,000 --> 00:00:02,000
{\\an8}Le pont ouvre

2
00:00:02,000 --> 00:00:03,000
le 3 mai.

3
00:00:02,500 --> 00:00:03,000
le 3 mai.

4
00:00:09,000 --> 00:00:10,000
Il coûte 12 millions.
"""


def _texts(data: str, name: str) -> list[str]:
    return [block.text for block in load(data.encode(), name).blocks]


def test_cues_are_joined_by_speaker() -> None:
    assert _texts(VTT, "a.vtt") == [
        "Ana Weiss: The bridge opens on 3 May and costs €12 million.",
        "Reporter: Who pays for it?",
        "Ana Weiss: The two towns.",
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_pause_after_a_sentence_ends_a_paragraph(ends: str) -> None:
    assert _texts(SRT.replace("\n", ends), "a.srt") == [
        "Le pont ouvre le 3 mai.",
        "Il coûte 12 millions.",
    ]


def test_a_file_without_cues_is_refused() -> None:
    with pytest.raises(SourceNotReadable, match="no subtitles"):
        load(b"WEBVTT\n\nNOTE nothing here\n", "a.vtt")
