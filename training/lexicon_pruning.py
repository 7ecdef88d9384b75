"""Counts of linked words -> the few translations of each word that deserve to be kept.

It knows nothing of texts or files. Matrices are (source word, target word) unless said otherwise.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

Floats = NDArray[np.float64]
Entries = dict[str, list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a translation must reach; calibrated on held-out pairs (docs/decisions/0003).

    ``forward`` and ``backward`` are probabilities, ``mean`` their geometric mean, ``links`` a
    number of expected links between the two stems, ``cognate_links`` the same for words spelt at
    least ``cognate`` alike (difflib's ratio, no accents), ``hyphenated`` the geometric
    mean where either word has a hyphen, ``most`` how many translations a word keeps.
    """

    forward: float = 0.03
    backward: float = 0.02
    mean: float = 0.05
    links: float = 1.5
    cognate_links: float = 0.3
    cognate: float = 0.75
    hyphenated: float = 0.5
    most: int = 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language and the (word, stem) matrix that says which stem each has."""

    words: Sequence[str]
    stems: csr_matrix


DOMAIN_PRIOR = 5.0
"""Links at which a domain has half of its say on a word."""

STEM_PRIOR = 0.1
"""Weight of what is known of a word's stem, against what is known of the word itself."""


def by_stem(stem_of: NDArray[np.int64]) -> csr_matrix:
    """The (word, stem) matrix of ones for the stem number of each word."""
    count = len(stem_of)
    return csr_matrix((np.ones(count), (np.arange(count), stem_of)))


def translations(
    counts: Sequence[csr_matrix], source: Vocabulary, target: Vocabulary, thresholds: Thresholds
) -> Entries:
    """The kept translations of each source word with p(target stem | word), best first.

    Each target stem is represented by its word that is linked most often with the source word.
    """
    back_counts = [each.T.tocsr() for each in counts]
    forward = _probabilities(counts, source, target)
    backward = _probabilities(back_counts, target, source)
    total = sum(counts[1:], counts[0])
    links = (source.stems.T @ total @ target.stems).tocsr()
    likely = (total + 0.01 * (source.stems @ (source.stems.T @ total))).tocoo()
    row, column = likely.row.astype(np.int64), likely.col.astype(np.int64)
    row_stem, column_stem = source.stems.indices[row], target.stems.indices[column]
    p = _at(forward, row, column_stem)
    q = _at(backward, column, row_stem)
    hyphens = _hyphens(source)[row] | _hyphens(target)[column]
    mean = np.where(hyphens, thresholds.hyphenated, thresholds.mean)
    kept = (p >= thresholds.forward) & (q >= thresholds.backward) & (p * q >= mean**2)
    linked = _at(links, row_stem, column_stem)
    kept &= linked >= thresholds.cognate_links
    for cell in np.flatnonzero(kept & (linked < thresholds.links)):
        kept[cell] = _cognate(source.words[row[cell]], target.words[column[cell]], thresholds)
    order = np.lexsort((-likely.data, -p, row))
    found: Entries = {}
    seen: set[tuple[int, int]] = set()
    for cell in order[kept[order]]:
        if (row[cell], column_stem[cell]) not in seen:
            seen.add((row[cell], column_stem[cell]))
            rated = target.words[column[cell]], float(p[cell])
            found.setdefault(source.words[row[cell]], []).append(rated)
    return _shortened(found, thresholds.most)


def _probabilities(
    counts: Sequence[csr_matrix], source: Vocabulary, target: Vocabulary
) -> csr_matrix:
    """p(target stem | source word): domains balanced, then smoothed by the word's stem."""
    by_target = [each @ target.stems for each in counts]
    of_word = _balanced(by_target)
    of_stem = _balanced([source.stems.T @ each for each in by_target])
    prior = source.stems @ (_inverse(of_stem, 1e-9) @ of_stem)
    return (_inverse(of_word, STEM_PRIOR) @ (of_word + STEM_PRIOR * prior)).tocsr()


def _balanced(counts: Sequence[csr_matrix]) -> csr_matrix:
    weighed = [_inverse(each, DOMAIN_PRIOR) @ each for each in counts]
    return sum(weighed[1:], weighed[0])


def _inverse(counts: csr_matrix, prior: float) -> csr_matrix:
    return diags(1.0 / (np.asarray(counts.sum(axis=1)).ravel() + prior))


def _at(matrix: csr_matrix, row: NDArray[np.int64], column: NDArray[np.int64]) -> Floats:
    return np.asarray(matrix[row, column]).ravel()


def _hyphens(vocabulary: Vocabulary) -> NDArray[np.bool_]:
    return np.array(["-" in word for word in vocabulary.words])


def _shortened(entries: Entries, most: int) -> Entries:
    """The best of each word, without words left as they are unless that is the best."""
    return {
        word: [
            (target, p)
            for target, p in found
            if target == found[0][0] or fold(target) != fold(word)
        ][:most]
        for word, found in entries.items()
    }


def _cognate(word: str, other: str, thresholds: Thresholds) -> bool:
    """Whether two words, accents aside, are spelt alike without being the same."""
    alike = SequenceMatcher(None, fold(word), fold(other), autojunk=False).ratio()
    return word != other and alike >= thresholds.cognate


def fold(word: str) -> str:
    """The word without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
