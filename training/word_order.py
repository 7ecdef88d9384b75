"""Claims in which nothing but the order of words decides, to be learnt before others.

After "the bank bought the mill", "the mill was bought by the bank" is right and "the mill bought
the bank" is wrong, though both have its words. Encoders that were trained to compare meanings do
not see this until they are shown very many such pairs (PAWS, Zhang, Baldridge and He 2019). Half of
them are invented (training/invented.py); half are sentences of real text with two like parts
exchanged, over the sentence as it was or, as often, over the altered one, so that likelihood alone
decides nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from training.claims_made import rows_of
from training.invented import invented
from training.reader_data import Claim, Data, Part, Passage
from training.relations import LANGUAGES

SEED = 2026
FILES = ("tatoeba", "laws_ca_1", "laws_ca_2", "laws_ca_3", "python_docs_fr")
WORDS = range(6, 31)
"""The words of a sentence."""
ALONE = 0.8
"""How often a sentence is used alone, without the one before it."""
ACROSS = 0.6
"""How often a claim is the translation, where there is one."""
_ARTICLE = {
    "en": r"\b(the|a|an|his|her|its|their)\b",
    "fr": r"\b(le|la|les|un|une|des|du|au|aux|son|sa|ses|leur|leurs)\b",
}
_NOUN = {
    language: re.compile(rf"{article} ([a-zà-ÿ-]{{4,}})(?= |[,.;])", re.IGNORECASE)
    for language, article in _ARTICLE.items()
}
_NAME = re.compile(r"(?<=[a-zà-ÿ,’] )([A-ZÀ-Ý][\w-]{2,}(?: [A-ZÀ-Ý][\w-]+)*)")
_FIGURE = re.compile(r"\b\d+(?:[.,]\d+)?\b")
_COORDINATED = re.compile(
    r"^[\s,]*(?:and|or|et|ou|,|between|entre)[\s,]*"
    r"(?:the|le|la|les|a|un|une|an|of|de|des|du)?\s*$"
)
_PAIR = re.compile(r"\b(\w[\w’-]*) (and|or|et|ou) (\w[\w’-]*)\b")
_FRONT = re.compile(
    r"^((?:In|On|At|During|After|Before|Since|Until|By|En|Le|Au|Pendant|Après|Avant|Depuis|Dès) "
    r"[^,.;]{3,40}), (?=[a-zA-ZÀ-ÿ])(.+)\.$"
)
_ASIDE = re.compile(r", (?:which|who|qui|dont) [^,.;]{5,60},")


def all_kinds(data: Data, count: int, folder: Path) -> list[Claim]:
    """``count`` claims over passages that are added to ``data``: half invented, a quarter over
    sentences of its own, a quarter over those of the parallel text in ``folder``.
    """
    own = list(_own(data))
    found = invented(data, count // 2, f"invented {SEED}")
    found += exchanged(data, own, count // 4, f"exchanged {SEED}")
    rows = [row for name in FILES for row in rows_of(folder / f"{name}.tsv.gz")]
    return found + exchanged(data, rows, count // 4, f"parallel {SEED}")


def _own(data: Data) -> Iterator[tuple[str, str]]:
    """Sentences that may be trained on, English or French, the other side empty."""
    for passage in data.passages:
        if passage.part is Part.TRAIN:
            for text in passage.sentences:
                yield (text, "") if passage.language == "en" else ("", text)


def exchanged(
    data: Data, rows: Sequence[tuple[str, str]], count: int, seed: str, part: Part = Part.TRAIN
) -> list[Claim]:
    """About ``count`` claims over sentences of ``rows`` (English, French; one may be empty), or
    over these altered, right and wrong ones; the passages are added to ``data``.
    """
    chance = random.Random(seed)
    found: list[Claim] = []
    order = list(range(1, len(rows)))
    chance.shuffle(order)
    for n in order:
        if len(found) >= count:
            break
        side = chance.choice([k for k in (0, 1) if rows[n][k]])
        text, other = rows[n][side], rows[n][1 - side]
        odd = turned(text, LANGUAGES[side], chance)
        if not odd or len(text.split()) not in WORDS:
            continue
        base, against = (text, odd) if chance.random() < 0.5 else (odd, text)
        beside = rows[n - 1][side]
        sentences = [base] if not beside or chance.random() < ALONE else [beside, base]
        chance.shuffle(sentences)
        at = len(data.passages)
        data.passages.append(Passage(f"order {at}", LANGUAGES[side], "", tuple(sentences), part))
        if other and base == text and chance.random() < ACROSS:
            spoken = LANGUAGES[1 - side]
            right, wrong = other, turned(other, spoken, chance)
        else:
            spoken = LANGUAGES[side]
            right, wrong = reordered(base, chance), reordered(against, chance)
        where = (sentences.index(base),)
        found.append(Claim(right, spoken, at, "supported", where, "order", "exchanged"))
        if wrong:
            found.append(Claim(wrong, spoken, at, "wrong", (), "order", "exchanged"))
    return found


def turned(text: str, language: str, chance: random.Random) -> str:
    """The text with two names, two nouns after the same article or two figures exchanged that
    nothing coordinates; "" where there are none.
    """
    ways = []
    for pattern, group in ((_NAME, 1), (_NOUN[language], 2), (_FIGURE, 0)):
        for one, two in pairwise(pattern.finditer(text)):
            between = text[one.end(group) : two.start(group)]
            alike = pattern is not _NOUN[language] or one[1].casefold() == two[1].casefold()
            apart = len(between) > 3 and not _COORDINATED.match(between)
            if alike and apart and one[group] != two[group]:
                ways.append((*one.span(group), *two.span(group)))
    if not ways:
        return ""
    a, b, c, d = chance.choice(ways)
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def reordered(text: str, chance: random.Random) -> str:
    """The same said in another order: what comes first put last, what is coordinated exchanged, an
    aside left out; mostly the text itself.
    """
    made = text
    if (front := _FRONT.match(text)) and chance.random() < 0.6:
        head, rest = front[1], front[2]
        made = f"{rest[0].upper()}{rest[1:]} {head[0].lower()}{head[1:]}."
    pairs = [m for m in _PAIR.finditer(made) if m[1].islower() and m[3].islower()]
    if pairs and chance.random() < 0.4:
        m = chance.choice(pairs)
        if made[: m.start()].split()[-1:] not in (["between"], ["entre"]):
            made = f"{made[: m.start()]}{m[3]} {m[2]} {m[1]}{made[m.end() :]}"
    return _ASIDE.sub("", made) if chance.random() < 0.25 else made
