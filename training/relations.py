"""Relations between things, each said in several ways in French and English.

relations.txt and verbs.txt in training/order hold the ways of saying, things.txt the noun phrases
that are put into them: "A sold T to B", "B bought T from A".
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "fr")
TABLES = Path(__file__).with_name("order")
_SLOT = re.compile(r"\{([^{}]+)\}")
_VOWEL = re.compile(r"[aeéèêiîouyhAEÉIOUYH]")
_ENGLISH = {"was": ("was", "were"), "has": ("has", "have"), "is": ("is", "are"), "s": ("s", "")}
_FRENCH = {
    "e": ("", "e", "s", "es"),
    "er": ("er", "ère", "ers", "ères"),
    "ont": ("a", "a", "ont", "ont"),
    "est": ("est", "est", "sont", "sont"),
    "s": ("", "", "ent", "ent"),
    "ss": ("", "", "s", "s"),
    "nt": ("", "", "nt", "nt"),
    "t": ("t", "t", "ent", "ent"),
}
"""Masculine, feminine, and the two in the plural."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun phrase in both languages; gender as in French."""

    en: str
    fr: str
    feminine: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """``ways``: English and French ways of saying the same of A and B (and T), which are of a
    ``kind``.

    In a way of saying: A and B as in "{A}", in French with their preposition as in "{deA}" and
    "{aA}"; endings and verbs by gender and number as in "{e:B}", "{was:B}" and "{ont:B}".
    """

    kind: str
    ways: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A way of saying, to be chosen, of certain parts; when and where in both languages."""

    ways: tuple[tuple[str, ...], tuple[str, ...]]
    parts: dict[str, Thing]
    when: tuple[str, str] = ("", "")
    where: tuple[str, str] = ("", "")

    def said(self, language: str, chance: random.Random, full: float) -> str:
        """One sentence; when and where are said with the likelihood ``full`` each."""
        k = LANGUAGES.index(language)
        text = filled(chance.choice(self.ways[k]), self.parts, language)
        for added in (self.when[k], self.where[k]):
            if added and chance.random() < full:
                text = f"{added}, {text}" if chance.random() < 0.4 else f"{text} {added}"
        return text[0].upper() + text[1:] + "."

    def of(self, **parts: Thing) -> Statement:
        """The same of other parts."""
        return replace(self, parts=self.parts | parts)


def filled(way: str, parts: dict[str, Thing], language: str) -> str:
    """A way of saying with its parts; without capital and full stop."""
    return _SLOT.sub(lambda m: _slot(m[1], parts, language), way)


def _slot(slot: str, parts: dict[str, Thing], language: str) -> str:
    ending, _, key = slot.partition(":")
    if key:
        thing = parts[key]
        if language == "en":
            return _ENGLISH[ending][thing.plural]
        return _FRENCH[ending][2 * thing.plural + thing.feminine]
    if slot in parts:
        return parts[slot].en if language == "en" else parts[slot].fr
    if slot.endswith("'"):  # after "no"
        return re.sub(r"^(the|a) ", "", parts[slot[:-1]].en)
    return _after(slot[:-1], parts[slot[-1]].fr)


def _after(preposition: str, phrase: str) -> str:
    """A French phrase after "de" or "a" (à), contracted with its article."""
    for article, contracted in (("le ", ("du ", "au ")), ("les ", ("des ", "aux "))):
        if phrase.startswith(article):
            return contracted[preposition == "a"] + phrase.removeprefix(article)
    if preposition == "a":
        return f"à {phrase}"
    return f"d’{phrase}" if _VOWEL.match(phrase) else f"de {phrase}"


@cache
def things() -> dict[str, tuple[Thing, ...]]:
    """The noun phrases by kind."""
    found: dict[str, list[Thing]] = {}
    for line in (TABLES / "things.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            kind = found.setdefault(line[2:], [])
        elif line:
            english, french, how = line.split("|")
            kind.append(Thing(english, french, "f" in how, "p" in how))
    return {name: tuple(things) for name, things in found.items()}


@cache
def relations() -> tuple[Relation, ...]:
    """All of them."""
    found = []
    for block in (TABLES / "relations.txt").read_text("utf-8").strip().split("\n\n"):
        head, *ways = block.splitlines()
        english, french = (tuple(w[3:] for w in ways if w.startswith(k)) for k in LANGUAGES)
        found.append(Relation(head.removeprefix("# "), (english, french)))
    lines = (TABLES / "verbs.txt").read_text("utf-8").splitlines()
    return (*(_transitive(*line.split("|")) for line in lines), *found)


def _transitive(past: str, participle: str, french: str) -> Relation:
    english_ways = (
        f"{{A}} {past} {{B}}",
        f"{{B}} {{was:B}} {participle} by {{A}}",
        f"it was {{A}} that {past} {{B}}",
        f"it was {{B}} that {{A}} {past}",
        f"it was {{A}} by whom {{B}} {{was:B}} {participle}",
    )
    french_ways = (
        f"{{A}} {{ont:A}} {french} {{B}}",
        f"{{B}} {{ont:B}} été {french}{{e:B}} par {{A}}",
        f"c’est {{A}} qui {{ont:A}} {french} {{B}}",
        f"c’est {{B}} que {{A}} {{ont:A}} {french}{{e:B}}",
        f"c’est par {{A}} que {{B}} {{ont:B}} été {french}{{e:B}}",
    )
    return Relation("agents", (english_ways, french_ways))
