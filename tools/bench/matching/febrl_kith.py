"""Kith's own matcher on the FEBRL sets: the keys, the comparisons and the calibration of the product, on records held in memory.

Candidates share a key, as they would in the index; weights are learnt and the threshold of decision is chosen on set 1 of the same
view, and sets 2, 3 and 4 are scored with them. Nothing of sets 2 to 4 is looked at before they are scored, except how common names are
in each set. ``soc_sec_id`` is read as an LA child id, the suburb as the end of the address.

    febrl_kith.py FOLDER [--set 2] [--view all]     FOLDER is what ``febrl.py export`` wrote; a line of JSON for each set and view
"""

import argparse
import csv
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from bench.matching.scoring import score_pairs  # noqa: E402  the path is set above

VIEWS = ("all", "without_soc_sec_id", "names_birth_postcode")
SETS = (1, 2, 3, 4)
WIDEST = 800
"""Keys that more records bear than this propose nobody, as in the index."""
CANDIDATES = 60
"""The most records that one record is compared with, as in the index."""
TODAY = date(2026, 1, 5)


@dataclass
class Collection:
    """One set in one view: its records as the product reads them, the candidate pairs, and the pairs that are true."""

    people: dict[str, Any]
    pairs: list[tuple[str, str]]
    truth: set[RefPair]
    frequencies: Any


def read(folder: Path, number: int, view: str) -> Collection:
    """Read one set in one view and find its candidate pairs."""
    from kith.people.keys import words_of  # noqa: PLC0415  Django is set up by then
    from kith.people.lists import COLUMNS, read_row  # noqa: PLC0415  Django is set up by then
    from kith.people.weights import Frequencies  # noqa: PLC0415  Django is set up by then

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
    return Collection(people, list(_candidates(people, sources)), truth, Frequencies(len(people), bearers))


def _candidates(people: dict[str, Any], sources: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Propose for each record those that share the most telling keys with it; between the two files of set 4, else within the file."""
    from kith.people.keys import lookup_keys, stored_keys  # noqa: PLC0415  Django is set up by then

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
        shared: Counter[str] = Counter()
        for key in lookup_keys(person.wanted):
            others = bearers.get(key, ())
            if 0 < len(others) <= WIDEST:
                telling = log2(1 + len(people) / len(others))
                for other in others:
                    if other != ref:
                        shared[other] += telling
        for other, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:CANDIDATES]:
            pair = frozenset((ref, other))
            if pair not in proposed:
                proposed.add(pair)
                yield ref, other


def score_all(held: Collection, weights: Any) -> list[tuple[float, RefPair]]:
    """Return the points of each candidate pair."""
    from kith.people.matching import compare  # noqa: PLC0415  Django is set up by then

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


def learn(folder: Path, view: str) -> tuple[Any, float]:
    """Learn weights and the threshold of decision on set 1."""
    from kith.people.calibrating import Pair, calibrate  # noqa: PLC0415  Django is set up by then

    tuning = read(folder, 1, view)
    pairs = [Pair(a, tuning.people[a], tuning.people[b], frozenset((a, b)) in tuning.truth) for a, b in tuning.pairs]
    weights = calibrate(pairs, frequencies=tuning.frequencies).weights
    return weights, best_threshold(score_all(tuning, weights), tuning.truth)


def run(folder: Path, numbers: Sequence[int] = SETS, views: Sequence[str] = VIEWS) -> Iterator[dict[str, Any]]:
    """Score sets in views, each view with what was learnt on set 1 of it."""
    for view in views:
        weights, threshold = learn(folder, view)
        for number in numbers:
            began = time.perf_counter()
            held = read(folder, number, view)
            found = {pair for points, pair in score_all(held, weights) if points >= threshold}
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
