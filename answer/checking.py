"""The passages given to a model, made ready for checking what it writes.

Their sentences are embedded once, so that a claim costs one embedding. Knows nothing of verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise

from answer.claims.bar import SupportBars, bundled_support_bars
from answer.claims.ground import Ground, grounds
from answer.claims.likeness import Likeness, Matrix
from answer.claims.words import Dictionary
from answer.grounding import Sources
from domain.types import Language, Retrieved
from vectorstore.embedder import Embedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import UNKNOWN, Background
from vectorstore.store import Store

LATELY = 64  # claims whose vectors are kept: a claim is compared more than once


@lru_cache(maxsize=1)
def bundled_dictionary() -> Dictionary:
    """The words of the lexicon that ships."""
    return Dictionary(Lexicon(BUNDLED))


@dataclass(frozen=True)
class Checker:
    """Makes Sources of the passages that a model is given."""

    store: Store
    dictionary: Dictionary = field(default_factory=bundled_dictionary)
    bars: SupportBars = field(default_factory=bundled_support_bars)

    def sources(
        self, given: Sequence[Retrieved], language: Language, question: str = ""
    ) -> Sources:
        """Ready for claims in a language, in answer to a question.

        Raises StoreEmpty, StoreDamaged, EmbeddingModelError.
        """
        found = grounds(given)
        with self.store.reader() as generation:
            embedder = generation.embedder
            background = generation.catalog.meta.background.get(str(language), UNKNOWN)
        matrices = _embedded(found, embedder)
        embed = lru_cache(maxsize=LATELY)(embedder.embed_query)
        likeness = Likeness(found, matrices, embed, self.dictionary, Background(*background))
        return Sources(found, likeness, self.bars, question)


def _embedded(found: Sequence[Ground], embedder: Embedder) -> tuple[Matrix, ...]:
    """The vectors of each passage's sentences, all embedded in one call."""
    rows = embedder.embed_documents([s.text for ground in found for s in ground.sentences])
    ends = list(accumulate((len(ground.sentences) for ground in found), initial=0))
    return tuple(rows[start:end] for start, end in pairwise(ends))
