# SPDX-License-Identifier: Apache-2.0
"""Generated spans for benchmarks/spans: the same seed gives the same rows.

A table of spans has the columns file_id, id, bstart and bend. Ids are unique over both tables.
"""

import dataclasses
import random

import numpy as np

SEED = 20261127
DEEPEST = 30


@dataclasses.dataclass(frozen=True)
class Case:
    """`files` files of `outer` outer and `inner` inner spans each, and perhaps one large file more."""

    shape: str
    files: int
    outer: int
    inner: int
    large: tuple = ()

    def sizes(self):
        sizes = [(self.outer, self.inner)] * self.files
        return [*sizes, self.large] if self.large else sizes

    def candidates(self):
        return sum(outer * inner for outer, inner in self.sizes())

    def rows(self):
        return [sum(side) for side in zip(*self.sizes())]


CASES = {
    # Syntax trees of files of one size, from 10^4 candidates on.
    "nested 1e4": Case("nested", 10, 20, 50),
    "nested 1e5": Case("nested", 20, 50, 100),
    "nested 1e6": Case("nested", 50, 100, 200),
    "nested 1e7": Case("nested", 100, 200, 500),
    "nested 1e8": Case("nested", 200, 500, 1_000),
    "nested 4e8": Case("nested", 2_000, 200, 1_000),
    "nested 4e10": Case("nested", 20, 20_000, 100_000),
    # Nine tenths of the spans are in one file.
    "skewed 8e7": Case("nested", 100, 4, 20, (4_000, 20_000)),
    "skewed 8e9": Case("nested", 100, 44, 222, (40_000, 200_000)),
    # Spans that cross.
    "random 1e6": Case("random", 50, 100, 200),
    "random 1e8": Case("random", 200, 500, 1_000),
    "random 4e10": Case("random", 20, 20_000, 100_000),
    # Thousands of small outer spans across one high power of eight, inner spans all around.
    "boundary 1e9": Case("boundary", 1, 5_000, 200_000),
    # One outer span over everything, and small ones below it.
    "whole 1e10": Case("whole", 1, 20_000, 500_000),
}


def spans(case):
    """Outer and inner spans: two lists of four columns."""
    sides = ([], [])
    next_id = 0
    for file, (outer, inner) in enumerate(case.sizes()):
        made = SHAPES[case.shape](outer, inner, SEED + file)
        for side, (start, end) in zip(sides, made):
            ids = np.arange(next_id, next_id + len(start), dtype=np.int64)
            next_id += len(start)
            side.append((np.full(len(start), file, dtype=np.int64), ids, start, end))
    return [[np.concatenate(column) for column in zip(*side)] for side in sides]


def nested(outer, inner, seed):
    """The nodes of a random tree, in the order of a file; outer are some of those with children."""
    chance = random.Random(seed)
    count = outer + inner
    starts, ends, parents, stack = [], [], set(), []
    place = 0
    while len(starts) < count or stack:
        place += chance.randrange(8)
        # The deeper, the sooner a node ends, so that depth wanders around the half of the deepest.
        opens = len(starts) < count and (not stack or chance.random() > len(stack) / DEEPEST)
        if opens:
            if stack:
                parents.add(stack[-1])
            stack.append(len(starts))
            starts.append(place)
            ends.append(place)
        else:
            ends[stack.pop()] = place
    candidates = sorted(parents)
    chosen = set(chance.sample(candidates, min(outer, len(candidates))))
    others = [node for node in range(count) if node not in chosen]
    more = outer - len(chosen)
    picked = np.array(sorted([*chosen, *others[:more]]), dtype=np.int64)
    rest = np.array(others[more:], dtype=np.int64)
    start, end = np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)
    return (start[picked], end[picked]), (start[rest], end[rest])


def crossing(outer, inner, seed):
    """Spans anywhere, the outer ones of 1 to 20,000 bytes; about ten of them around a place."""
    chance = np.random.default_rng(seed)
    size = 200 * outer
    return anywhere(chance, outer, size, 20_000), anywhere(chance, inner, size, 200)


def anywhere(chance, count, size, longest):
    start = chance.integers(0, size, count)
    length = np.floor(np.exp(chance.uniform(0, np.log(longest), count))).astype(np.int64)
    return start.astype(np.int64), start + length


def boundary(outer, inner, seed):
    chance = np.random.default_rng(seed)
    middle = 1 << 21
    start = middle - chance.integers(1, 50, outer)
    end = middle + chance.integers(1, 50, outer)
    return (start, end), anywhere(chance, inner, 2 * middle, 20)


def whole(outer, inner, seed):
    chance = np.random.default_rng(seed)
    size = 1 << 24
    start, end = anywhere(chance, outer - 1, size, 2_000)
    around = np.array([0]), np.array([2 * size])
    return ((np.concatenate([around[0], start]), np.concatenate([around[1], end])),
            anywhere(chance, inner, size, 100))


SHAPES = {"nested": nested, "random": crossing, "boundary": boundary, "whole": whole}
