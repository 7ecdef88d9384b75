"""How well a model finds a text by its translation, or by its title, on texts never learnt from.

    python -m training.model_scores PARALLEL [--model FOLDER ...]

Prints a row for each model (default: the one that ships and all-MiniLM-L6-v2): top-1 of each side
of the test files, and recall@5 of held-out titles and their texts in all four directions.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.model_corpus import TEST_FILES, Pair, Titled, test_pairs, titled

Vectors = NDArray[np.float32]
Embed = Callable[[list[str]], Vectors]
"""Texts to unit rows, shape (texts, dimensions)."""

MOST_TITLES = 1_000


class Trials:
    """The test files and the held-out titles of one folder, read once."""

    def __init__(self, folder: Path) -> None:
        self.pairs: Mapping[str, list[Pair]] = {n: test_pairs(folder, n) for n in TEST_FILES}
        self.titled: list[Titled] = titled(folder, held_out=True)[:MOST_TITLES]

    def scores(self, embed: Embed) -> dict[str, float]:
        """Shares in 0..1, by name: ``FILE en-fr`` (top-1), ``titles en-fr`` (recall@5)."""
        found: dict[str, float] = {}
        for name, pairs in self.pairs.items():
            en, fr = embed([p.en for p in pairs]), embed([p.fr for p in pairs])
            found[f"{name} en-fr"] = recall(en, fr, 1)
            found[f"{name} fr-en"] = recall(fr, en, 1)
        titles = {
            "en": embed([t.title_en for t in self.titled]),
            "fr": embed([t.title_fr for t in self.titled]),
        }
        texts = {
            "en": embed([t.text_en for t in self.titled]),
            "fr": embed([t.text_fr for t in self.titled]),
        }
        for asked, title in titles.items():
            for text_language, text in texts.items():
                found[f"titles {asked}-{text_language}"] = recall(title, text, 5)
        return found


def recall(queries: Vectors, texts: Vectors, most: int) -> float:
    """How often row n of ``texts`` is among the ``most`` nearest of row n of ``queries``."""
    cosines = queries @ texts.T
    own = np.take_along_axis(cosines, np.arange(len(queries))[:, None], axis=1)
    return float(np.mean((cosines > own).sum(axis=1) < most))


def row(scores: Mapping[str, float]) -> str:
    """The scores in one line, as percentages."""
    return "  ".join(f"{name} {100 * value:.1f}" for name, value in scores.items())


def embedder(name: str | None) -> Embed:
    """The texts-to-vectors of an embedding model's name or folder; None is the one that ships."""
    from vectorstore.embedder import load_embedder

    return load_embedder(name).embed_documents


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each model."""
    from training.model_start import base_folder

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parallel", type=Path)
    parser.add_argument("--model", action="append")
    given = parser.parse_args(arguments)
    trials = Trials(given.parallel)
    for name in given.model or [None, str(base_folder())]:
        print(f"{name or 'the model that ships'}: {row(trials.scores(embedder(name)))}", flush=True)


if __name__ == "__main__":
    main()
