"""Learning what each comparison is worth from a list of pairs that people have judged.

The weights are fitted to the whole sample at once, so that things that go together, such as a surname and an address, are not
counted twice. Each is held to what it was, so that a level the sample rarely shows hardly moves. The thresholds are the least
scores at which the asked share of pairs is right.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from kith.access.identity import current_identity
from kith.people.index.keys import words_of
from kith.people.lists.pairs import Pair
from kith.people.lists.rows import ListRefused
from kith.people.matching.regression import HOLD, Seen, fitted
from kith.people.matching.score import compare, contradicted, taken_by_rivals
from kith.people.matching.weights import Frequencies, Weights, packaged_weights
from kith.people.models import Calibration

FEWEST_PAIRS = 100
MOST_POINTS = 200.0
BETWEEN = 4.0
"""At least so many points lie between a possible and a strong match."""


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

    ``precision`` is the share of strong matches that must be right; ``frequencies`` say how common names are in the area
    (default: as in the sample); ``start`` the weights that levels never seen keep, ``hold`` how strongly the others are held to
    them. Raises :class:`ListRefused` with fewer than 100 pairs or only one answer.
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


def compared(pairs: Sequence[Pair], weights: Weights, frequencies: Frequencies) -> Seen:
    """Return, for each pair, the levels at which its parts compare and the points of its names for being rare."""
    seen: Seen = []
    for pair in pairs:
        told = compare(pair.a.wanted, pair.b.held, weights, frequencies)
        seen.append(([(t.part, t.level) for t in told], sum(t.rarity for t in told)))
    return seen


def _with_thresholds(weights: Weights, pairs: Sequence[Pair], points: Sequence[float], precision: float) -> Weights:
    """Choose *possible* so that almost no pair of one person is under it,
    and *strong* so that the best of each query is right."""
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
        f"Learnt from {len(pairs):,} judged pairs, {of_one:,} of one person and {len(pairs) - of_one:,} of two, in "
        f"{len(best):,} lookups.",
        "",
        f"A match is *strong* from {weights.strong:.1f} points and *possible* from {weights.possible:.1f}."
        f" Asked was that {precision:.1%} of strong matches are right.",
        f"In the sample {len(strong):,} best matches are strong; {sum(strong):,} of them are right"
        + (f" ({sum(strong) / len(strong):.2%})." if strong else "."),
        f"Of the lookups whose person is held, {sum(strong) / max(1, len({p.query for p in pairs if p.same})):.1%} are "
        f"found by a strong match.",
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


def keep_calibration(*, learnt: Learnt, now: datetime) -> Calibration:
    """Put learnt weights into force in the acted area, with their report. Earlier calibrations are kept."""
    return Calibration.objects.create(
        area_id=current_identity().area_id,
        weights=learnt.weights.written(),
        report=learnt.report,
        pairs=learnt.pairs,
        made_at=now,
    )
