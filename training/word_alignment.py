"""IBM Model 1 (Brown et al. 1993) in both directions, and the links on which both agree.

Every possible link of a word with a word of its pair is a cell; expectation maximisation is a few
passes of numpy over the cells. Learnt over stems, counted over words. It knows nothing of files.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FAINT = 1e-3
"""Links fainter than this are not counted."""


@dataclass(frozen=True, slots=True)
class Side:
    """One language: word ids of all pairs end to end, the length of each pair, each id's stem."""

    words: Ints
    lengths: Ints
    stem_of: Ints


@dataclass(frozen=True, slots=True)
class Direction:
    """What p(target | source) is learnt from.

    ``position`` is the place of each cell's target in the text, ``target`` the stem at each place,
    ``source_of_link`` the source stem of each distinct (source stem, target stem).
    """

    position: Ints
    target: Ints
    source_of_link: Ints


def cells(left: Side, right: Side) -> tuple[Ints, Ints]:
    """For every possible link, the place of its left word and of its right word in the text."""
    sizes = left.lengths * right.lengths
    pair = np.repeat(np.arange(len(sizes)), sizes)
    rank = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    width = right.lengths[pair]
    left_start, right_start = (np.cumsum(side.lengths) - side.lengths for side in (left, right))
    return left_start[pair] + rank // width, right_start[pair] + rank % width


def posteriors(link: Ints, direction: Direction, iterations: int) -> Floats:
    """p(this link | its pair) for each cell after so many passes, with a null word.

    ``link`` numbers the distinct (source stem, target stem) of each cell.
    """
    targets = direction.target
    given = np.ones(len(direction.source_of_link))
    given_null = np.ones(targets.max() + 1)
    for _ in range(iterations):
        posterior, null = _expected(link, direction, given, given_null)
        given = _normalised(np.bincount(link, posterior), direction.source_of_link)
        given_null = np.bincount(targets, null)
        given_null /= given_null.sum()
    return _expected(link, direction, given, given_null)[0]


def _expected(
    link: Ints, direction: Direction, given: Floats, given_null: Floats
) -> tuple[Floats, Floats]:
    null = given_null[direction.target]
    total = null + np.bincount(direction.position, given[link], len(null))
    return given[link] / total[direction.position], null / total


def _normalised(counts: Floats, group: Ints) -> Floats:
    return counts / np.maximum(np.bincount(group, counts), 1e-300)[group]


def agreed_posteriors(left: Side, right: Side, at: tuple[Ints, Ints], iterations: int) -> Floats:
    """For each cell (at two places), the product of its posteriors in both directions.

    Alignment by agreement, after Liang, Taskar and Klein (2006).
    """
    stems = left.stem_of[left.words], right.stem_of[right.words]
    width = int(right.stem_of.max()) + 1
    links, link = np.unique(stems[0][at[0]] * width + stems[1][at[1]], return_inverse=True)
    forward = Direction(at[1], stems[1], links // width)
    backward = Direction(at[0], stems[0], links % width)
    return posteriors(link, forward, iterations) * posteriors(link, backward, iterations)


def agreed_counts(
    left: Side, right: Side, domain: Ints, iterations: int = 5
) -> tuple[csr_matrix, ...]:
    """Expected links of left words with right words, one (left, right) matrix per domain.

    ``domain`` numbers the domain of each pair, from 0.
    """
    at = cells(left, right)
    agreed = agreed_posteriors(left, right, at, iterations)
    domain_of_cell = np.repeat(domain, left.lengths * right.lengths)
    shape = len(left.stem_of), len(right.stem_of)
    counts = []
    for each in range(int(domain.max()) + 1):
        kept = (agreed > FAINT) & (domain_of_cell == each)
        linked = left.words[at[0][kept]], right.words[at[1][kept]]
        counts.append(csr_matrix((agreed[kept], linked), shape=shape))
    return tuple(counts)
