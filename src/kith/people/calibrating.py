"""Learning what each comparison is worth from pairs that people have judged. Pure.

The weights in force are fitted to the whole sample at once, so that things which go together, as a surname and an address do, are not
counted twice; each is held to what it was, so that a level the sample rarely shows hardly moves. The
thresholds are the least scores at which the asked share of pairs is right.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import exp, log, log2
from pathlib import Path

from kith.people.keys import words_of
from kith.people.lists import COLUMNS, ListedPerson, ListRefused, read_row
from kith.people.matching import compare, contradicted, taken_by_rivals
from kith.people.weights import Frequencies, Weights, packaged_weights

PAIR_COLUMNS = ("query", *(f"a_{name}" for name in COLUMNS[1:]), *(f"b_{name}" for name in COLUMNS[1:]), "same")
ROUNDS = 10
LONGEST_STEP = 3.0
HOLD = 0.0001
"""How strongly a weight is held to what it began with: a level that is rarely seen hardly moves."""
FEWEST_PAIRS = 100
MOST_POINTS = 200.0
BETWEEN = 4.0
"""At least so many points lie between a possible and a strong match."""


@dataclass(frozen=True)
class Pair:
    """Two descriptions and whether somebody found them to be one person. Pairs of one ``query`` are candidates for one another."""

    query: str
    a: ListedPerson
    b: ListedPerson
    same: bool


@dataclass(frozen=True)
class Learnt:
    """Weights with the report of how they were learnt."""

    weights: Weights
    report: str
    pairs: int

    @property
    def toml(self) -> str:
        """The weights as ``weights.toml`` writes them."""
        lines = [f"{name} = {value}" for name, value in self.weights.written().items() if not isinstance(value, dict)]
        for part, levels in self.weights.written().items():
            if isinstance(levels, dict):
                lines += ["", f"[{part}]", *(f"{level} = {points}" for level, points in levels.items())]
        return "\n".join(lines) + "\n"


def read_pairs(path: Path, *, today: date) -> Iterator[Pair]:
    """Read a CSV of judged pairs: ``query``, the columns of a list with ``a_`` and again with ``b_``, and ``same`` (yes or no).

    Raises :class:`ListRefused` for a file without these columns or a row without an answer.
    """
    try:
        text = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise ListRefused(f"The file cannot be read: {error.strerror}.") from None
    with text:
        reader = csv.DictReader(text)
        if missing := {"a_surname", "b_surname", "same"} - set(reader.fieldnames or ()):
            raise ListRefused(f"These columns are missing: {', '.join(sorted(missing))}. Columns: {', '.join(PAIR_COLUMNS)}.")
        for number, row in enumerate(reader, start=2):
            answer = (row["same"] or "").strip().lower()
            if answer not in {"yes", "no"}:
                raise ListRefused(f"Row {number}, same: write yes or no.")
            yield Pair(
                row.get("query") or str(number), _side(row, "a_", number, today), _side(row, "b_", number, today), answer == "yes"
            )


def _side(row: Mapping[str, str], prefix: str, number: int, today: date) -> ListedPerson:
    said = {name.removeprefix(prefix): value or "" for name, value in row.items() if name and name.startswith(prefix)}
    return read_row(number, ["ref", *said], [str(number), *said.values()], today)


def frequencies_in(pairs: Sequence[Pair]) -> Frequencies:
    """Return how common names are among the persons on record of a sample."""
    bearers: Counter[tuple[str, str]] = Counter()
    persons = {(p.b.digest): p.b for p in pairs}
    for person in persons.values():
        bearers.update(words_of(person.held))
    return Frequencies(len(persons), bearers)


def words_of_pairs(pairs: Sequence[Pair]) -> set[str]:
    """Return every word of a name in a sample."""
    return {w for pair in pairs for side in (pair.a, pair.b) for name in side.held.names for w in (*name.first, *name.last)}


def calibrate(
    pairs: Sequence[Pair],
    *,
    precision: float = 0.995,
    frequencies: Frequencies | None = None,
    start: Weights | None = None,
    hold: float = HOLD,
) -> Learnt:
    """Learn weights and thresholds from judged pairs.

    ``precision`` is the share of strong matches that must be right; ``frequencies`` say how common names are in the area (default: as in
    the sample); ``start`` the weights that levels never seen keep, ``hold`` how strongly the others are held to them. Raises
    :class:`ListRefused` with fewer than 100 pairs or only one answer.
    """
    start = start or packaged_weights()
    frequencies = frequencies or frequencies_in(pairs)
    same = sum(pair.same for pair in pairs)
    if len(pairs) < FEWEST_PAIRS or not 0 < same < len(pairs):
        raise ListRefused(
            f"A sample needs at least {FEWEST_PAIRS} pairs with both answers; this one has {len(pairs)}, {same} of them yes."
        )
    weights = start
    for _ in range(2):
        seen = compared(pairs, weights, frequencies)
        weights = Weights(fitted(seen, [p.same for p in pairs], start, hold)[0], start.strong, start.possible)
    points = [
        -MOST_POINTS if contradicted(set(levels)) else sum(weights.points(*key) for key in levels) + rare
        for levels, rare in compared(pairs, weights, frequencies)
    ]
    weights = _with_thresholds(weights, pairs, points, precision)
    return Learnt(weights, _report(weights, pairs, points, seen, precision), len(pairs))


Seen = list[tuple[list[tuple[str, str]], float]]


def compared(pairs: Sequence[Pair], weights: Weights, frequencies: Frequencies) -> Seen:
    """Return, for each pair, the levels at which its parts compare and the points of its names for being rare."""
    seen: Seen = []
    for pair in pairs:
        told = compare(pair.a.wanted, pair.b.held, weights, frequencies)
        seen.append(([(t.part, t.level) for t in told], sum(t.rarity for t in told)))
    return seen


def fitted(seen: Seen, same: Sequence[bool], start: Weights, hold: float) -> tuple[dict[tuple[str, str], float], float]:
    """Fit the weights to the sample by logistic regression, each held to what it began with (Newton's steps).

    Returns them and the points from which a pair of the sample is likelier of one person than not. What a sample rarely shows, it does
    not unlearn. No likeness of a part is worth more than that the part is the same.
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


def _with_thresholds(weights: Weights, pairs: Sequence[Pair], points: Sequence[float], precision: float) -> Weights:
    """Choose *possible* so that almost no pair of one person is under it, and *strong* so that the best of each query is right."""
    of_one = sorted(score for score, pair in zip(points, pairs, strict=True) if pair.same and score > -MOST_POINTS)
    possible, strong = of_one[len(of_one) // 200], weights.strong
    for _ in range(4):
        strong = _least_with_precision(_best_of_each(pairs, points, strong), precision)
    return Weights(weights.levels, strong, min(possible, strong - BETWEEN))


def _best_of_each(pairs: Sequence[Pair], points: Sequence[float], strong: float) -> list[tuple[float, bool]]:
    """Return the score, less what its rivals take, and the answer of the best pair of each query."""
    by_query: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for pair, score in zip(pairs, points, strict=True):
        by_query[pair.query].append((score, pair.same))
    best = []
    for scores in by_query.values():
        top, answer = max(scores)
        rivals = sum(2.0 ** min(score, MOST_POINTS) for score, _ in scores) - 2.0 ** min(top, MOST_POINTS)
        best.append((top - taken_by_rivals(rivals, strong), answer))
    return best


def _least_with_precision(best: list[tuple[float, bool]], precision: float) -> float:
    right = wrong = 0
    threshold = max(score for score, _ in best)
    for score, group in groupby(sorted(best, reverse=True), key=lambda pair: pair[0]):
        for _, answer in group:
            right, wrong = right + answer, wrong + (not answer)
        if right and right / (right + wrong) >= precision:
            threshold = score
    return threshold


def _report(weights: Weights, pairs: Sequence[Pair], points: Sequence[float], seen: Seen, precision: float) -> str:
    best = _best_of_each(pairs, points, weights.strong)
    strong = [answer for score, answer in best if score >= weights.strong]
    of_one = sum(pair.same for pair in pairs)
    counts: Counter[tuple[tuple[str, str], bool]] = Counter()
    for (levels, _), pair in zip(seen, pairs, strict=True):
        counts.update((key, pair.same) for key in levels)
    lines = [
        "# Calibration of person matching",
        "",
        f"Learnt from {len(pairs):,} judged pairs, {of_one:,} of one person and {len(pairs) - of_one:,} of two, in {len(best):,} lookups.",
        "",
        f"A match is *strong* from {weights.strong:.1f} points and *possible* from {weights.possible:.1f}."
        f" Asked was that {precision:.1%} of strong matches are right.",
        f"In the sample {len(strong):,} best matches are strong; {sum(strong):,} of them are right"
        + (f" ({sum(strong) / len(strong):.2%})." if strong else "."),
        f"Of the lookups whose person is held, {sum(strong) / max(1, len({p.query for p in pairs if p.same})):.1%} are found by a strong match.",
        "",
        "| comparison | level | points | pairs of one person | pairs of two |",
        "|---|---|---:|---:|---:|",
    ]
    for key in sorted({key for key, _ in counts}):
        part, level = key
        lines.append(
            f"| {part} | {level} | {weights.points(part, level):+.1f} | {counts[key, True]:,} | {counts[key, False]:,} |"
        )
    return "\n".join(lines) + "\n"
