"""Names as people type them, searched among some thousands of made-up people: who stands first, and who among the first five.

The lists are in ``tests/samples/names``. One was looked at while the search was mended, the other was not.
"""

import csv
from pathlib import Path
from typing import Any

import pytest

from kith.access.identity import acting_as, service
from kith.kernel.ids import uuid7
from kith.people.finding.search import search_people
from kith.people.index.renewal import rewrite_keys
from kith.people.matching.spelling import fold
from kith.people.models import Person
from tests.fixtures import NOON, Acting, practitioner_in
from tools.bench.matching.register import generate

SAMPLES = Path(__file__).parents[5] / "tests" / "samples" / "names"
OTHERS, SEED = 4_000, 909
SEARCHED = {"tuned": (46, 48), "held_out": (44, 47)}
"""For each list, how many are at least found first, and how many among the first five."""


def rows_of(name: str) -> list[dict[str, str]]:
    with (SAMPLES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def crowd(module_clone: str, acting: Acting) -> Acting:
    """Everybody of both lists, among others."""
    _, area = practitioner_in("dorset", "front_door")
    held = list(dict.fromkeys((row["forename"], row["surname"]) for name in SEARCHED for row in rows_of(name)))
    others = [(row.forename, row.surname) for row in generate(OTHERS, SEED)]
    with acting_as(service("people_import", area_id=area.pk, purpose="test"), now=NOON):
        Person.objects.bulk_create(
            [
                Person(id=uuid7(), area=area, forename=forename, surname=surname, recorded_at=NOON)
                for forename, surname in (*others, *held)
            ],
            batch_size=2000,
        )
        rewrite_keys()
    return acting


def place_of(row: dict[str, str]) -> int:
    """Return the place at which somebody with the name is found; 0 when not among the first 25."""
    wanted = (fold(row["forename"]), fold(row["surname"]))
    found: list[Any] = search_people(row["typed"], on=NOON.date()).found
    names = [(fold(each.person.forename), fold(each.person.surname)) for each in found]
    if row["how"].startswith("one name"):
        part = 0 if fold(row["typed"]) == wanted[0] else 1
        return next((at for at, name in enumerate(names, start=1) if name[part] == wanted[part]), 0)
    return names.index(wanted) + 1 if wanted in names else 0


@pytest.mark.slow
@pytest.mark.parametrize("name", SEARCHED)
def test_names_as_they_are_typed_find_the_person(crowd: Acting, name: str) -> None:
    with crowd():
        places = {row["typed"]: place_of(row) for row in rows_of(name)}
    first = sum(place == 1 for place in places.values())
    in_five = sum(1 <= place <= 5 for place in places.values())
    missed = {typed: place for typed, place in places.items() if place != 1}
    print(f"\n{name}: {first} first, {in_five} in five, of {len(places)}")
    least_first, least_in_five = SEARCHED[name]
    assert (first >= least_first, in_five >= least_in_five) == (True, True), (first, in_five, missed)
