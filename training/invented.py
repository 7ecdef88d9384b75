"""Invented passages of relations (training/relations.py), and claims that they support or not.

A passage states one to three relations between things or invented names, now and then with when and
where, or as what somebody said; a claim says one of them in another way, right, or with the two
exchanged, wrong. training/invented_questions.py asks about them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.types import Language
from text.dating import written
from training.reader_data import Claim, Data, Part, Passage
from training.relations import LANGUAGES, Relation, Statement, Thing, relations, things

SIZES = (1, 1, 1, 1, 1, 2, 2, 3)
"""Sentences of a passage, each as often."""
COUNTED_SHARE, SAID_SHARE = 0.1, 0.1
"""How often a sentence counts something of two, or gives what two people said."""
OFTEN = {"agents": 1.0, "goods": 2.5, "places": 3.0, "events": 6.0}
"""The weight of a relation between such things: there are fewer of the later kinds."""
ACROSS = 0.4
"""How often a claim is in the other language."""
IN_FULL, IN_SHORT = 0.9, 0.5
"""How often passage and claim say when and where."""
NEARLY = 0.3
"""How often one of those that a passage speaks of is nearly another."""
COUNTED = (
    ("{A} {has:A} {N} members", "{A} compte{nt:A} {N} membres"),
    ("{A} {has:A} {N} vehicles", "{A} dispose{nt:A} de {N} véhicules"),
    ("{A} received {N} letters", "{A} {ont:A} reçu {N} lettres"),
    ("{A} spent {N} million euros", "{A} {ont:A} dépensé {N} millions d’euros"),
    ("{A} waited {N} days", "{A} {ont:A} attendu {N} jours"),
)
SAID = (
    (
        ("{S} said that {X}", "according to {S}, {X}"),
        ("{S} {ont:S} déclaré que {X}", "selon {S}, {X}"),
    ),
    (
        ("{S} believed that {X}", "in the view of {S}, {X}"),
        ("{S} estimai{t:S} que {X}", "de l’avis {deS}, {X}"),
    ),
)
JOINED = (" while ", " tandis que ")
FIRST, VOWELS = "B D F G K L M N P R S T V Z Ch Br Tr St Kr Gl".split(), "a e i o u ai ou".split()
LAST = ["n", "r", "l", "s", "nd", "rk", "m", "lt", "v", "d", "ska", "ne", ""]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a passage states, and a right and a wrong reading of it; ``kind`` is what a subject of
    theirs is.
    """

    stated: Statement
    right: Statement
    wrong: Statement
    kind: str = "agents"


def invented(data: Data, count: int, seed: str, part: Part = Part.TRAIN) -> list[Claim]:
    """About ``count`` claims over invented passages, added to ``data``: as many right as wrong."""
    chance = random.Random(seed)
    found: list[Claim] = []
    while len(found) < count:
        pools = pools_of(chance)
        facts = [fact_of(pools, chance) for _ in range(chance.choice(SIZES))]
        at, language = add_passage(data, facts, IN_FULL, part, chance)
        for number, fact in enumerate(facts):
            for statement, label in ((fact.right, "supported"), (fact.wrong, "wrong")):
                spoken = other_language(language) if chance.random() < ACROSS else language
                text = statement.said(spoken, chance, IN_SHORT)
                decisive = (number,) if label == "supported" else ()
                found.append(Claim(text, spoken, at, label, decisive, "order", "order"))
    return found


def add_passage(
    data: Data, facts: Sequence[Fact], full: float, part: Part, chance: random.Random
) -> tuple[int, str]:
    """State the facts in a new passage: its number and language. ``full``: how likely each of when
    and where is said.
    """
    language, at = chance.choice(LANGUAGES), len(data.passages)
    sentences = tuple(fact.stated.said(language, chance, full) for fact in facts)
    data.passages.append(Passage(f"order {at}", language, "", sentences, part))
    return at, language


def other_language(language: str) -> str:
    """French for English, English for French."""
    return LANGUAGES[1 - LANGUAGES.index(language)]


def pools_of(chance: random.Random) -> dict[str, list[Thing]]:
    """What a passage speaks of, by kind."""
    agents: list[Thing] = []
    while len(agents) < 5:
        near = bool(agents) and chance.random() < NEARLY
        made = _nearly(chance.choice(agents), chance) if near else _agent(chance)
        if made not in agents:
            agents.append(made)
    places = [named(_name(chance)) for _ in range(4)]
    return {
        "agents": agents,
        "goods": agents,
        "places": places,
        "events": chance.sample(things()["events"], 5),
    }


def _agent(chance: random.Random) -> Thing:
    roll = chance.random()
    if roll < 0.3:
        alone = chance.random() < 0.4
        return named(_name(chance) if alone else f"{_name(chance)} {_name(chance)}")
    if roll < 0.45:
        body, town = chance.choice(things()["bodies"]), _name(chance)
        return replace(body, en=f"{body.en} of {town}", fr=f"{body.fr} de {town}")
    return chance.choice(things()["people" if roll < 0.7 else "bodies"])


def _nearly(thing: Thing, chance: random.Random) -> Thing:
    """One that is easily taken for it: of another place, with a name in part the same, or a former
    one.
    """
    name, _, town = thing.en.rpartition(" of ")
    if name and town[:1].isupper():
        other = _name(chance)
        return replace(thing, en=f"{name} of {other}", fr=thing.fr.replace(town, other))
    if not thing.en.startswith("the "):
        first, _, last = thing.en.partition(" ")
        return named(f"{_name(chance)} {last or first}")
    former = ("ancien", "ancienne", "anciens", "anciennes")[2 * thing.plural + thing.feminine]
    rest = re.sub(r"^(?:les? |la |l’)", "", thing.fr)
    article = "les " if thing.plural else "l’"
    return replace(thing, en=f"the former {thing.en[4:]}", fr=f"{article}{former} {rest}")


def named(name: str) -> Thing:
    """A name, the same in both languages."""
    return Thing(name, name)


def _name(chance: random.Random) -> str:
    """An invented name, of one to three syllables."""
    syllables = chance.choice((1, 2, 2, 3))
    begun = "".join(chance.choice(FIRST) + chance.choice(VOWELS) for _ in range(syllables))
    return begun.capitalize() + chance.choice(LAST)


def fact_of(pools: dict[str, list[Thing]], chance: random.Random) -> Fact:
    """A relation between two of a pool, something counted, or what two people said."""
    roll = chance.random()
    if roll < COUNTED_SHARE:
        return _counted(pools["agents"], chance)
    weights = [OFTEN[relation.kind] for relation in relations()]
    relation = chance.choices(relations(), weights)[0]
    parts = _parts(relation, pools[relation.kind], chance)
    speakers = [one for one in pools["agents"] if one not in parts.values()]
    if roll < COUNTED_SHARE + SAID_SHARE and len(speakers) > 1:
        return _by_two(relation, parts, speakers, pools["events"], chance)
    stated = Statement(relation.ways, parts, when_of(chance), _where(chance))
    if relation.kind in ("places", "events"):
        stated = replace(stated, where=("", ""))
    if relation.kind == "places":
        stated = replace(stated, when=("", ""))
    kind = "agents" if relation.kind == "goods" else relation.kind
    return Fact(stated, stated, stated.of(A=parts["B"], B=parts["A"]), kind)


def _parts(relation: Relation, pool: Sequence[Thing], chance: random.Random) -> dict[str, Thing]:
    one, other = chance.sample(list(pool), 2)
    parts = {"A": one, "B": other}
    return parts | {"T": chance.choice(things()["goods"])} if relation.kind == "goods" else parts


def when_of(chance: random.Random) -> tuple[str, str]:
    """A year, a day or nothing, in English and French."""
    roll, year = chance.random(), chance.randint(1850, 2025)
    if roll < 0.35:
        return "", ""
    if roll < 0.75:
        return f"in {year}", f"en {year}"
    day = f"{year}-{chance.randint(1, 12):02}-{chance.randint(2, 28):02}"
    return f"on {written(day, Language.EN)}", f"le {written(day, Language.FR)}"


def _where(chance: random.Random) -> tuple[str, str]:
    place = _name(chance)
    return (f"in {place}", f"à {place}") if chance.random() < 0.25 else ("", "")


def _counted(agents: Sequence[Thing], chance: random.Random) -> Fact:
    """How many two of them have; the claim is of one."""
    one, other = chance.sample(list(agents), 2)
    fewer, more = (named(str(n)) for n in chance.sample(range(3, 95), 2))
    first = chance.choice(COUNTED)
    second = [way.replace("A}", "B}").replace("N}", "M}") for way in first]
    both = tuple(
        (f"{a}{joint}{b}",) for a, b, joint in zip(first, second, (" and ", " et "), strict=True)
    )
    either = tuple(zip(first, second, strict=True))
    parts = {"A": one, "B": other, "N": fewer, "M": more}
    right = Statement((either[0], either[1]), parts, when_of(chance))
    return Fact(replace(right, ways=(both[0], both[1])), right, right.of(N=more, M=fewer))


def _by_two(
    relation: Relation,
    parts: dict[str, Thing],
    speakers: Sequence[Thing],
    events: Sequence[Thing],
    chance: random.Random,
) -> Fact:
    """What one said and what another said; the claim is of one of them, wrong in who said it or in
    what was said.
    """
    one, other = chance.sample(list(speakers), 2)
    second = chance.choice([r for r in relations() if r.kind == "events"])
    happened = _parts(second, events, chance)
    parts = parts | {"S": one, "U": other, "C": happened["A"], "D": happened["B"]}
    verbs, turned = chance.choice(SAID), chance.random() < 0.5
    both, alone = [], []
    for k in (0, 1):
        what = chance.choice(relation.ways[k]), _renamed(chance.choice(second.ways[k]))
        ways = [way.replace("{X}", what[0]) for way in verbs[k]]
        others = [way.replace("S}", "U}").replace("{X}", what[1]) for way in verbs[k]]
        pairs = [(b, a) if turned else (a, b) for a in ways for b in others]
        both.append(tuple(JOINED[k].join(pair) for pair in pairs))
        alone.append(tuple(ways if chance.random() < 0.5 else others))
    stated = Statement((both[0], both[1]), parts)
    right = replace(stated, ways=(alone[0], alone[1]))
    if chance.random() < 0.7:
        return Fact(stated, right, right.of(S=other, U=one))
    exchanged = {"A": parts["B"], "B": parts["A"], "C": parts["D"], "D": parts["C"]}
    return Fact(stated, right, right.of(**exchanged))


def _renamed(way: str) -> str:
    """The same of C and D in place of A and B."""
    return re.sub(r"([AB])(?=['}])", lambda m: {"A": "C", "B": "D"}[m[1]], way)
