"""Questions on invented passages (training/invented.py): who or what, when or where, how many.

They are not answered where the two of a relation are exchanged or one is another, or where the
passage does not say when or where.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from training.invented import (
    ACROSS,
    COUNTED,
    SIZES,
    Fact,
    add_passage,
    fact_of,
    named,
    other_language,
    pools_of,
    when_of,
)
from training.reader_data import Data, Part, Question
from training.relations import LANGUAGES, Statement, Thing, filled

UNANSWERED = 0.5
"""How many questions are not answered."""
DATED = 0.4
"""How often a question says when it happened."""
WHO = {
    "agents": (("who", "qui"),),
    "places": (("which town", "quelle ville"), ("which place", "quel endroit")),
    "events": (("what", "qu’est-ce qui"),),
}
"""What replaces a subject that is asked for, by kind."""
WHEN = (
    ("when was it that {X}", "quand est-ce que {X}"),
    ("in which year was it that {X}", "en quelle année est-ce que {X}"),
)
WHERE = (
    ("where was it that {X}", "où est-ce que {X}"),
    ("in which town was it that {X}", "dans quelle ville est-ce que {X}"),
)
HOW_MANY = (
    ("how many members {has:A} {A} got", "combien de membres compte{nt:A} {A}"),
    ("how many vehicles {has:A} {A} got", "de combien de véhicules dispose{nt:A} {A}"),
    ("how many letters were received by {A}", "combien de lettres {A} {ont:A} reçues"),
    ("how many million euros were spent by {A}", "combien de millions {A} {ont:A} dépensés"),
    ("for how many days did {A} wait", "combien de jours {A} {ont:A} attendu"),
)
"""In the order of COUNTED."""


def asked(data: Data, count: int, seed: str, part: Part = Part.TRAIN) -> list[Question]:
    """About ``count`` questions over invented passages, added to ``data``: about as many answered
    as not. Whether a sentence sets right what one takes for granted is left open.
    """
    chance = random.Random(seed)
    found: list[Question] = []
    while len(found) < count:
        pools = pools_of(chance)
        facts = [_partly(fact_of(pools, chance), chance) for _ in range(chance.choice(SIZES))]
        at, language = add_passage(data, facts, 1.0, part, chance)
        for number, fact in enumerate(facts):
            spoken = other_language(language) if chance.random() < ACROSS else language
            others = [one for one in facts if one is not fact]
            for text, answered in _questions(fact, others, pools, spoken, chance):
                answers, kind = ((number,), "fact") if answered else ((), "near_miss")
                made = Question(text, spoken, at, kind, answers, open=not answered, source="order")
                found.append(made)
    return found


def _partly(fact: Fact, chance: random.Random) -> Fact:
    """The same with when and where each left out now and then."""
    when = fact.stated.when if chance.random() < 0.5 else ("", "")
    where = fact.stated.where if chance.random() < 0.5 else ("", "")
    of = [replace(one, when=when, where=where) for one in (fact.stated, fact.right, fact.wrong)]
    return Fact(*of, fact.kind)


def _questions(
    fact: Fact,
    others: Sequence[Fact],
    pools: dict[str, list[Thing]],
    language: str,
    chance: random.Random,
) -> Iterator[tuple[str, bool]]:
    """Questions on a fact beside others in its passage, each with whether it is answered: who or
    what, right and about the wrong one; when and where, said or not.
    """
    parts = fact.right.parts
    if not _plain_ways(fact.right, language):
        return
    strangers = [one for one in pools[fact.kind] if one not in parts.values()]
    wrong = _wrong(fact, strangers, others, chance)
    k = LANGUAGES.index(language)
    dated = fact.stated.when[k] if chance.random() < DATED and "S" not in parts else ""
    yield _who(fact.right, fact.kind, language, dated, chance), True
    if wrong is not None:
        yield _who(wrong, fact.kind, language, dated, chance), False
    elif dated:
        other = next(w for w in iter(lambda: when_of(chance)[k], None) if w and w != dated)
        yield _who(fact.right, fact.kind, language, other, chance), False
    of_time = [(WHEN, fact.stated.when), (WHERE, fact.stated.where)]
    for forms, said in of_time if fact.kind != "places" and "S" not in parts else ():
        elsewhere = wrong is not None and chance.random() < UNANSWERED
        if said[0] or chance.random() < UNANSWERED:
            statement = wrong if wrong is not None and elsewhere else fact.right
            text = _that(chance.choice(forms), statement, language, chance)
            yield text, bool(said[0]) and not elsewhere
    if "N" in parts:
        counted = next(n for n, one in enumerate(COUNTED) if one[0] == fact.right.ways[0][0])
        of_whom = parts if chance.random() < UNANSWERED else parts | {"A": chance.choice(strangers)}
        yield (
            _as_question(filled(HOW_MANY[counted][k], of_whom, language), language),
            (of_whom is parts),
        )


def _wrong(
    fact: Fact, strangers: Sequence[Thing], others: Sequence[Fact], chance: random.Random
) -> Statement | None:
    """A statement about which a question is not answered: of strangers, of a number that nobody
    has, or with two exchanged. None where another fact of the passage may answer it.
    """
    parts = fact.right.parts
    if "N" in parts:
        known = {parts["N"].en, parts["M"].en}
        one, other = chance.sample([n for n in range(3, 95) if str(n) not in known], 2)
        return fact.right.of(N=named(str(one)), M=named(str(other)))
    if "S" in parts:  # who said it is right either way
        return fact.wrong if fact.wrong.parts["S"] == parts["S"] else None
    if chance.random() < UNANSWERED:
        if len(strangers) < 2 or any(one.right.ways == fact.right.ways for one in others):
            return None
        one_of, other_of = chance.sample(list(strangers), 2)
        return fact.right.of(A=one_of, B=other_of)
    shared = any(set(parts.values()) & set(one.right.parts.values()) for one in others)
    return None if shared else fact.wrong


def _who(statement: Statement, kind: str, language: str, dated: str, chance: random.Random) -> str:
    """Who or what it is of whom a statement says the rest, and when."""
    way = chance.choice(_plain_ways(statement, language))
    key, kind = way[1], "agents" if way[1] in "SU" else kind
    parts = statement.parts | {key: Thing(*chance.choice(WHO[kind]))}
    return _as_question(f"{filled(way, parts, language)} {dated}".strip(), language)


def _that(form: tuple[str, str], statement: Statement, language: str, chance: random.Random) -> str:
    """When or where it was that it happened."""
    way = chance.choice(_plain_ways(statement, language))
    text = form[LANGUAGES.index(language)].replace("{X}", way)
    return _as_question(filled(text, statement.parts, language), language)


def _plain_ways(statement: Statement, language: str) -> list[str]:
    """The ways of saying that begin with one of the two, and are no clefts."""
    return [w for w in statement.ways[LANGUAGES.index(language)] if re.match(r"\{[ABSU]\}", w)]


def _as_question(text: str, language: str) -> str:
    text = re.sub(r"\bque (?=[aeiouyàâéèêîô])", "qu’", text) if language == "fr" else text
    return f"{text[0].upper()}{text[1:]}{' ?' if language == 'fr' else '?'}"
