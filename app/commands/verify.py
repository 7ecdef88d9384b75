"""`passerelle verify` and `passerelle check`: whether passages, or the library, bear a text out."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.options import JsonOption, LanguageOption, StoreOption, parts_of, reader_of
from app.json_lines import STDIN, rows
from domain.errors import StoreEmpty, UsageError
from domain.types import Language

if TYPE_CHECKING:
    from answer.verification.draft import CheckedSentence
    from domain.types import Retrieved
    from ingest.inputs import Input

MOST = 200
"""Passages that a claim may come with."""
LONGEST = 120
"""Words that are judged at once, as ingest cuts passages."""

# The head of a list's item or a table's row, or a label: "Name | 3", "Name: 3".
_OWN_LINE = re.compile(r"\s*(?:$|[•*–-]|\d{1,2}[.)] |[^|\t]*[|\t]|[^.;:]{1,40}: )")
_STOPS = ("", *".!?…:;")  # the last characters of lines that do not go on
_FULL = 0.8  # of the longest line, that a line broken for its width reaches with the next word


def verify(
    batch: Annotated[
        Path,
        typer.Option(
            "--batch",
            metavar="FILE.jsonl",
            help='{"id", "claim", "passages": [{"text"}]} per line; - reads standard input.',
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Say for each claim whether its passages support it, and which sentence decides."""
    from answer.verification.verifier import Verifier

    verifier = Verifier()
    for row in [_claim(row, where) for row, where in rows(batch)]:
        found = verifier.verify(row["claim"], row["language"], row["pieces"])
        place, sentence = None, None
        if found.place is not None and found.span is not None:
            start, end = found.span
            passage = row["pieces"][found.place].passage
            place, sentence = passage.ordinal, passage.text[start:end]
        record = {
            "id": row["id"],
            "supported": found.supported,
            "probability": round(found.probability, 3),
            "passage": place,
            "sentence": sentence,
            "reason": str(found.reason) if found.reason else None,
        }
        if as_json:
            typer.echo(json.dumps(record, ensure_ascii=False))
        else:
            _print_claim(row["claim"], record)


def _print_claim(claim: str, record: dict[str, Any]) -> None:
    """A claim for people, with the sentence that decides below it."""
    from app.views.answer import plain

    reason = f" ({record['reason']})" if record["reason"] else ""
    typer.echo(f"{'✓' if record['supported'] else '✗'} {plain(claim)}{reason}")
    if record["sentence"]:
        typer.echo(f"    [{record['passage'] + 1}] {plain(record['sentence'])}")


def check(
    draft: Annotated[
        str,
        typer.Argument(help="A text, Markdown, Word or other file; - reads standard input."),
    ],
    store: StoreOption = None,
    language: LanguageOption = None,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export", metavar="FILE.md", help="Write the text with footnotes to this file."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a text of your own against the library, sentence by sentence.

    Each is supported, contradicted or not found. --export writes the text, without its layout,
    with a footnote after each sentence that a source supports or contradicts.
    """
    from app.draft_check import checked_sentences, read_draft
    from app.views import draft as view

    parts = parts_of(store)
    interface = reader_of(parts)
    if export is not None and export.is_dir():
        raise UsageError("--export", "it is a folder; name a file")
    if export is not None and draft != STDIN and Path(draft).absolute() == export.absolute():
        raise UsageError("--export", "it is the draft itself; name another file")
    if not parts.sources():
        raise StoreEmpty(str(parts.folder))
    read = read_draft(_given(draft), language, interface)
    parsed = read.parsed
    checked: list[CheckedSentence] = []
    out = view.printer(interface, quiet=as_json)
    for sentence in checked_sentences(read, parts):
        checked.append(sentence)
        out.sentence(sentence)
    if export is not None:
        try:
            export.write_text(view.footnoted(parsed.text, checked, interface), "utf-8")
        except OSError as error:
            raise UsageError("--export", error.strerror or "it cannot be written") from error
    if as_json:
        typer.echo(json.dumps(view.draft_json(parsed, checked), ensure_ascii=False))
    else:
        out.summary(checked, export)


def _given(draft: str) -> Input:
    """The draft as an input; raises UsageError."""
    from ingest.inputs import UploadInput, gather
    from ingest.web.address import is_address

    if draft == STDIN:
        return UploadInput("draft.txt", sys.stdin.buffer.read())
    if Path(draft).is_dir() or is_address(draft):
        raise UsageError("DRAFT", "give one file, or - for standard input")
    return gather([draft])[0]


def _claim(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """A claim with its passages; raises UsageError naming the line that is wrong."""
    from text.language import detect
    from text.wellformed import wellformed

    claim, passages = row.get("claim"), row.get("passages")
    texts = [_text(p) for p in passages] if isinstance(passages, list) else []
    if not isinstance(claim, str) or not claim.strip() or not texts or None in texts:
        raise UsageError(where, 'it needs {"id", "claim": "...", "passages": [{"text": "..."}]}')
    if len(texts) > MOST:
        raise UsageError(where, f"it has more than {MOST} passages")
    claim = " ".join(wellformed(claim).split())
    return {
        "id": row.get("id"),
        "claim": claim,
        "language": detect(claim, Language.EN),
        "pieces": [r for n, text in enumerate(texts) for r in _pieces(n, wellformed(str(text)))],
    }


def _text(passage: Any) -> str | None:
    """The text of a passage, an object or a bare string; None for anything else."""
    text = passage.get("text") if isinstance(passage, Mapping) else passage
    return text if isinstance(text, str) and text.strip() else None


def _unwrapped(text: str) -> str:
    """The text, as long as it was, with a space where a line was broken for its width."""
    lines = text.split("\n")
    full = _FULL * max(map(len, lines))
    parts = lines[:1]
    for line, following in pairwise(lines):
        parts += (" " if _continues(line.rstrip(), following, full) else "\n", following)
    return "".join(parts)


def _continues(line: str, following: str, full: float) -> bool:
    """Whether a sentence goes on in the next line; a heading, a row or an item has its own."""
    if following[:1].islower():
        return line[-1:] not in ("", ":", ";")
    if line[-1:] in _STOPS or _OWN_LINE.match(following):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) >= full


def _pieces(number: int, text: str) -> list[Retrieved]:
    """A passage, cut at sentences where it is longer than those that the model was trained on; the
    number of the whole is the ordinal of each piece.
    """
    from domain.types import Passage, Retrieved
    from text.language import detect
    from text.sentences import packed

    text = _unwrapped(text)
    language = detect(text, Language.EN)
    found = []
    for spans in packed(text, LONGEST):
        start, end = spans[0][0], spans[-1][1]
        id = f"{number}-{start}"
        piece = Passage(id, "batch", (), text[start:end], start, end, language, number, 0)
        found.append(Retrieved(piece, 1.0))
    return found
