"""Bibliography export: the sources of a document as BibTeX, RIS and CSL-JSON, each source once.

Text of a source can add no field and no entry: BibTeX' characters are escaped, a value of RIS is
one line, JSON is written by its library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from app.exports.document import Document, Reference
from text.folding import fold_text

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "%#$&_"},
}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WORDS = 2  # of a title that a key has
_LANGUAGES = {"fr": "french", "en": "english"}  # as babel and biblatex call them


def bibtex(whole: Document) -> str:
    """Entries that BibTeX and biblatex read (``@misc``), in UTF-8."""
    keys = _keys(whole.references)
    return "\n".join(_entry(key, one) for key, one in zip(keys, whole.references, strict=True))


def _entry(key: str, one: Reference) -> str:
    date = _day(one.date)
    fields = {
        "author": f"{{{_tex(one.author)}}}" if one.author else "",
        "title": f"{{{_tex(one.title)}}}",
        "publisher": _tex(one.publisher),
        "year": date[0] if date else "",
        "date": "-".join(date),
        "url": one.url,
        "urldate": one.accessed,
        "langid": _LANGUAGES[one.language],
        "language": one.language,
        "note": _tex(one.file),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{body}}}\n"


def _tex(value: str) -> str:
    return "".join(_TEX.get(character, character) for character in value)


def ris(whole: Document) -> str:
    """Records of a line a field, ended as the format has it."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _tagged(whole.references))


def _tagged(references: Sequence[Reference]) -> Iterator[tuple[str, str]]:
    for key, one in zip(_keys(references), references, strict=True):
        date = _day(one.date)
        fields = (
            ("ID", key),
            ("TI", one.title),
            ("AU", one.author),
            ("PB", one.publisher),
            ("PY", date[0] if date else ""),
            ("DA", _slashed(date)),
            ("LA", str(one.language)),
            ("UR", one.url),
            ("Y2", _slashed(_day(one.accessed))),
            ("N1", one.file),
        )
        yield "TY", "ELEC" if one.url else "GEN"
        yield from ((tag, value) for tag, value in fields if value)
        yield "ER", ""


def _slashed(date: Sequence[str]) -> str:
    """2024/05/02/: year, month, day, and what else there is to say of it."""
    return "/".join((*date, "", "", "")[:3]) + "/" if date else ""


def csl_json(whole: Document) -> str:
    """Items as reference managers and citeproc read them."""
    references = whole.references
    items = [_item(key, one) for key, one in zip(_keys(references), references, strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(key: str, one: Reference) -> dict[str, object]:
    fields = {
        "id": key,
        "type": "webpage" if one.url else "document",
        "title": one.title,
        "author": [{"literal": one.author}] if one.author else None,
        "publisher": one.publisher,
        "container-title": one.publisher if one.url else "",
        "issued": _parts(one.date),
        "URL": one.url,
        "accessed": _parts(one.accessed),
        "language": str(one.language),
        "note": one.file,
    }
    return {name: value for name, value in fields.items() if value}


def _parts(iso: str) -> dict[str, object] | None:
    date = _day(iso)
    return {"date-parts": [[int(part) for part in date]]} if date else None


def _day(iso: str) -> tuple[str, ...]:
    """Year, month and day, as far as they are known."""
    found = _DATE.match(iso)
    return tuple(part for part in found.groups() if part) if found else ()


def _keys(references: Sequence[Reference]) -> list[str]:
    """A short name for each: who published it, when, and the title's first words; no two alike."""
    made: list[str] = []
    for one in references:
        who = _plain(one.publisher or one.author)[:1]
        year = _day(one.date)[:1]
        name = "-".join((*who, *year, *_plain(one.title)[:_WORDS])) or "source"
        alike = sum(key == name or key.startswith(f"{name}.") for key in made)
        made.append(f"{name}.{alike + 1}" if alike else name)
    return made


def _plain(value: str) -> list[str]:
    """The words of some length, in plain letters."""
    return [word for word in re.findall(r"[a-z0-9]+", fold_text(value)) if len(word) > 2]
