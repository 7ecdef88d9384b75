"""Claims that nobody had to write: right ones altered, short answers, splices, parallel text.

Altered ones keep the words of a right claim and change who does what, a figure or a negation. Short
answers follow their question. Spliced ones read like a model that babbles, and are borne out by
nothing. Parallel text gives right claims across languages; with a figure, a name or a negation
changed, wrong ones near them.
"""

from __future__ import annotations

import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from training.reader_data import Claim, Data, Part, Passage, Question

SEED = 2026
FILES = {
    "laws_ca_1": 900,
    "laws_ca_2": 900,
    "laws_ca_3": 900,
    "python_docs_fr": 500,
    "tatoeba": 1500,
}
"""Passages of each file; of tatoeba, whose sentences do not go together, some at random."""
MOST_SHORT = 8
"""The most words of a short answer."""
RUN = 4
"""The most sentences of a passage of parallel text."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][\w’'-]{3,}")
_DENIED = {
    "en": re.compile(r"\b(is|are|was|were|can|may|has|have|will|must) not\b"),
    "fr": re.compile(r"\b(?:ne |n[’'])(\w+) pas\b"),
}

_NAMED = re.compile(r"(?<!\w)(?:[LDSNlds][’'])?([A-ZÀ-Ý][\w-]+(?: [A-ZÀ-Ý][\w-]+)*)")
_BEFORE = re.compile(r"(?:\w+ |\w+[’'])$")
_ARTICLES = frozenset(
    "the le la les l’ l' du des au aux de d’ d' of in en à to by par from with avec".split()
)
_COORDINATED = re.compile(
    r"[\s,;–-]*(?:and|or|et|ou|to|à|with|avec|&)?[\s-]*(?:the|le|la|les|l[’'])?"
)
_BEGUN = re.compile(r"(?:^|[.!?:;«“\"(]\s*|–\s*)$")
_ALIKE = re.compile(r"\d+(?:[.,\u202f\xa0 ]\d{3})*(?:[.,]\d+)?")
DENIED = 0.3
"""How often a verb is denied where nothing else can be altered."""
_NO_NAMES = frozenset(
    "Le La Les Un Une The An It In On At If As He She They This That When While After Before Such "
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday Mr Mrs Ms Dr".split()
)
_AFFIRMED = {
    "en": re.compile(r"\b(is|are|was|were|has|have|had|will|can|must|should)\b(?! not|n[’']t)"),
    "fr": re.compile(
        r"(?<![’'])(?<!ne )(?<!y )"
        r"\b(est|sont|était|étaient|a|ont|avait|peut|doit|sera|fut)\b(?! pas)"
    ),
}


def of_questions(questions: Sequence[Question]) -> list[Claim]:
    """Short answers as claims that follow their question: "Yes." and "No." where one of them is
    right or neither is, and the words that answer a public question, or another one on its passage.
    """
    words: dict[int, list[str]] = defaultdict(list)
    for q in questions:
        if q.answer_text and len(q.answer_text.split()) <= MOST_SHORT:
            words[q.passage].append(q.answer_text)
    found = []
    for number, q in enumerate(questions):
        chance = random.Random(f"short {number}")
        asked = (q.text,) if not q.before else (f"{q.before} {q.text}",)
        said = list(_polar(q, chance))
        if q.answer_text in words[q.passage]:
            said.append((q.answer_text, "supported"))
        others = [w for w in words[q.passage] if not _overlap(w, q.answer_text)]
        if others and (not q.answers or q.answer_text):
            said.append((chance.choice(others), "wrong"))
        for text, label in said:
            decisive = q.answers if label in ("supported", "contradicted") else ()
            text = text[:1].upper() + text[1:].rstrip(" .,;") + "."
            found.append(
                Claim(text, q.language, q.passage, label, decisive, "short", "short_answer", asked)
            )
    return found


def _polar(q: Question, chance: random.Random) -> Iterator[tuple[str, str]]:
    """What "Yes." and "No." are after a question: right and wrong, or neither where that is not
    what answers it; nothing of premises that are set right.
    """
    said = {"en": ("Yes.", "No."), "fr": ("Oui.", "Non.")}[q.language]
    if q.yn:
        labels = ("supported", "contradicted") if q.yn == "yes" else ("contradicted", "supported")
        yield from zip(said, labels, strict=True)
    elif q.kind != "yesno" and not q.corrects and chance.random() < (0.1 if q.answers else 0.2):
        yield chance.choice(said), "unsupported"


def _overlap(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def altered(data: Data, claims: Sequence[Claim]) -> list[Claim]:
    """Of right claims, the same with two names or two figures exchanged, one replaced by another of
    the passage, or a verb denied or no longer denied: at most one each, and not of every claim.
    """
    found = []
    for number, claim in enumerate(claims):
        if claim.label != "supported" or claim.kind == "inference":
            continue
        chance = random.Random(f"altered {number}")
        passage = data.passages[claim.passage].text
        ways = [
            ("swap", "contradicted", _names_exchanged(claim.text, passage)),
            ("number", "contradicted", _figure_exchanged(claim.text, passage, chance)),
            ("name", "unsupported", _name_replaced(claim.text, passage, chance)),
            ("negation", "contradicted", _denial_turned(claim.text, claim.language, chance)),
        ]
        made = [way for way in ways if way[2] and way[2] != claim.text]
        if not made or (made[0][0] == "negation" and chance.random() > DENIED):
            continue
        weights = [{"swap": 4, "number": 3, "name": 1, "negation": 1}[kind] for kind, _, _ in made]
        kind, label, text = chance.choices(made, weights)[0]
        decisive = claim.decisive if label == "contradicted" else ()
        found.append(
            Claim(
                text, claim.language, claim.passage, label, decisive, kind, "altered", claim.before
            )
        )
    return found


def _names(text: str, known: str) -> list[re.Match[str]]:
    """The names in a text; its first word only if ``known`` has it within a sentence."""
    return [
        m
        for m in _NAMED.finditer(text)
        if m[1].split()[0] not in _NO_NAMES
        and (
            not _BEGUN.search(text[: m.start()])
            or re.search(rf"[\w,;’'] ?{re.escape(m[1])}\b", known)
        )
    ]


def _before(text: str, name: re.Match[str]) -> str:
    """The article or preposition before a name, or nothing."""
    found = _BEFORE.search(text[: name.start(1)])
    word = found[0].strip().casefold() if found else ""
    return word if word in _ARTICLES else ""


def _names_exchanged(text: str, passage: str) -> str:
    """The first two names that follow the same article, and that nothing coordinates."""
    names = _names(text, passage)
    for one, other in pairwise(names):
        between = text[one.end(1) : other.start(1)]
        if (
            one[1] != other[1]
            and _before(text, one) == _before(text, other)
            and not _COORDINATED.fullmatch(between)
        ):
            return text[: one.start(1)] + other[1] + between + one[1] + text[other.end(1) :]
    return ""


def _name_replaced(text: str, passage: str, chance: random.Random) -> str:
    """A name of the text replaced by one that the passage has after the same article."""
    names = _names(text, passage)
    if not names:
        return ""
    gone = chance.choice(names)
    others = sorted(
        {
            m[1]
            for m in _names(passage, passage)
            if not set(m[1].split()) & set(text.split())
            and _before(passage, m) == _before(text, gone)
        }
    )
    if not others:
        return ""
    return text[: gone.start(1)] + chance.choice(others) + text[gone.end(1) :]


def _figure_exchanged(text: str, passage: str, chance: random.Random) -> str:
    """Two figures of the text exchanged, or one replaced by another such one of the passage."""
    figures = list(_ALIKE.finditer(text))
    if not figures:
        return ""
    gone = chance.choice(figures)
    own = {m[0] for m in figures}
    alike = sorted({f for f in _ALIKE.findall(passage) if f not in own and _alike(f, gone[0])})
    for one, other in pairwise(figures):
        between = text[one.end() : other.start()]
        apart = one[0] != other[0] and len(between.split()) > 2
        if apart and _alike(one[0], other[0]) and not (alike and chance.random() < 0.5):
            return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]
    return text[: gone.start()] + chance.choice(alike) + text[gone.end() :] if alike else ""


def _alike(one: str, other: str) -> bool:
    """Whether one figure may replace another: of one length, both years or neither, not equal."""
    digits = [re.sub(r"\D", "", f) for f in (one, other)]
    years = [len(f) == 4 and f.isdigit() and f[0] in "12" for f in (one, other)]
    return len(one) == len(other) and digits[0] != digits[1] and years[0] == years[1]


def _denial_turned(text: str, language: str, chance: random.Random) -> str:
    """A verb denied, or no longer."""
    if denied := _DENIED[language].search(text):
        return text[: denied.start()] + denied[1] + text[denied.end() :]
    verb = _AFFIRMED[language].search(text)
    if not verb or chance.random() < 0.5:
        return ""
    if language == "en":
        return text[: verb.end()] + " not" + text[verb.end() :]
    opened = "n’" if verb[1][0] in "aeéo" else "ne "
    return f"{text[: verb.start()]}{opened}{verb[1]} pas{text[verb.end() :]}"


def spliced(data: Data, part: Part) -> list[Claim]:
    """About one sentence a passage, of a Markov chain (order 1) over its article or document, with
    the figures shuffled; unsupported.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for at in data.passages_of(part):
        groups[data.passages[at].group].append(at)
    found = []
    for name, members in sorted(groups.items()):
        chance = random.Random(f"{SEED} {name}")
        for language in ("en", "fr"):
            own = [at for at in members if data.passages[at].language == language]
            sentences = [s for at in own for s in data.passages[at].sentences]
            if len(sentences) < 8:
                continue
            chain = _chain(sentences, chance)
            for at in own:
                text = _walk(chain, chance)
                if text and not any(text[:-1] in sentence for sentence in sentences):
                    made = Claim(text, language, at, "unsupported", (), "spliced", "spliced")
                    found.append(made)
    return found


def _chain(sentences: Sequence[str], chance: random.Random) -> dict[str, list[str]]:
    figures = [f for s in sentences for f in _FIGURE.findall(s)]
    chain: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        text = _FIGURE.sub(lambda _: chance.choice(figures), sentence)
        for before, word in pairwise(["", *text.split(), ""]):
            chain[before].append(word)
    return chain


def _walk(chain: dict[str, list[str]], chance: random.Random) -> str:
    """A sentence of 6 to 39 words, or nothing after some tries."""
    for _ in range(10):
        words = [chance.choice(chain[""])]
        while len(words) < 40 and (word := chance.choice(chain[words[-1]])):
            words.append(word)
        if 5 < len(words) < 40 and words[-1].endswith("."):
            return " ".join(words)
    return ""


def parallel(data: Data, folder: Path) -> list[Claim]:
    """Passages of one side, added to ``data``, and claims of the other: of a sentence of the
    passage (supported), the same with something changed, of the sentence after it (unsupported).
    """
    found: list[Claim] = []
    for name, count in FILES.items():
        chance = random.Random(f"{SEED} {name}")
        rows = list(rows_of(folder / f"{name}.tsv.gz"))
        names = [n for pair in rows[::7] for text in pair for n in _NAME.findall(text)]
        if name == "tatoeba":
            rows = [r for r in rows if len(r[0].split()) > 5]
            chance.shuffle(rows)
        starts = chance.sample(range(len(rows) - RUN - 1), count)
        for start in starts:
            size = chance.randint(1, RUN)
            found += _of_rows(data, rows[start : start + size + 1], name, names, chance)
    return found


def rows_of(path: Path) -> Iterator[tuple[str, str]]:
    """English, French: whole sentences of a size that a person would write."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            english, french = line.rstrip("\n").split("\t")[:2]
            fit = all(5 <= len(t.split()) <= 40 and t[0].isupper() for t in (english, french))
            if fit and english[-1] in ".!" and french[-1] in ".!":
                yield english, french


def _of_rows(
    data: Data,
    rows: Sequence[tuple[str, str]],
    source: str,
    names: Sequence[str],
    chance: random.Random,
) -> Iterator[Claim]:
    side = chance.randrange(2)
    languages = ("en", "fr")
    *within, beyond = rows
    sentences = tuple(row[side] for row in within)
    made = Passage(f"{source} {len(data.passages)}", languages[side], "", sentences, Part.TRAIN)
    data.passages.append(made)
    at, number = len(data.passages) - 1, chance.randrange(len(within))
    other = 1 - side if chance.random() < 0.8 else side
    language = languages[other]
    right = within[number][other]
    if other != side or chance.random() < 0.3:
        yield Claim(right, language, at, "supported", (number,), "crosslingual", "parallel")
    else:
        yield Claim(beyond[other], language, at, "unsupported", (), "elsewhere", "parallel")
    wrong, label = changed(right, language, names, chance)
    if wrong:
        decisive = (number,) if label == "contradicted" else ()
        yield Claim(wrong, language, at, label, decisive, "changed", "parallel")
    elif chance.random() < 0.5:
        yield Claim(beyond[other], language, at, "unsupported", (), "elsewhere", "parallel")


def changed(
    text: str, language: str, names: Sequence[str], chance: random.Random
) -> tuple[str, str]:
    """The sentence with a figure, a name or a negation changed, and its label; or two empty
    texts.
    """
    ways = []
    if figures := list(_FIGURE.finditer(text)):
        ways.append(("contradicted", chance.choice(figures).span(), None))
    if named := list(_NAME.finditer(text)):
        ways.append(("unsupported", chance.choice(named).span(), chance.choice(names)))
    if denied := _DENIED[language].search(text):
        ways.append(("contradicted", denied.span(), denied.group(1)))
    if not ways:
        return "", ""
    label, (start, end), by = chance.choice(ways)
    if by is None:
        value = text[start:end]
        by = re.sub(
            r"\d", lambda d: str((int(d[0]) + chance.randint(1, 8)) % 9 + 1), value, count=1
        )
    if by == text[start:end]:
        return "", ""
    return text[:start] + by + text[end:], label
