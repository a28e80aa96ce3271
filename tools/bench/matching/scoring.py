"""How well somebody found: the same counting for Kith and for its peers.

Needs nothing but the standard library, so that it runs in both environments.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

PRECISION = 0.995
"""What suggestions must reach."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is true of one lookup. ``truth`` is empty when the person is not on the register."""

    ref: str
    truth: str
    error: str
    tradition: str
    counted: bool = True


Answers = Mapping[str, list[tuple[str, float]]]
"""By the lookup's ref: whom the matcher found, best first, each with its score (higher is surer)."""


@dataclass
class Share:
    """So many of so many."""

    of: int = 0
    first: int = 0
    five: int = 0

    @property
    def recall_at_1(self) -> float:
        return self.first / self.of if self.of else 1.0

    @property
    def recall_at_5(self) -> float:
        return self.five / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class AtThreshold:
    """What the matcher suggests when it must be as sure as ``threshold``."""

    threshold: float
    precision: float
    found: float
    false_alarms: float
    """The share of the people not on the register for whom somebody is suggested."""


@dataclass
class Score:
    """The score of one run over one sample."""

    whole: Share = field(default_factory=Share)
    by_error: dict[str, Share] = field(default_factory=dict)
    by_tradition: dict[str, Share] = field(default_factory=dict)
    best: AtThreshold | None = None

    def as_json(self) -> dict[str, object]:
        """Return what is printed of it."""
        return {
            "lookups_on_register": self.whole.of,
            "recall_at_1": round(self.whole.recall_at_1, 4),
            "recall_at_5": round(self.whole.recall_at_5, 4),
            "at_best_threshold": asdict(self.best) if self.best else None,
            "by_error": {
                each: [share.of, round(share.recall_at_1, 3), round(share.recall_at_5, 3)]
                for each, share in sorted(self.by_error.items())
            },
            "by_tradition": {each: [share.of, round(share.recall_at_1, 4)] for each, share in sorted(self.by_tradition.items())},
        }


def score(answers: Answers, wanted: Iterable[Wanted]) -> Score:
    """Count recall@1 and @5 over the counted lookups of people on the register, and find the best threshold.

    The best threshold is the one at which most are found with a precision of at least 0.995.
    """
    wanted = list(wanted)
    made = Score()
    for each in wanted:
        if not each.truth:
            continue
        found = [ref for ref, _ in answers.get(each.ref, [])[:5]]
        shares = [made.by_error.setdefault(each.error, Share())]
        if each.counted:
            shares += [made.whole, made.by_tradition.setdefault(each.tradition, Share())]
        for share in shares:
            share.of += 1
            share.first += found[:1] == [each.truth]
            share.five += each.truth in found
    made.best = best_threshold(answers, wanted)
    return made


def at_threshold(answers: Answers, wanted: Iterable[Wanted], threshold: float) -> AtThreshold:
    """Return precision, the share found and the share of false alarms when the first answer is suggested from ``threshold``
    on."""
    right = wrong = present = absent = alarms = 0
    for each in wanted:
        if not each.counted:
            continue
        present += bool(each.truth)
        absent += not each.truth
        first = answers.get(each.ref, [])[:1]
        if first and first[0][1] >= threshold:
            right += first[0][0] == each.truth
            wrong += first[0][0] != each.truth
            alarms += not each.truth
    return AtThreshold(
        threshold,
        right / (right + wrong) if right + wrong else 1.0,
        right / present if present else 0.0,
        alarms / absent if absent else 0.0,
    )


def best_threshold(answers: Answers, wanted: list[Wanted], precision: float = PRECISION) -> AtThreshold | None:
    """Return the lowest threshold with the precision asked for, or None when no threshold reaches it."""
    firsts = sorted(
        (
            (answers[each.ref][0][1], answers[each.ref][0][0] == each.truth)
            for each in wanted
            if each.counted and answers.get(each.ref)
        ),
        reverse=True,
    )
    right, best = 0, None
    for place, (reached, is_right) in enumerate(firsts, start=1):
        right += is_right
        last_of_its_score = place == len(firsts) or firsts[place][0] < reached
        if last_of_its_score and right / place >= precision:
            best = reached
    return None if best is None else at_threshold(answers, wanted, best)


@dataclass(frozen=True, slots=True)
class Fairness:
    """How evenly the matcher serves the naming traditions."""

    recall: dict[str, float]
    false_matches: dict[str, float]
    """By tradition: wrong suggestions for each lookup made."""
    most_behind: float
    """How much the worst recall@1 is under the best."""
    most_false: float
    """The most false matches of a tradition, as a multiple of the mean."""


def fairness(answers: Answers, wanted: Iterable[Wanted], threshold: float) -> Fairness:
    """Return recall@1 and false matches at the suggest threshold, tradition by tradition.

    The sample must be large and balanced: with 2,000 lookups of a tradition on the register, recall near 0.985 has a standard
    error of 0.3 points, and the range over thirteen traditions is about one point by chance alone.
    """
    recall: dict[str, Share] = {}
    wrong: dict[str, int] = {}
    asked: dict[str, int] = {}
    for each in wanted:
        if not each.counted:
            continue
        asked[each.tradition] = asked.get(each.tradition, 0) + 1
        first = answers.get(each.ref, [])[:1]
        if each.truth:
            share = recall.setdefault(each.tradition, Share())
            share.of += 1
            share.first += bool(first) and first[0][0] == each.truth
        if first and first[0][1] >= threshold and first[0][0] != each.truth:
            wrong[each.tradition] = wrong.get(each.tradition, 0) + 1
    recalls = {each: share.recall_at_1 for each, share in recall.items()}
    rates = {each: wrong.get(each, 0) / count for each, count in asked.items()}
    mean = sum(rates.values()) / len(rates) if rates else 0.0
    return Fairness(
        recalls,
        rates,
        max(recalls.values(), default=0.0) - min(recalls.values(), default=0.0),
        max(rates.values(), default=0.0) / mean if mean else 0.0,
    )


Pair = frozenset[str]


def score_pairs(predicted: set[Pair], truth: set[Pair]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the pairs predicted. Every true pair counts, also one that no blocking reached."""
    right = len(predicted & truth)
    precision = right / len(predicted) if predicted else 0.0
    recall = right / len(truth) if truth else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


CHAIN = 0.9
"""How sure a chain of pairs must be before its two ends are taken for one person."""


def chained(sure: Mapping[Pair, float], least: float = CHAIN) -> set[Pair]:
    """Return the pairs joined by a chain of pairs that is at least ``least`` sure: the product of how sure each of its pairs is.

    Whoever is the same as somebody who is the same as a third is that third too; but doubt grows along the way.
    """
    beside: dict[str, list[tuple[str, float]]] = {}
    for pair, share in sure.items():
        if share >= least:
            a, b = pair
            beside.setdefault(a, []).append((b, share))
            beside.setdefault(b, []).append((a, share))
    found: set[Pair] = set()
    for start in beside:
        best, waiting = {start: 1.0}, [(-1.0, start)]
        while waiting:
            negative, here = heapq.heappop(waiting)
            if -negative < best[here]:
                continue
            for there, share in beside[here]:
                way = -negative * share
                if way >= least and way > best.get(there, 0.0):
                    best[there] = way
                    heapq.heappush(waiting, (-way, there))
        found |= {frozenset((start, there)) for there in best if there != start}
    return found
