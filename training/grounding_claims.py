"""Claims that cited passages bear out, and claims that they do not: what the bars are fitted on.

Right ones: sentences of the invented calibration documents as they stand, shortened, with words
replaced by others of the same translation, and said in other words (claims.txt, written for this)
in both languages; sections of law claimed in the other language. Wrong ones are made of them: with
a neighbour's number, halves of two spliced, with an addition from elsewhere, Markov chains over a
document. Nothing is taken from the acceptance set or from the briefing. Knows nothing of bars.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from answer.claims.ground import grounds
from answer.claims.leads import claim_alone
from answer.claims.likeness import Likeness
from answer.claims.words import Dictionary
from domain.types import Language, Passage, Retrieved
from ingest.inputs import gather
from ingest.sync import sync
from text.sentences import split
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED as LEXICON
from vectorstore.lexicon import Lexicon
from vectorstore.retriever import Background
from vectorstore.store import Store

DOCUMENTS = Path(__file__).parents[1] / "evaluation" / "calibration"
GIVEN = 10  # passages given with a claim
BLOCKS, BLOCK, SENTENCES = 10, 12, 3  # stretches of law, their passages, sentences in each
SEED = 2026
WRITTEN = Path(__file__).with_name("claims")
CLAIMS = Path(__file__).with_name("claims.txt")


@dataclass(frozen=True, slots=True)
class Example:
    """Features of a claim of a kind; ``group``: what it is held out with; ``across``: whether it is
    of another language than its passage.
    """

    kind: str
    across: bool
    group: str
    features: tuple[float, ...]


@dataclass(frozen=True)
class _Maker:
    """Makes examples from the passages of one document."""

    dictionary: Dictionary
    embed: object
    background: Background
    draw: random.Random
    foreign: Mapping[Language, Sequence[str]]

    def likeness(self, given: Sequence[Retrieved]) -> Likeness:
        found = grounds(given)
        embed = self.embed
        matrices = tuple(
            np.stack([embed(s.text) for s in ground.sentences])  # type: ignore[operator]
            for ground in found
        )
        return Likeness(found, matrices, embed, self.dictionary, self.background)  # type: ignore[arg-type]

    def examples(
        self,
        own: Sequence[Retrieved],
        cited: Sequence[Retrieved],
        group: str,
        claims: Mapping[int, Sequence[tuple[str, str, Language]]],
    ) -> Iterator[Example]:
        """Claims (kind, text, language) by the place of their passage among those ``cited``, and
        what is made of them; ``own`` is what they are of, in their language.
        """
        chain = _chain([r.passage.text for r in own])
        for place, told in claims.items():
            rest = [n for n in range(len(cited)) if n != place]
            near = sorted(rest, key=lambda n: abs(n - place))[: GIVEN - 1]
            likeness = self.likeness([cited[place], *(cited[n] for n in near)])
            spoken = cited[place].passage.language
            for kind, claim, language in told:
                other = 1 + self.draw.randrange(min(3, len(near)))
                for made, text, number in (
                    (kind, claim, 0),
                    ("neighbour", claim, other),
                    ("spliced", self._spliced(claim, own, near), 0),
                    ("added", self._added(claim, language), 0),
                    ("chained", _babble(chain, self.draw), self.draw.randrange(len(near))),
                ):
                    if made in ("spliced", "chained") and own[0].passage.language is not language:
                        continue
                    features = likeness.features(text, language, [number], [number], [set()])
                    yield Example(made, language is not spoken, group, features)

    def written(self, own: Sequence[Retrieved], source: str) -> Iterator[Example]:
        """The claims written for a document, right and wrong (training/claims)."""
        for line in (WRITTEN / f"{source}.jsonl").read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            claim, language = told["claim"], Language(told["language"])
            place = next(n for n, r in enumerate(own) if told["cited_words"] in _plain(r))
            near = sorted((n for n in range(len(own)) if n != place), key=lambda n: abs(n - place))
            likeness = self.likeness([own[place], *(own[n] for n in near[: GIVEN - 1])])
            features = likeness.features(claim_alone(claim), language, [0], [0], [set()])
            kind = "written right" if told["right"] else "written wrong"
            yield Example(kind, language is not own[place].passage.language, source, features)

    def verbatim(self, retrieved: Retrieved) -> Iterator[tuple[str, str, Language]]:
        """The sentences of a passage, and what is left of them shortened and reworded."""
        language = retrieved.passage.language
        for claim in _sentences(retrieved):
            words = claim.split()
            yield ("verbatim", claim, language)
            yield ("shortened", " ".join(words[: max(4, int(len(words) * 0.6))]), language)
            reworded = " ".join(self._reworded(word, language) for word in words)
            yield ("reworded", reworded, language)

    def _added(self, claim: str, language: Language) -> str:
        """The claim with the end of one on another matter."""
        kind = self.draw.choice([c for c in self.foreign[language] if c[:20] != claim[:20]])
        words = kind.split()
        link = self.draw.choice(_LINKS[language])
        return f"{claim.rstrip('.')}{link} {' '.join(words[-max(4, len(words) // 3) :])}"

    def _reworded(self, word: str, language: Language) -> str:
        """Half of the longer words become another word of the same translation."""
        plain = word.strip(".,;:()«»“”")
        if len(plain) < 5 or plain[0].isupper() or self.draw.random() < 0.5:
            return word
        others = [
            back
            for abroad in self.dictionary.translate(plain, language)[:2]
            for back in self.dictionary.translate(abroad, language.other)
            if back != plain
        ]
        return self.draw.choice(others) if others else word

    def _spliced(self, claim: str, own: Sequence[Retrieved], near: Sequence[int]) -> str:
        other = own[self.draw.choice(near)].passage.text
        start, end = self.draw.choice(split(other))
        head, tail = claim.split(), other[start:end].split()
        return " ".join(head[: len(head) // 2] + tail[len(tail) // 2 :])


def _maker(background: Background) -> _Maker:
    embedder, known = load_embedder(None), {}

    def embed(text: str) -> np.ndarray:
        if text not in known:
            known[text] = embedder.embed_query(text)
        return known[text]

    foreign = {language: [row[1 + n] for row in _told()] for n, language in enumerate(_ORDER)}
    draw = random.Random(SEED)
    return _Maker(Dictionary(Lexicon(LEXICON)), embed, background, draw, foreign)


_ORDER = (Language.EN, Language.FR)
_LINKS = {Language.EN: (", and", ", which", ", with"), Language.FR: (", et", ", ce qui", ", avec")}


def _told(source: str | None = None) -> list[tuple[str, str, str]]:
    """Rows of claims.txt, of one source or of all: words of the passage, English, French."""
    rows, current = [], ""
    for line in CLAIMS.read_text(encoding="utf-8").splitlines():
        cells = line.split(" | ")
        if len(cells) == 3 and source in (None, current):
            rows.append((cells[0], cells[1], cells[2]))
        elif len(cells) == 1 and line and not line.startswith("#"):
            current = line
    return rows


def _plain(retrieved: Retrieved) -> str:
    """A passage with plain spaces and apostrophes."""
    return " ".join(retrieved.passage.text.replace("’", "'").split())


def _sentences(retrieved: Retrieved) -> list[str]:
    text = retrieved.passage.text
    return [text[a:b] for a, b in split(text) if len(text[a:b].split()) >= 4]


def invented() -> Iterator[Example]:
    """Claims from the invented documents, in their own language."""
    paths = [p for p in sorted(DOCUMENTS.iterdir()) if p.suffix in (".md", ".txt")]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store", load_embedder(None))
        sync(store, gather([str(path) for path in paths]))
        with store.reader() as generation:
            mean, deviation = generation.catalog.meta.background[str(Language.EN)]
            print(f"background {mean:.3f} {deviation:.3f}", file=sys.stderr)
            maker = _maker(Background(mean, deviation))
            for source in generation.catalog.sources():
                parsed = generation.catalog.parsed(source.id)
                own = [Retrieved(p, 0.5, title=source.title) for p in parsed.passages]
                claims = {n: list(maker.verbatim(r)) for n, r in enumerate(own)}
                for words, english, french in _told(source.id):
                    place = next(
                        n for n, r in enumerate(own) if words.replace("’", "'") in _plain(r)
                    )
                    claims[place].append(("said otherwise", english, Language.EN))
                    claims[place].append(("said otherwise", french, Language.FR))
                yield from maker.examples(own, own, source.id, claims)
                yield from maker.written(own, source.id)
        store.close()


def laws(folder: Path) -> Iterator[Example]:
    """Sections of law whose sentences match one to one, claimed across the languages."""
    maker = _maker(Background(0.34, 0.07))
    rows: list[tuple[str, str]] = []
    with gzip.open(folder / "laws_ca_titles.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            _, _, english, french = line.rstrip("\n").split("\t")
            if len(split(english)) == len(split(french)) == 1 and 8 < len(english.split()) < 50:
                rows.append((english, french))
    for number in range(BLOCKS):
        first = number * (len(rows) // BLOCKS)
        part = rows[first : first + BLOCK * SENTENCES]
        english = [_section(n, part, Language.EN) for n in range(BLOCK)]
        french = [_section(n, part, Language.FR) for n in range(BLOCK)]
        for own, cited in ((english, french), (french, english)):
            claims = {
                n: [("translated", text, r.passage.language) for text in _sentences(r)]
                for n, r in enumerate(own)
            }
            yield from maker.examples(own, cited, f"laws {number}", claims)


def _section(number: int, rows: Sequence[tuple[str, str]], language: Language) -> Retrieved:
    """Some sections that follow each other, as one passage."""
    own = rows[number * SENTENCES : (number + 1) * SENTENCES]
    text = " ".join(row[language is Language.FR] for row in own)
    id = f"{language}{number}"
    return Retrieved(Passage(id, "laws", (), text, 0, len(text), language, number, number), 0.5)


def _chain(texts: Sequence[str]) -> dict[str, list[str]]:
    chain: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        words = ["", *text.split(), ""]
        for before, word in pairwise(words):
            chain[before].append(word)
    return chain


def _babble(chain: dict[str, list[str]], draw: random.Random) -> str:
    words = [draw.choice(chain[""])]
    while len(words) < 25 and (word := draw.choice(chain[words[-1]])):
        words.append(word)
        if word.endswith(".") and len(words) > 6:
            break
    return " ".join(words)
