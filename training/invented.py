"""Invented passages of relations, each said in several ways in French and English.

A relation (training/order/relations.txt, verbs.txt) holds between two things of one kind
(things.txt) or invented names: "A sold T to B", "B bought T from A". A passage states one to three
of them, now and then with when and where, or as what somebody said; a claim says one of them in
another way, right, or with the two exchanged, wrong. A question asks who or what, when or where;
it is not answered where the two are exchanged or one is another, or the passage does not say when
or where.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from training.reader_data import Claim, Data, Part, Passage, Question

LANGUAGES = ("en", "fr")
TABLES = Path(__file__).with_name("order")
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
UNANSWERED = 0.5
"""How many questions are not answered."""
NEARLY = 0.3
"""How often one of those that a passage speaks of is nearly another."""
DATED = 0.4
"""How often a question says when it happened."""
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
MONTHS = (
    "January|janvier February|février March|mars April|avril May|mai June|juin July|juillet "
    "August|août September|septembre October|octobre November|novembre December|décembre"
).split()
FIRST, VOWELS = "B D F G K L M N P R S T V Z Ch Br Tr St Kr Gl".split(), "a e i o u ai ou".split()
LAST = ["n", "r", "l", "s", "nd", "rk", "m", "lt", "v", "d", "ska", "ne", ""]
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


WHO = {
    "agents": (("who", "qui"),),
    "places": (("which town", "quelle ville"), ("which place", "quel endroit")),
    "events": (("what", "qu’est-ce qui"),),
}
"""What stands in place of a subject that is asked for, by kind."""
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
        pools = _pools(chance)
        facts = [_fact(pools, chance) for _ in range(chance.choice(SIZES))]
        language, at = chance.choice(LANGUAGES), len(data.passages)
        sentences = tuple(fact.stated.said(language, chance, IN_FULL) for fact in facts)
        data.passages.append(Passage(f"order {at}", language, "", sentences, part))
        for number, fact in enumerate(facts):
            for statement, label in ((fact.right, "supported"), (fact.wrong, "wrong")):
                spoken = _other(language) if chance.random() < ACROSS else language
                text = statement.said(spoken, chance, IN_SHORT)
                decisive = (number,) if label == "supported" else ()
                found.append(Claim(text, spoken, at, label, decisive, "order", "order"))
    return found


def asked(data: Data, count: int, seed: str, part: Part = Part.TRAIN) -> list[Question]:
    """About ``count`` questions over invented passages, added to ``data``: about as many answered
    as not. Whether a sentence sets right what one takes for granted is left open.
    """
    chance = random.Random(seed)
    found: list[Question] = []
    while len(found) < count:
        pools = _pools(chance)
        facts = [_partly(_fact(pools, chance), chance) for _ in range(chance.choice(SIZES))]
        language, at = chance.choice(LANGUAGES), len(data.passages)
        sentences = tuple(fact.stated.said(language, chance, 1.0) for fact in facts)
        data.passages.append(Passage(f"order {at}", language, "", sentences, part))
        for number, fact in enumerate(facts):
            spoken = _other(language) if chance.random() < ACROSS else language
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
        other = next(w for w in iter(lambda: _when(chance)[k], None) if w and w != dated)
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
        return fact.right.of(N=_named(str(one)), M=_named(str(other)))
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


def _other(language: str) -> str:
    return LANGUAGES[1 - LANGUAGES.index(language)]


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
def _things() -> dict[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = {}
    for line in (TABLES / "things.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            kind = found.setdefault(line[2:], [])
        elif line:
            english, french, how = line.split("|")
            kind.append(Thing(english, french, "f" in how, "p" in how))
    return {name: tuple(things) for name, things in found.items()}


@cache
def _relations() -> tuple[Relation, ...]:
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


def _pools(chance: random.Random) -> dict[str, list[Thing]]:
    """What a passage speaks of, by kind."""
    agents: list[Thing] = []
    while len(agents) < 5:
        near = bool(agents) and chance.random() < NEARLY
        made = _nearly(chance.choice(agents), chance) if near else _agent(chance)
        if made not in agents:
            agents.append(made)
    places = [_named(_name(chance)) for _ in range(4)]
    return {
        "agents": agents,
        "goods": agents,
        "places": places,
        "events": chance.sample(_things()["events"], 5),
    }


def _agent(chance: random.Random) -> Thing:
    roll = chance.random()
    if roll < 0.3:
        alone = chance.random() < 0.4
        return _named(_name(chance) if alone else f"{_name(chance)} {_name(chance)}")
    if roll < 0.45:
        body, town = chance.choice(_things()["bodies"]), _name(chance)
        return replace(body, en=f"{body.en} of {town}", fr=f"{body.fr} de {town}")
    return chance.choice(_things()["people" if roll < 0.7 else "bodies"])


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
        return _named(f"{_name(chance)} {last or first}")
    former = ("ancien", "ancienne", "anciens", "anciennes")[2 * thing.plural + thing.feminine]
    rest = re.sub(r"^(?:les? |la |l’)", "", thing.fr)
    article = "les " if thing.plural else "l’"
    return replace(thing, en=f"the former {thing.en[4:]}", fr=f"{article}{former} {rest}")


def _named(name: str) -> Thing:
    return Thing(name, name)


def _name(chance: random.Random) -> str:
    """An invented name, of one to three syllables."""
    syllables = chance.choice((1, 2, 2, 3))
    begun = "".join(chance.choice(FIRST) + chance.choice(VOWELS) for _ in range(syllables))
    return begun.capitalize() + chance.choice(LAST)


def _fact(pools: dict[str, list[Thing]], chance: random.Random) -> Fact:
    roll = chance.random()
    if roll < COUNTED_SHARE:
        return _counted(pools["agents"], chance)
    weights = [OFTEN[relation.kind] for relation in _relations()]
    relation = chance.choices(_relations(), weights)[0]
    parts = _parts(relation, pools[relation.kind], chance)
    speakers = [one for one in pools["agents"] if one not in parts.values()]
    if roll < COUNTED_SHARE + SAID_SHARE and len(speakers) > 1:
        return _by_two(relation, parts, speakers, pools["events"], chance)
    stated = Statement(relation.ways, parts, _when(chance), _where(chance))
    if relation.kind in ("places", "events"):
        stated = replace(stated, where=("", ""))
    if relation.kind == "places":
        stated = replace(stated, when=("", ""))
    kind = "agents" if relation.kind == "goods" else relation.kind
    return Fact(stated, stated, stated.of(A=parts["B"], B=parts["A"]), kind)


def _parts(relation: Relation, pool: Sequence[Thing], chance: random.Random) -> dict[str, Thing]:
    one, other = chance.sample(list(pool), 2)
    parts = {"A": one, "B": other}
    return parts | {"T": chance.choice(_things()["goods"])} if relation.kind == "goods" else parts


def _when(chance: random.Random) -> tuple[str, str]:
    roll, year = chance.random(), chance.randint(1850, 2025)
    if roll < 0.35:
        return "", ""
    if roll < 0.75:
        return f"in {year}", f"en {year}"
    english, french = chance.choice(MONTHS).split("|")
    day = chance.randint(2, 28)
    return f"on {day} {english} {year}", f"le {day} {french} {year}"


def _where(chance: random.Random) -> tuple[str, str]:
    place = _name(chance)
    return (f"in {place}", f"à {place}") if chance.random() < 0.25 else ("", "")


def _counted(agents: Sequence[Thing], chance: random.Random) -> Fact:
    """How many two of them have; the claim is of one."""
    one, other = chance.sample(list(agents), 2)
    fewer, more = (_named(str(n)) for n in chance.sample(range(3, 95), 2))
    first = chance.choice(COUNTED)
    second = [way.replace("A}", "B}").replace("N}", "M}") for way in first]
    both = tuple(
        (f"{a}{joint}{b}",) for a, b, joint in zip(first, second, (" and ", " et "), strict=True)
    )
    either = tuple(zip(first, second, strict=True))
    parts = {"A": one, "B": other, "N": fewer, "M": more}
    right = Statement((either[0], either[1]), parts, _when(chance))
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
    second = chance.choice([r for r in _relations() if r.kind == "events"])
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
