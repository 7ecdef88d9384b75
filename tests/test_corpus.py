"""The bundled briefing and its gold questions: twins that match, languages, typography, quotes.

The files are read as plain text and YAML, so that this fails on the data and not on a loader.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml

from domain.types import Language
from tests.each import each

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
GOLD = ROOT / "evaluation" / "gold" / "corpus.jsonl"
FILES = sorted(path.name for path in CORPUS.glob("*.md"))
FRENCH_FILES = [name for name in FILES if name.endswith(".fr.md")]
FIELDS = {"title", "language", "twin", "date", "publisher", "about", "based_on"}
LONGEST_PARAGRAPH = 120  # words: a passage of the product holds no more
NBSP = "\u00a0"
FUNCTION_WORDS = {
    Language.FR: set("le la les des du de un une et est sont dans pour que qui sur au aux".split()),
    Language.EN: set("the of and is are in for that to on with by an it as their which".split()),
}


@dataclass(frozen=True, slots=True)
class Briefing:
    """One file: its front matter, its headings, and its paragraphs under their heading's place."""

    front: dict[str, Any]
    headings: tuple[tuple[int, str], ...]
    paragraphs: tuple[tuple[int, str], ...]

    @property
    def prose(self) -> str:
        """All the paragraphs, one a line."""
        return "\n".join(text for _, text in self.paragraphs)

    @property
    def shown(self) -> str:
        """Everything in the file's own language: headings, prose and front matter in words."""
        titles = [title for _, title in self.headings]
        front = [self.front[key] for key in ("title", "about", "based_on")]
        return "\n".join([*titles, self.prose, *front])


def read(name: str) -> Briefing:
    """Split a file on its front matter and its blank lines."""
    _, front, body = (CORPUS / name).read_text(encoding="utf-8").split("---\n", 2)
    headings: list[tuple[int, str]] = []
    paragraphs: list[tuple[int, str]] = []
    for block in re.split(r"\n{2,}", body.strip()):
        if found := re.fullmatch(r"(#+) (.+)", block):
            headings.append((len(found[1]), found[2]))
        else:
            paragraphs.append((len(headings), block))
    return Briefing(yaml.safe_load(front), tuple(headings), tuple(paragraphs))


def twin_name(name: str) -> str:
    stem, language, _ = name.rsplit(".", 2)
    return f"{stem}.{Language(language).other}.md"


def gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def test_there_are_pairs_enough_to_ask_about() -> None:
    assert len(FRENCH_FILES) >= 8
    assert {path.name for path in CORPUS.iterdir()} - {"README.md"} == set(FILES)


@each(FILES)
def test_every_file_names_a_twin_that_is_there_and_names_it_back(name: str) -> None:
    assert read(name).front["twin"] == twin_name(name)
    assert twin_name(name) in FILES


@each(FILES)
def test_front_matter_is_complete_and_agrees_with_the_file(name: str) -> None:
    briefing = read(name)
    assert set(briefing.front) == FIELDS
    assert briefing.front["language"] == name.split(".")[-2]
    assert isinstance(briefing.front["date"], date)
    assert briefing.headings[0] == (1, briefing.front["title"])
    assert all(level > 1 for level, _ in briefing.headings[1:])


@each(FRENCH_FILES)
def test_twins_have_the_same_headings_and_paragraphs(name: str) -> None:
    french, english = read(name), read(twin_name(name))
    assert [level for level, _ in french.headings] == [level for level, _ in english.headings]
    assert [place for place, _ in french.paragraphs] == [place for place, _ in english.paragraphs]


@each(FRENCH_FILES)
def test_twin_paragraphs_give_the_same_numbers(name: str) -> None:
    pairs = zip(read(name).paragraphs, read(twin_name(name)).paragraphs, strict=True)
    for (_, french), (_, english) in pairs:
        assert sorted(re.findall(r"\d+", french)) == sorted(re.findall(r"\d+", english))


@each(FILES)
def test_paragraphs_are_short_and_end_as_sentences(name: str) -> None:
    for _, text in read(name).paragraphs:
        assert len(text.split()) <= LONGEST_PARAGRAPH
        assert text.endswith("."), text
        assert "\n" not in text


@each(FILES)
def test_the_prose_is_in_the_language_it_claims(name: str) -> None:
    words = re.findall(r"[^\W\d_]+", read(name).prose.casefold())
    said = {lang: sum(w in known for w in words) for lang, known in FUNCTION_WORDS.items()}
    claimed = Language(read(name).front["language"])
    assert said[claimed] > 0.15 * len(words)
    assert said[claimed] > 5 * said[claimed.other]


@each(FILES)
def test_apostrophes_are_straight_and_dashes_are_never_typed_double(name: str) -> None:
    text = read(name).shown
    assert not re.findall(r"[’‘“”\"…]|--|  ", text)


@each(FRENCH_FILES)
def test_french_punctuation_keeps_its_no_break_space(name: str) -> None:
    text = read(name).shown
    assert re.findall(rf"[^{NBSP}][:;?!%»]", text) == []
    assert re.findall(rf"«[^{NBSP}]", text) == []
    assert NBSP not in re.sub(rf"{NBSP}[:;?!%»]|«{NBSP}", "", text)


@each(twin_name(name) for name in FRENCH_FILES)
def test_english_punctuation_has_no_space_before_it(name: str) -> None:
    assert re.findall(rf"[\s{NBSP}][:;?!%,.]|{NBSP}|[«»]", read(name).shown) == []


@each(gold(), itemgetter("id"))
def test_gold_quotes_are_verbatim_in_the_source_of_the_askers_language(
    item: dict[str, Any],
) -> None:
    assert bool(item["gold_quotes"]) == (item["source"] is not None)
    if item["source"] is not None:
        briefing = read(item["source"])
        assert briefing.front["language"] == item["lang"]
        assert [quote for quote in item["gold_quotes"] if quote not in briefing.prose] == []


@each(gold(), itemgetter("id"))
def test_the_gold_quotes_would_pass_as_the_answer(item: dict[str, Any]) -> None:
    evidence = folded(" ".join(item["gold_quotes"]))
    assert item["answerable"] == bool(item["must_include"])
    for options in item["must_include"]:
        assert any(folded(option) in evidence for option in options), options
    assert [text for text in item["must_not_include"] if folded(text) in evidence] == []


@each(gold(), itemgetter("id"))
def test_gold_conversations_alternate_and_end_with_the_assistant(item: dict[str, Any]) -> None:
    roles = [turn["role"] for turn in item["history"]]
    assert roles == ["user", "assistant"] * (len(roles) // 2)
    assert item["kind"] != "followup" or roles
