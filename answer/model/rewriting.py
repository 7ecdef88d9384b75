"""Whether a rewriting of a follow-up still asks what the follow-up asked.

A rewriting may put in what was said before, and nothing else: its words come from the question or
from the turns before (as they are, as a word of the family, or translated); it asks for the same
kind of thing, denies what was denied, and loses no word but those that point back. Doubt is a no:
the question is then completed by rule. Knows nothing of models.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from answer.checking import bundled_dictionary
from answer.claims.ground import Stated, stated
from answer.claims.polarity import denies, turned_round
from answer.claims.words import Term, claim_terms
from answer.evidence.matching import FAMILY
from answer.followup import complete
from answer.question.asked import Form, analyse, fold
from answer.question.counterpart import without_opening
from answer.question.phrase import content
from domain.types import Language, Turn
from text.language import detect
from text.names import mentions
from text.sentences import split

TRANSLATED = 0.5  # weight from which a translation is a word's own
# Words too common to be searched by that turn a question all the same; they are never brought in.
_DECISIVE = re.compile(
    r"\b(aucune?|autres?|avant|apres|beaucoup|chaque|contre|depuis|des que|durant|encore|enfin|"
    r"jamais|jusqu\w*|malgre|meme|moins|ni|pendant|peu|peut|peuvent|pourrait|plus|plusieurs|"
    r"plutot|presque|sans|seulement|souvent|sous|toujours|tous|toutes?|tout|trop|vraiment|doit|"
    r"doivent|devrait|faut|quelques?|hors|sauf|again|against|almost|although|because|before|"
    r"after|below|above|both|can|cannot|could|during|each|either|else|every|few|further|just|"
    r"all|less|least|many|may|might|more|most|must|never|no|nor|off|once|only|other|over|shall|"
    r"should|since|some|still|through|under|until|up|very|while|will|without|would|want|"
    r"fail(?:s|ed)?|allegedly|really)\b"
)
# What asks, where the form alone does not tell apart: "where" and "how" are one form.
_ASKING: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("why", re.compile(r"\b(why|pourquoi)\b")),
    ("where", re.compile(r"\b(where|ou)\b(?! non)")),
    ("how", re.compile(r"\b(how|comment)\b")),
    ("what", re.compile(r"\b(what|which|quel\w*|quoi|que|qu|lequel|laquelle|lesquel\w+)\b")),
)
_ALIKE = frozenset({Form.FACT, Form.DEFINITION, Form.LIST})
# "This agreement", "cet accord": the noun goes with what points.
_POINTING = re.compile(
    r"\b(this|that|these|those|ce|cet|cette|ces)\s+[^\W\d_]+|"
    r"(?<![-\w])(the|le|la|l['’]) ?(latter|former|dernier|derniere|premier|premiere)\b",
    re.IGNORECASE,
)

_PRONOUN = re.compile(r"\b(it|they|them|he|she|him|her)\b", re.IGNORECASE)
# A pronoun that something is done to, and none that does it ("Qui l'a signé ?").
_DONE = re.compile(r"\bqui (?:l['’]|(?:le|la|les|lui|leur) )(?=\w)", re.IGNORECASE)


def same_question(written: str, question: str, language: Language, history: Sequence[Turn]) -> bool:
    """Whether ``written`` is the question with what it leaves unsaid put in."""
    completed = complete(question, history)
    elliptical = _elliptical(question)
    return (
        _only_what_was_said(written, question, language, history)
        and _nothing_lost(written, question, language)
        and _asks_alike(written, question, completed)
        and not turned_round(written, question)
        and _turns_alike(written, completed if elliptical else question, question)
        and (elliptical or _in_place(written, question, language))
    )


def _elliptical(question: str) -> bool:
    """Whether it leaves its verb unsaid ("and since when?", "et la Chine ?")."""
    rest = without_opening(question)
    return not content(rest) or (analyse(rest).form is Form.FACT and not _asking(rest))


def _only_what_was_said(
    written: str, question: str, language: Language, history: Sequence[Turn]
) -> bool:
    """Whether each word, figure and name of it was asked, or told in one sentence of an answer:
    what stands in several may be put together to what nobody meant.
    """
    asked, told = [stated(question, language)], []
    for turn in history:
        spoken, text = detect(turn.content, language), turn.content
        if turn.role == "user":
            asked.append(stated(text, spoken))
        else:
            told += [stated(text[start:end], spoken) for start, end in split(text)]
    brought = [t for t in _terms(written, language) if not _says(asked, t, language)]
    return not brought or any(all(_says([one], t, language) for t in brought) for one in told)


def _nothing_lost(written: str, question: str, language: Language) -> bool:
    """Whether the rewriting still says each word of the question that points at nothing."""
    said = [stated(written, language)]
    own = _POINTING.sub(" ", without_opening(question))
    return all(_says(said, term, language) for term in _terms(own, language))


def _terms(text: str, language: Language) -> list[Term]:
    return claim_terms(text, language, bundled_dictionary())


def _says(texts: Iterable[Stated], term: Term, language: Language) -> bool:
    """Whether a text says it: as itself or its family, or as its translation; no synonyms."""
    return any(
        term(text) >= (FAMILY if text.language is language else TRANSLATED) for text in texts
    )


def _asks_alike(written: str, question: str, completed: str) -> bool:
    """Whether both want the same kind of thing, and of the same unit where one is named."""
    own, made = analyse(without_opening(question)), analyse(written)
    if _elliptical(question) and own.form is Form.FACT:
        own, question = analyse(completed), completed
    alike = {own.form, made.form} <= _ALIKE and _asking(question) == _asking(written)
    same = own.form is made.form and own.form is not Form.FACT
    return (same or alike) and own.unit in (None, made.unit)


def _asking(question: str) -> str:
    folded = fold(question)
    return next((name for name, rule in _ASKING if rule.search(folded)), "")


def _turns_alike(written: str, expected: str, question: str) -> bool:
    """Whether it denies and limits as is expected: nothing brought in, nothing of the question
    left out.
    """
    own = without_opening(question)  # "encore", "and also" only open
    made, known, kept = (set(_DECISIVE.findall(fold(t))) for t in (written, expected, own))
    denied = bool(denies(written)) is bool(denies(expected))
    return denied and kept <= made <= known | kept


def _in_place(written: str, question: str, language: Language) -> bool:
    """Whether what both say stands in the same order, and what is put in where the pronoun stood:
    giver and taker, doer and done are not exchanged.
    """
    told, made = _POINTING.sub("it", question), _placed(written, language)
    own = _placed(told, language)
    kept = [next((at for at, other in made if keys & other), None) for _, keys in own]
    places = [place for place in kept if place is not None]
    if places != sorted(places):
        return False
    if language is Language.FR:
        done = _DONE.search(question) is not None and _DONE.search(written) is None
        return not done or not places or any(at > places[0] for at, _ in made if at not in places)
    pronoun = _PRONOUN.search(told)
    if pronoun is None or len(places) < len(own):
        return True
    before = sum(at < pronoun.start() for at, _ in own)
    start, end = [-1, *places, len(written)][before : before + 2]
    put_in = [at for at, _ in made if at not in places]
    return any(start < at < end for at in [*put_in, *_places(_PRONOUN, written)])


def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def _placed(text: str, language: Language) -> list[tuple[int, frozenset[str]]]:
    """Known things by their ids, other words by their stems, in order."""
    found = [(mention.start, frozenset({mention.id})) for mention in mentions(text)]
    for at, word in bundled_dictionary().words(text, language):
        found.append((at, frozenset(word.stems[language]) or frozenset({word.surface})))
    return sorted(found, key=lambda pair: pair[0])
