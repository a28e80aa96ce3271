"""Fitting weights to judged pairs by logistic regression. Pure."""

from collections.abc import Sequence
from math import exp, log, log2

from kith.people.matching.weights import Weights

ROUNDS = 10
LONGEST_STEP = 3.0
HOLD = 0.0001
"""How strongly a weight is held to what it began with: a level that is rarely seen hardly moves."""
Seen = list[tuple[list[tuple[str, str]], float]]


def fitted(seen: Seen, same: Sequence[bool], start: Weights, hold: float) -> tuple[dict[tuple[str, str], float], float]:
    """Fit the weights to the sample by logistic regression, each held to what it began with (Newton's steps).

    Returns them and the points from which a pair of the sample is likelier of one person than not. What a sample rarely shows, it
    does not unlearn. No likeness of a part is worth more than that the part is the same.
    """
    names = sorted({key for levels, _ in seen for key in levels})
    place = {key: number for number, key in enumerate(names)}
    size, count = len(names) + 1, len(seen)
    offset = size - 1
    rows = [([*(place[key] for key in levels), offset], rare, answer) for (levels, rare), answer in zip(seen, same, strict=True)]
    first = [*(start.levels.get(key, 0.0) for key in names), log2(sum(same) / (count - sum(same))) - start.strong / 2]
    caps = [(place[key], place[key[0], "same"]) for key in names if (key[0], "same") in place and key[1] != "same"]
    weights, doubling = list(first), log(2)
    for _ in range(ROUNDS):
        slope = [hold * (now - was) * count for now, was in zip(weights, first, strict=True)]
        slope[offset] = 0.0
        curve = [[0.0] * size for _ in range(size)]
        for places, rare, answer in rows:
            odds = max(-60.0, min(60.0, rare + sum(weights[each] for each in places))) * doubling
            likely = 1 / (1 + exp(-odds))
            error, sure = likely - answer, likely * (1 - likely) * doubling
            for each in places:
                slope[each] += error
                line = curve[each]
                for other in places:
                    line[other] += sure
        for each in range(size):
            curve[each][each] += hold * count
        step = _solved(curve, slope)
        weights = [now - max(-LONGEST_STEP, min(LONGEST_STEP, each)) for now, each in zip(weights, step, strict=True)]
        for each, whole in caps:
            weights[each] = min(weights[each], weights[whole])
    return {**start.levels, **dict(zip(names, weights, strict=False))}, -weights[offset]


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return x of ``matrix`` · x = ``right`` by Gauss's elimination; the matrix is symmetric and positive."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for each in range(size):
        pivot = rows[each]
        for below in rows[each + 1 :]:
            if share := below[each] / pivot[each]:
                for column in range(each, size + 1):
                    below[column] -= share * pivot[column]
    found = [0.0] * size
    for each in reversed(range(size)):
        known = sum(rows[each][column] * found[column] for column in range(each + 1, size))
        found[each] = (rows[each][size] - known) / rows[each][each]
    return found
