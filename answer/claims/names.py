"""Proper names in a claim: each has to be named by a cited passage, in whichever language.

Known things are compared by what they are (UE is EU, "kazakhe" is Kazakhstan), other names by their
spelling, their translation, or an abbreviation that the passages explain. Knows nothing of figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from answer.claims.ground import Stated
from answer.claims.matching import related
from answer.claims.nameless import GENERIC, small_words
from domain.types import Language
from text.figures import Figure, figures
from text.folding import fold_text
from text.names import Mention, Token, mentions, notions, spelling, tokens
from vectorstore.wordlist import bundled_words

Translate = Callable[[str, Language], tuple[str, ...]]
"""A folded word, the language it is of: what it is called in the other one; () when unknown."""

_OF_EUROPE = frozenset(("150", "EU"))  # the continent and the Union share their adjective
_ABBREVIATION = re.compile(r"\(\s*(?:the |l['’]|le |la |les |or |ou )?([A-Z][\w&.-]{1,9})\s*\)")
_COMMON_END = re.compile(r"(?:ly|ment|ing|ed|es|(?<!u)s|ant|e|er)$")
_HYPHENS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_LEAST = 4  # letters that the forms of one name have in common...
# ... and what may follow in one of them, as text.names.spelling writes it.
_ENDING = re.compile(
    r"s|es?|[ai]?ns?|i?ens?|i?enn?es?|[ae]s|es?e?s?|[ao]is|[ao]is[es]*|is?|ish|ers?|in[es]*|it[es]*"
)


def unnamed(
    text: str,
    language: Language,
    cited: Sequence[Stated],
    given: Sequence[Stated],
    translate: Translate,
) -> str | None:
    """The first name of a claim that the cited stretches do not name; None where all are named.

    ``given`` is all that the model was given: abbreviations may be explained elsewhere in it.
    """
    ids = frozenset(id for s in cited for id in s.names)
    ids |= _OF_EUROPE if ids & _OF_EUROPE else frozenset()
    found = mentions(text)
    for mention in found:
        if mention.id not in ids and not _held(mention, text, cited):
            return text[mention.start : mention.end]
    own = explained([text])
    short = explained([s.text for s in given])
    for token in _names(text, language, found, translate):
        if token.text in own or _short(token, cited, short):
            continue
        if _as_a_part(token.start, token.end, text, cited):
            continue
        if not _named(token, language, cited, translate):
            return text[token.start : token.end]
    return None


def _held(mention: Mention, text: str, cited: Sequence[Stated]) -> bool:
    """A known thing that the passage spells so, alone or as a part ("Trans-Caspian")."""
    if _as_a_part(mention.start, mention.end, text, cited):
        return True
    words = [spelling(token.low) for token in tokens(text[mention.start : mention.end])]
    return all(any(word in s.spellings for s in cited) for word in words)


def _as_a_part(start: int, end: int, text: str, cited: Sequence[Stated]) -> bool:
    """Whether a part of a word with hyphens belongs to one that a cited stretch writes as one."""
    whole = next(
        (m for m in _HYPHENS.finditer(text) if m.start() <= start and end <= m.end()), None
    )
    if whole is None:
        return False
    joined = spelling(fold_text(whole.group().replace("-", "")))
    return any(related(joined, other) for s in cited for other in s.spellings)


def _names(
    text: str, language: Language, found: Sequence[Mention], translate: Translate
) -> list[Token]:
    """The words written as names that are no known things."""
    words, read = tokens(text), figures(text, language)
    kept = []
    for place, token in enumerate(words):
        if not token.capital or any(m.start <= token.start < m.end for m in found):
            continue
        if len(token.text) < 2 or token.low in GENERIC or _in_a_figure(token, read):
            continue
        if token.opens and token.low in small_words():
            continue
        following = words[place + 1] if place + 1 < len(words) else None
        if token.opens and not _begins_a_name(token, following, text, language, translate):
            continue
        kept.append(token)
    return kept


def _in_a_figure(token: Token, read: Sequence[Figure]) -> bool:
    """Whether a word is part of an amount or a date: EUR 24bn, 24 Md€, March 2020."""
    return any(f.start < token.end and token.start < f.end for f in read)


def _begins_a_name(
    token: Token, following: Token | None, text: str, language: Language, translate: Translate
) -> bool:
    """Whether the capital of a first word is that of a name, as far as can be told."""
    if sum(letter.isupper() for letter in token.text) > 1 or token.text.isdigit():
        return True
    if text[token.end : token.end + 1] in ("’", "'") and len(token.text) <= 2:
        return False
    if translate(token.low, language):
        beside = following is not None and text[token.end : following.start] == " "
        return bool(
            beside
            and following
            and following.capital
            and following.low not in GENERIC
            and _same_abroad(token, language, translate)
        )
    return len(token.text) > 3 and not _is_a_word(token.low)


@lru_cache(maxsize=4096)
def _is_a_word(low: str) -> bool:
    """Whether either language has a word that is spelt so, or that ends so."""
    return bool(_COMMON_END.search(low) or bundled_words().frequencies((low,)))


def _same_abroad(token: Token, language: Language, translate: Translate) -> bool:
    own = spelling(token.low)
    return any(spelling(word) == own for word in translate(token.low, language))


def _named(token: Token, language: Language, cited: Sequence[Stated], translate: Translate) -> bool:
    word = spelling(token.low)
    forms = {word, word.removesuffix("s")}
    if any(forms & s.spellings for s in cited):
        return True
    if any(_one_name(word, other) for s in cited for other in s.spellings):
        return True
    for abroad in translate(token.low, language):
        if any(spelling(abroad) in s.spellings for s in cited if s.language is not language):
            return True
    plain = bool(translate(token.low, language)) and not _same_abroad(token, language, translate)
    return plain and any(related(token.low, other) for s in cited for other in s.spellings)


_STEM_END = re.compile(r"(?:[aeiouy]+s?|s)$")


def _one_name(word: str, other: str) -> bool:
    """Forms of one name: Grenvik, Grenvikois; never two names that begin alike."""
    short, long = sorted((word, other), key=len)
    rest = long.removeprefix(short)
    if _STEM_END.sub("", word) == _STEM_END.sub("", other) and len(short) > _LEAST:
        return True
    return len(short) >= _LEAST and rest != long and _ENDING.fullmatch(rest) is not None


def _short(token: Token, cited: Sequence[Stated], known: dict[str, tuple[str, ...]]) -> bool:
    """Whether a word is an abbreviation of what a cited stretch says in full, or the reverse."""
    words = known.get(token.text)
    if words and any(all(spelling(w) in s.spellings for w in words) for s in cited):
        return True
    return any(
        spelling(token.low) in map(spelling, full)
        for abbreviation, full in known.items()
        if any(spelling(abbreviation.lower()) in s.spellings for s in cited)
    )


def explained(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Abbreviations in brackets after what they stand for: "Northern Port Council (NPC)"."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for match in _ABBREVIATION.finditer(text):
            words = [token.low for token in tokens(text[: match.start()])][-10:]
            if full := _initials(match[1], words):
                found.setdefault(match[1], full)
    return found


def _initials(abbreviation: str, words: Sequence[str]) -> tuple[str, ...]:
    """The last words that begin with the letters, small words between them left out."""
    letters = [c.lower() for c in abbreviation if c.isalpha()]
    kept: list[str] = []
    for word in reversed(words):
        if letters and word[0] == letters[-1]:
            letters.pop()
            kept.append(word)
        elif len(word) > 3:
            break
        if not letters:
            return tuple(reversed(kept))
    return ()


def swapped(text: str, telling: Sequence[Stated]) -> str | None:
    """A known thing of the claim that what states its figures lacks, where it names another one."""
    claimed = {m.id: text[m.start : m.end] for m in mentions(text) if m.id not in notions()}
    told = frozenset(id for s in telling for id in s.names) - notions()
    strange = [written for id, written in claimed.items() if id not in told]
    return strange[0] if strange and told - claimed.keys() else None
