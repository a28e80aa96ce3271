"""Kith's own matcher on the FEBRL sets: the keys, the comparisons and the calibration of the product, on records held in memory.

Candidates share a key, as they would in the index: each record is looked up with its date of birth and again without it. Weights
are learnt on set 1 of the same view, which also says how strongly they are held to the packaged ones and from how many points a
pair is likelier than not; sets 2, 3 and 4 are scored with them. A run looks at no answer of sets 2 to 4; README.md says what
whoever wrote this had seen of them. Two things are taken from each set itself, as the peers take more: how common names are in
it, and what share of its candidate pairs are of one person, which moves the threshold and is estimated by EM on that share alone.
``soc_sec_id`` is read as an LA child id, the suburb as the end of the address.

In sets 1 to 3 somebody may be held several times: a pair counts when it is likelier than not, or when a chain of pairs that is
nine in ten sure joins it. Set 4 is two files that hold each person once: as in a lookup, whoever fits somebody as well takes from
how sure it is.

    febrl_kith.py FOLDER [--set 2] [--view all]     FOLDER is what ``febrl.py export`` wrote; a line of JSON for each set and view
"""

import argparse
import csv
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from math import log2
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
for _folder in (ROOT / "src", ROOT / "tools"):
    sys.path.insert(0, str(_folder))
os.environ.setdefault("KITH_MODE", "demonstration")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

from bench.matching.scoring import Pair as RefPair  # noqa: E402  the path is set above
from bench.matching.scoring import chained, score_pairs  # noqa: E402  the path is set above

VIEWS = ("all", "without_soc_sec_id", "names_birth_postcode")
SETS = (1, 2, 3, 4)
WIDEST = 800
"""Keys that more records bear than this propose nobody, as in the index."""
CANDIDATES = 60
"""The most records that one record is compared with, as in the index."""
TODAY = date(2026, 1, 5)
HOLDS = (1e-3, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6, 3e-7, 1e-7)
"""How strongly the learnt weights may be held to the packaged ones, which know families; set 1 chooses,
by five parts of itself."""
PARTS = 5
STEPS = 200
MOST_SURE = 0.9999
"""The most records of one file that are ever thought to be in the other."""


@dataclass
class Collection:
    """One set in one view: its records as the product reads them, the candidate pairs, and the pairs that are true."""

    people: dict[str, Any]
    pairs: list[tuple[str, str]]
    truth: set[RefPair]
    frequencies: Any
    two: bool
    """Whether it is two files, each of which holds a person once."""


def read(folder: Path, number: int, view: str) -> Collection:
    """Read one set in one view and find its candidate pairs."""
    from kith.people.index.keys import words_of  # noqa: PLC0415  Django is set up by then
    from kith.people.lists.rows import COLUMNS, read_row  # noqa: PLC0415  Django is set up by then
    from kith.people.matching.weights import Frequencies  # noqa: PLC0415  Django is set up by then

    people, sources = {}, {}
    with (folder / f"febrl{number}_{view}.csv").open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            said = {name: row[name] for name in COLUMNS} | {"la_child_id": row["soc_sec_id"]}
            said["address_line"] = " ".join(part for part in (row["address_line"], row["suburb"]) if part)
            people[row["ref"]] = read_row(line, list(said), list(said.values()), TODAY)
            sources[row["ref"]] = row["source"]
    with (folder / f"febrl{number}_truth.csv").open(encoding="utf-8", newline="") as file:
        truth = {frozenset((row["one"], row["other"])) for row in csv.DictReader(file)}
    bearers = Counter(word for each in people.values() for word in words_of(each.held))
    two = len(set(sources.values())) > 1
    return Collection(people, list(_candidates(people, sources)), truth, Frequencies(len(people), bearers, {}), two)


def _candidates(people: dict[str, Any], sources: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Propose for each record those that share the most telling keys with it; between the two files of set 4,
    else within the file."""
    from kith.people.index.keys import lookup_keys, stored_keys  # noqa: PLC0415  Django is set up by then

    two = len(set(sources.values())) > 1
    bearers: dict[tuple[str, str], list[str]] = {}
    for ref, person in people.items():
        if not two or sources[ref] == "b":
            for key in stored_keys(person.held):
                bearers.setdefault(key, []).append(ref)
    proposed: set[RefPair] = set()
    for ref, person in people.items():
        if two and sources[ref] == "b":
            continue
        for wanted in (person.wanted, replace(person.wanted, date_of_birth=None)):
            shared = _telling(lookup_keys(wanted), bearers, ref, len(people))
            for other, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:CANDIDATES]:
                pair = frozenset((ref, other))
                if pair not in proposed:
                    proposed.add(pair)
                    yield ref, other


def _telling(keys: Iterable[tuple[str, str]], bearers: Mapping[tuple[str, str], list[str]], ref: str, of: int) -> Counter[str]:
    """Return how telling the keys are together that each other record shares with one, of so many records."""
    shared: Counter[str] = Counter()
    for key in keys:
        others = bearers.get(key, [])
        if 0 < len(others) <= WIDEST:
            telling = log2(1 + of / len(others))
            for other in others:
                if other != ref:
                    shared[other] += telling
    return shared


def score_all(held: Collection, weights: Any) -> list[tuple[float, RefPair]]:
    """Return the points of each candidate pair."""
    from kith.people.matching.score import compare  # noqa: PLC0415  Django is set up by then

    scored = []
    for a, b in held.pairs:
        told = compare(held.people[a].wanted, held.people[b].held, weights, held.frequencies)
        scored.append((sum(weights.points(each.part, each.level) + each.rarity for each in told), frozenset((a, b))))
    return scored


def best_threshold(scored: Sequence[tuple[float, RefPair]], truth: set[RefPair]) -> float:
    """Return the middle of the scores between which the F1 of all true pairs is greatest."""
    ordered = sorted(scored, key=lambda each: -each[0])
    best, right, seen = (0.0, 0.0), 0, 0
    steps = [(points, list(group)) for points, group in groupby(ordered, key=lambda each: each[0])]
    for place, (points, group) in enumerate(steps):
        right += sum(pair in truth for _, pair in group)
        seen += len(group)
        f1 = 2 * right / (seen + len(truth))
        below = steps[place + 1][0] if place + 1 < len(steps) else points - 2
        if f1 > best[0]:
            best = (f1, (points + below) / 2)
    return best[1]


@dataclass
class Learnt:
    """What set 1 taught of one view: the weights, the threshold, and the share of its candidate pairs that are of one person."""

    weights: Any
    threshold: float
    share: float


def learn(folder: Path, view: str) -> Learnt:
    """Learn weights and the threshold of decision on set 1."""
    from kith.people.lists.calibration import calibrate  # noqa: PLC0415  Django is set up by then
    from kith.people.lists.pairs import Pair  # noqa: PLC0415  Django is set up by then

    tuning = read(folder, 1, view)
    pairs = [Pair(a, tuning.people[a], tuning.people[b], frozenset((a, b)) in tuning.truth) for a, b in tuning.pairs]
    weights = calibrate(pairs, frequencies=tuning.frequencies, hold=best_hold(pairs, tuning.frequencies)).weights
    threshold = best_threshold(score_all(tuning, weights), tuning.truth)
    return Learnt(weights, threshold, sum(pair.same for pair in pairs) / len(pairs))


def best_hold(pairs: Sequence[Any], frequencies: Any) -> float:
    """Return the hold with which the weights learnt on four parts of a sample tell the pairs of the fifth best (log loss)."""
    from kith.people.lists.calibration import compared  # noqa: PLC0415  Django is set up by then
    from kith.people.matching.regression import fitted  # noqa: PLC0415  Django is set up by then
    from kith.people.matching.weights import packaged_weights  # noqa: PLC0415  Django is set up by then

    start = packaged_weights()
    seen, same = compared(pairs, start, frequencies), [pair.same for pair in pairs]
    # All records of one person are in one part: FEBRL's refs begin with the person's number.
    parts = [int(pair.query.split("-")[1]) % PARTS for pair in pairs]
    loss = dict.fromkeys(HOLDS, 0.0)
    for hold in HOLDS:
        for part in range(PARTS):
            others = [place for place, each in enumerate(parts) if each != part]
            levels, even = fitted([seen[place] for place in others], [same[place] for place in others], start, hold)
            for place in range(len(pairs)):
                if parts[place] == part:
                    points = sum(levels.get(key, 0.0) for key in seen[place][0]) + seen[place][1] - even
                    loss[hold] += log2(1 + _power(-points if same[place] else points))
    return min(HOLDS, key=lambda each: loss[each])


def threshold_in(scored: Sequence[tuple[float, RefPair]], learnt: Learnt) -> float:
    """Return the threshold for a set in which another share of the candidates is of one person. That share is estimated (EM)."""
    share, moved = learnt.share, 0.0
    for _ in range(STEPS):
        moved = _odds(share) - _odds(learnt.share)
        new = sum(1 / (1 + _power(learnt.threshold - moved - points)) for points, _ in scored) / len(scored)
        if abs(new - share) < 1e-7:
            break
        share = new
    return learnt.threshold - moved


def _odds(share: float) -> float:
    return log2(share / (1 - share))


def _power(points: float) -> float:
    return 2.0 ** max(-60.0, min(60.0, points))


def found_in_one(scored: Sequence[tuple[float, RefPair]], threshold: float) -> set[RefPair]:
    """Return the pairs of one file that are likelier than not, and those that a chain joins."""
    sure = {pair: 1 - 1 / (1 + _power(points - threshold)) for points, pair in scored}
    return {pair for pair, share in sure.items() if share >= 0.5} | chained(sure)


def found_between(held: Collection, scored: Sequence[tuple[float, RefPair]], learnt: Learnt) -> set[RefPair]:
    """Return the pairs between two files that are likelier than not, seen from either side."""
    sides = [_of_each(held.pairs, scored, learnt, side) for side in (0, 1)]
    return {pair for place, (_, pair) in enumerate(scored) if min(sides[0][place], sides[1][place]) >= 0.5}


def _of_each(pairs: Sequence[tuple[str, str]], scored: Sequence[tuple[float, RefPair]], learnt: Learnt, side: int) -> list[float]:
    """Return how sure each pair is when a record of one side is at most one of its candidates.
    How many are any is estimated (EM)."""
    weights = [_power(points - learnt.threshold - _odds(learnt.share)) for points, _ in scored]
    places: dict[str, list[int]] = {}
    for place, pair in enumerate(pairs):
        places.setdefault(pair[side], []).append(place)
    share, sure = 0.5, [0.0] * len(pairs)
    for _ in range(STEPS):
        for of_one in places.values():
            each = share / len(of_one)
            whole = 1 - share + each * sum(weights[place] for place in of_one)
            for place in of_one:
                sure[place] = each * weights[place] / whole
        new = min(sum(sure) / len(places), MOST_SURE)
        if abs(new - share) < 1e-6:
            break
        share = new
    return sure


def run(folder: Path, numbers: Sequence[int] = SETS, views: Sequence[str] = VIEWS) -> Iterator[dict[str, Any]]:
    """Score sets in views, each view with what was learnt on set 1 of it."""
    for view in views:
        learnt = learn(folder, view)
        for number in numbers:
            began = time.perf_counter()
            held = read(folder, number, view)
            scored = score_all(held, learnt.weights)
            found = found_between(held, scored, learnt) if held.two else found_in_one(scored, threshold_in(scored, learnt))
            precision, recall, f1 = score_pairs(found, held.truth)
            reached = len({frozenset(pair) for pair in held.pairs} & held.truth) / len(held.truth)
            yield {
                "set": number, "view": view, "system": "Kith", "precision": round(precision, 4), "recall": round(recall, 4),
                "f1": round(f1, 4), "pairs": len(held.truth), "candidates": len(held.pairs), "candidates_hold": round(reached, 4),
                "seconds": round(time.perf_counter() - began, 1),
            }  # fmt: skip


def main() -> None:
    """Score, and print a line of JSON for each set and view."""
    import django  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", type=int, choices=SETS, action="append", dest="sets")
    parser.add_argument("--view", choices=VIEWS, action="append", dest="views")
    given = parser.parse_args()
    django.setup()
    for line in run(given.folder, given.sets or SETS, given.views or VIEWS):
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
