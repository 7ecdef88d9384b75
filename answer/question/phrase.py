"""The phrases of a question: what stands after a preposition or an article, and its names.

Shallow and deterministic, in both languages at once: a phrase is a run of content words with the
function words before it and its complements ("le pont de Mirovic"). Knows nothing of
conversations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from answer.question.asked import fold
from domain.types import Language
from vectorstore.stopwords import STOP_WORDS

_TOKEN = re.compile(r"(?:[ldnjmtsc]|qu|jusqu)['’](?=\w)|[^\W_]+(?:[-.’'][^\W_]+)*", re.IGNORECASE)
_PREPOSITIONS: dict[str, str] = {
    word: kind
    for kind, words in {
        "with": "avec with",
        "for": "pour for",
        "place": "à au aux en dans chez in at into within",
        "to": "vers to towards toward",
        "of": "de du des d' of",
        "from": "from depuis",
        "on": "sur on about concernant regarding",
        "by": "par by",
        "between": "entre between",
        "against": "contre against",
        "without": "sans without",
    }.items()
    for word in words.split()
}
_ARTICLES = frozenset(
    "le la les l' un une the a an ce cet cette ces this that these those son sa ses leur leurs "
    "its their his her mon ma mes notre nos votre vos my our your".split()
)
_ASKS = re.compile(
    r"\b((quel(le)?s?|what|which) ((est|sont|etait|etaient|fut|is|are|was|were) )?|"
    r"combien (de |d')?|many |much |lequel |laquelle )$"
)
_LOOK_BACK = 40  # characters before a phrase, twice the longest question word
_INVERTED = re.compile(r"-(il|elle|on|ils|elles)$")
_COMPLEMENT = "of"
_STOPS = frozenset(fold(word) for language in Language for word in STOP_WORDS[language])
_CONTRACTED = {
    ("de", "le"): "du",
    ("de", "les"): "des",
    ("à", "le"): "au",
    ("à", "les"): "aux",
    ("du", "le"): "du",
    ("du", "les"): "des",
    ("au", "le"): "au",
    ("au", "les"): "aux",
    ("des", "le"): "du",
    ("des", "les"): "des",
    ("aux", "le"): "au",
    ("aux", "les"): "aux",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """``text[start:end]``, whose content begins at ``core``, after preposition and article.

    ``kind`` is that of the preposition ("" without one), ``after_it`` where what follows it starts;
    ``head`` is whether a question word asks for it ("quelle part", "how many boats"); ``article``
    whether it has one; ``name`` is whether all its content words are capitalised.
    """

    start: int
    after_it: int
    core: int
    end: int
    kind: str
    article: bool
    head: bool
    name: bool


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a text, in order, with their complements; names within them count apart."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Phrase] = []
    place = 0
    while place < len(tokens):
        start = place
        kind, article = "", False
        if word := _preposition(tokens[place].group()):
            kind, place = word, place + 1
        after_it = place
        while place < len(tokens) and _plain(tokens[place].group()) in _ARTICLES:
            article, place = True, place + 1
        core = place
        while place < len(tokens) and _content(tokens[place].group()):
            place += 1
        if place == core:
            place = max(place, start + 1)
            continue
        before = text[max(0, tokens[start].start() - _LOOK_BACK) : tokens[start].start()]
        head = bool(_ASKS.search(fold(before) + " "))
        own = tokens[core:place]
        made = Phrase(
            tokens[start].start(),
            tokens[after_it].start(),
            tokens[core].start(),
            tokens[place - 1].end(),
            kind,
            article or (_plain(tokens[start].group()) in {"du", "des", "au", "aux"}),
            head,
            all(_capital(token.group()) for token in own) and tokens[core].start() > 0,
        )
        found.append(made)
    return _with_complements(found, text)


def names(text: str) -> tuple[Phrase, ...]:
    """Runs of capitalised words, each with the preposition of the phrase that it stands in."""
    found = []
    for phrase in phrases(text):
        for match in re.finditer(
            r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?: [A-ZÀ-ÖØ-Þ0-9][\w’'-]*)*", text[phrase.core : phrase.end]
        ):
            start = phrase.core + match.start()
            if start == 0:
                continue
            end = phrase.core + match.end()
            opens = start == phrase.core
            own = Phrase(
                phrase.start if opens else start,
                phrase.after_it if opens else start,
                start,
                end,
                phrase.kind if opens else "inside",
                phrase.article and opens,
                False,
                True,
            )
            found.append(own)
    return tuple(found)


def content(text: str) -> list[str]:
    """The content words of a text, folded."""
    return [fold(t.group()) for t in _TOKEN.finditer(text) if _content(t.group())]


def joined(left: str, right: str) -> str:
    """Two parts of a text, with "de le" as "du" and the like."""
    first = re.search(r"(?<![^\W\d_])([^\W\d_]+)\s*$", left)
    article = re.match(r"(le|les)\s+", right)
    if first and article:
        whole = _CONTRACTED.get((first.group(1).lower(), article.group(1)))
        if whole:
            return f"{left[: first.start()]}{whole} {right[article.end() :]}"
    return left + right


def _with_complements(found: list[Phrase], text: str) -> tuple[Phrase, ...]:
    """ "le pont" and "de Mirovic" as one, where nothing stands between them."""
    joined: list[Phrase] = []
    for phrase in found:
        before = joined[-1] if joined else None
        follows = before is not None and not text[before.end : phrase.start].strip()
        noun = before is not None and not before.head and bool(before.article or before.kind)
        if before and follows and noun and phrase.kind == _COMPLEMENT:
            joined[-1] = replace(before, end=phrase.end, name=before.name and phrase.name)
        else:
            joined.append(phrase)
    return tuple(joined)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _preposition(word: str) -> str:
    return _PREPOSITIONS.get(_plain(word), "")


def _content(word: str) -> bool:
    """Abbreviations are content, whatever they look like: "EU" is no form of "avoir"."""
    plain = _plain(word)
    if word.isupper() and len(word) > 1 and not plain.endswith("'"):
        return True
    known = plain in _PREPOSITIONS or plain in _ARTICLES or plain.endswith("'")
    return not known and fold(word) not in _STOPS and not _INVERTED.search(plain)


def _capital(word: str) -> bool:
    return word[:1].isupper()
