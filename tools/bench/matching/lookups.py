"""What strangers send when they look for somebody: the people of a register with the errors that schools, health visitors and
neighbours make, and people who are not on the register at all.

This shares no code and no table with Kith's matcher, and was written without looking at it.

    tools/bench/matching/lookups.py --register register.csv --count 1260 --seed 22 lookups.csv truth.csv
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.matching.register import COLUMNS, Row, read_register
from bench.matching.strangers import Strangers, walk
from bench.matching.traditions import SHARES

ABSENT = 300 / 1260
ABSENT_KINDS = {
    "stranger": 160,
    "unknown_sibling": 60,
    "same_name_other_birthday": 50,
    "unknown_twin": 20,
    "namesake_at_home": 10,
}
WITHOUT_ADDRESS = 0.2
WITH_IDENTIFIER = 0.15
NOT_COUNTED = frozenset({"initial_only"})
"""A first letter is not a name. These lookups are made and answered, and do not count in recall."""


class Seeds(NamedTuple):
    """The seeds of one purpose: its register, its lookups, a balanced sample for fairness, and labelled lookups to learn from."""

    register: int
    lookups: int
    balanced: int
    labelled: int


TUNING = Seeds(11, 12, 13, 14)
"""For setting weights and thresholds: other people and other lookups than those that are scored."""
SCORING = Seeds(601, 602, 603, 604)
"""For scoring. Nothing is fitted to these; README.md says what was seen of them between changes."""


class Lookup(NamedTuple):
    """What somebody sends, and what is true. ``truth`` is the ``ref`` of the person meant, empty when not on the register."""

    ref: str
    forename: str
    middle_names: str
    surname: str
    known_as: str
    date_of_birth: str
    sex: str
    address_line: str
    postcode: str
    nhs_number: str
    upn: str
    telephone: str
    truth: str
    error: str
    tradition: str
    counted: bool


def lookups(
    rows: Iterable[Row],
    *,
    count: int,
    seed: int,
    absent: float = ABSENT,
    with_identifier: float = WITH_IDENTIFIER,
    without_address: float = WITHOUT_ADDRESS,
    balanced: bool = False,
) -> list[Lookup]:
    """Return ``count`` lookups on the register ``rows``, which is read once.

    ``absent`` is the share that is not on it. ``balanced`` takes as many of every naming tradition; otherwise each has its share
    of the register. The same register, count and seed give the same lookups.
    """
    chance = Random(seed)
    held = walk(rows, chance, count)
    strangers = Strangers(held, chance, with_identifier=with_identifier, without_address=without_address)
    traditions = [each for each in SHARES if each in held.families]
    weights = [1.0 if balanced else SHARES[each] for each in traditions]
    missing = round(count * absent)
    whole = sum(ABSENT_KINDS.values())
    kinds = [kind for kind, share in ABSENT_KINDS.items() for _ in range(round(missing * share / whole))][:missing]
    kinds += ["stranger"] * (missing - len(kinds))
    plan: list[str] = [*kinds, *[""] * (count - missing)]
    chance.shuffle(plan)
    if balanced:
        turn = [traditions[place % len(traditions)] for place in range(count)]
        chance.shuffle(turn)
    else:
        turn = chance.choices(traditions, weights, k=count)
    made = []
    for number, (kind, tradition) in enumerate(zip(plan, turn, strict=True), start=1):
        if kind:
            sent, truth, error = strangers.unknown(tradition, kind), "", kind
        else:
            sent, truth, error = strangers.known(tradition)
        sent["ref"] = f"L{number:06d}"
        made.append(Lookup(**sent, truth=truth, error=error, tradition=tradition, counted=error not in NOT_COUNTED))
    return made


def write_lookups(path: Path, made: list[Lookup], truth: Path) -> None:
    """Write what is sent as CSV in the twelve columns, and what is true in a file of its own."""
    width = len(COLUMNS)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        out.writerows(each[:width] for each in made)
    with truth.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("ref", *Lookup._fields[width:]))
        out.writerows((each.ref, each.truth, each.error, each.tradition, int(each.counted)) for each in made)


def read_lookups(path: Path, truth: Path) -> list[Lookup]:
    """Return the lookups that :func:`write_lookups` wrote."""
    with path.open(encoding="utf-8", newline="") as sent, truth.open(encoding="utf-8", newline="") as true:
        return [
            Lookup(
                **one, truth=other["truth"], error=other["error"], tradition=other["tradition"], counted=other["counted"] == "1"
            )
            for one, other in zip(csv.DictReader(sent), csv.DictReader(true), strict=True)
        ]


def main() -> None:
    """Write a sample of lookups."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--register", type=Path, required=True, help="a register that was written with --marks")
    parser.add_argument("--count", type=int, default=1260)
    parser.add_argument("--seed", type=int, default=22)
    parser.add_argument("--balanced", action="store_true", help="as many of every naming tradition")
    given = parser.parse_args()
    made = lookups(read_register(given.register), count=given.count, seed=given.seed, balanced=given.balanced)
    write_lookups(given.path, made, given.truth)
    print(
        f"{len(made):,} lookups: "
        + ", ".join(f"{error} {n}" for error, n in sorted(Counter(each.error for each in made).items()))
    )


if __name__ == "__main__":
    main()
