"""A made-up register of people, as large as asked for: ``generate(1_000_000, seed)`` takes well under a minute and streams.

Every person is invented. NHS numbers are of the 999 range, unique pupil numbers of local authority 001, telephone numbers of the
ranges kept for drama, postcodes of ZZ99. There are only 6,734 such postcodes to live in, so a register of 1,000,000 has about 150
people in each, three to ten times as many as in life; and a drama number is shared by many people. Both are harder on a matcher
than life is.

    tools/bench/matching/register.py --size 100000 --seed 21 register.csv
"""

import argparse
import csv
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.matching.naming import House, Name, sections
from bench.matching.traditions import ESTIMATED_BIRTHDAYS, SHARES, houses

COLUMNS = (
    "ref", "forename", "middle_names", "surname", "known_as", "date_of_birth", "sex", "address_line", "postcode",
    "nhs_number", "upn", "telephone",
)  # fmt: skip
"""The columns that Kith's matching of files reads."""

TODAY = date(2026, 1, 5)
FIRST_DAY, LAST_DAY = date(1926, 1, 1).toordinal(), TODAY.toordinal()
MOST_PEOPLE = 1_400_000
"""There are 909,091 valid NHS numbers in the 999 range and six people in ten have one."""

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


class Row(NamedTuple):
    """One person of the register. The first twelve fields are the columns of the file, all text."""

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
    tradition: str
    family_ref: str


def nhs_check_digit(nine: int) -> int:
    """Return the tenth digit for nine digits, 10 when there is no such number."""
    total, weight = 0, 2
    while nine:
        nine, digit = divmod(nine, 10)
        total += digit * weight
        weight += 1
    return (11 - total % 11) % 11


def upn(twelve: str) -> str:
    """Return the pupil number of which ``twelve`` are the digits."""
    return UPN_LETTERS[sum(int(digit) * weight for weight, digit in enumerate(twelve, start=2)) % 23] + twelve


class Addresses:
    """Streets and postcodes. A postcode has one street, some have two."""

    KINDS = ("Road", "Street", "Close", "Avenue", "Lane", "Drive", "Court", "Way", "Gardens", "Crescent")

    def __init__(self) -> None:
        names = list(dict.fromkeys(sections("streets")["streets"]))
        self.streets = [f"{name} {kind}" for kind in self.KINDS for name in names]
        letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
        # ZZ99 3..Z are the codes for no fixed abode and for abroad: nobody lives there together.
        self.postcodes = [
            f"ZZ99 {digit}{one}{two}"
            for digit in range(10)
            for one in letters
            for two in letters
            if not (digit == 3 and two == "Z")
        ]

    def __call__(self, chance: Random) -> tuple[str, str]:
        """Return an address line and its postcode."""
        place = int(chance.random() * len(self.postcodes))
        luck = chance.random()
        street = self.streets[(place * 7919 + (13 if luck < 0.25 else 0)) % len(self.streets)]
        number = 1 + int(chance.random() * 110)
        if luck > 0.88:
            return f"Flat {1 + int(chance.random() * 24)}, {number} {street}", self.postcodes[place]
        if luck > 0.85:
            return f"{number}{'ABC'[int(chance.random() * 3)]} {street}", self.postcodes[place]
        return f"{number} {street}", self.postcodes[place]


class Register:
    """Families, one after another."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.addresses = Addresses()
        self.houses = houses()
        self.traditions = [each for each, share in SHARES.items() for _ in range(round(share * 1000))]
        self.numbers = self._nhs_numbers(self.chance.randrange(1_000_000))
        self.pupil = self.chance.randrange(10_000_000)
        self.people = self.families = 0

    def _nhs_numbers(self, start: int) -> Iterator[str]:
        """Every valid number of the 999 range once, in no order."""
        for step in range(1_000_000):
            nine = 999_000_000 + (start + step * 382_693) % 1_000_000
            check = nhs_check_digit(nine)
            if check < 10:
                yield f"{nine}{check}"

    def family(self, tradition: str | None = None) -> list[Row]:
        """Return the people of one more family."""
        chance = self.chance
        tradition = tradition or self.traditions[int(chance.random() * len(self.traditions))]
        house = self.houses[tradition](chance)
        self.families += 1
        home = self.addresses(chance)
        luck = chance.random()
        people: list[tuple[Name, str, int, tuple[str, str]]] = []
        if luck < 0.84:
            children = self._children(house)
            eldest = min(born for _, _, born in children)
            mother_born = eldest - int((18 + 22 * (chance.random() + chance.random()) / 2) * 365.25)
            father_born = mother_born - int((chance.gauss(2.3, 4)) * 365.25)
            people.append((house.mother, "F", mother_born, home))
            if luck < 0.5:
                people.append((house.father, "M", father_born, home))
            elif luck < 0.62:
                people.append((house.father, "M", father_born, self.addresses(chance)))
            people += [(name, sex, born, home) for name, sex, born in children]
            if luck < 0.07 or luck > 0.78:
                for sex in ("F", "M") if chance.random() < 0.4 else ("F",):
                    born = min(mother_born, father_born) - int((20 + 15 * chance.random()) * 365.25)
                    people.append((house.elder(sex, date.fromordinal(max(born, FIRST_DAY)).year), sex, born, home))
        else:
            born = LAST_DAY - int((18 + 62 * chance.random()) * 365.25)
            people.append((house.mother, "F", born, home))
            if luck > 0.92:
                people.append((house.father, "M", born - int(chance.gauss(1, 4) * 365.25), home))
        return [self._row(name, sex, born, place, tradition) for name, sex, born, place in people]

    def _children(self, house: House) -> list[tuple[Name, str, int]]:
        chance = self.chance
        count = 1 + sum(chance.random() < odds for odds in (0.6, 0.4, 0.3))
        born = LAST_DAY - 1 - int(chance.random() * 17 * 365.25)
        made: list[tuple[Name, str, int]] = []
        taken: set[str] = set()
        for number in range(count):
            if number and chance.random() > 0.03:
                born -= int(330 + 1500 * chance.random() ** 1.4)
            sex = "F" if chance.random() < 0.5 else "M"
            name = self._other(house, sex, date.fromordinal(born).year, taken)
            made.append((name, sex, born))
        return made

    def _other(self, house: House, sex: str, year: int, taken: set[str]) -> Name:
        """A child is not called what a brother or sister is called."""
        for _ in range(20):
            name = house.child(sex, year)
            called = f"{name.forename} {name.middle_names}"
            if called not in taken:
                break
        taken.add(called)
        return name

    def _row(self, name: Name, sex: str, ordinal: int, place: tuple[str, str], tradition: str) -> Row:
        chance = self.chance
        self.people += 1
        born = date.fromordinal(min(max(ordinal, FIRST_DAY), LAST_DAY - 1))
        if chance.random() < ESTIMATED_BIRTHDAYS.get(tradition, 0.001):
            born = born.replace(month=1, day=1)
        pupil = ""
        if 2009 < born.year < 2022 and chance.random() < 0.7:
            self.pupil = (self.pupil + 3_826_937) % 10_000_000
            digits = f"{self.pupil:07d}"
            pupil = upn(f"001{digits[:4]}{(born.year + 4) % 100:02d}{digits[4:]}")
        telephone = ""
        if chance.random() < 0.15:
            last = f"{int(chance.random() * 1000):03d}"
            telephone = f"07700 900{last}" if chance.random() < 0.8 else f"01632 960{last}"
        return Row(
            f"P{self.people:07d}", name.forename, name.middle_names, name.surname, name.known_as, born.isoformat(), sex,
            place[0], place[1], next(self.numbers) if chance.random() < 0.6 else "", pupil, telephone,
            tradition, f"F{self.families:07d}",
        )  # fmt: skip


def generate(size: int, seed: int) -> Iterator[Row]:
    """Yield ``size`` people, family after family. The same size and seed give the same people.

    Raises :class:`ValueError` when there are not so many NHS numbers.
    """
    if size > MOST_PEOPLE:
        raise ValueError(f"The 999 range has numbers for {MOST_PEOPLE:,} people only.")
    register = Register(seed)
    left = size
    while left:
        people = register.family()[:left]
        left -= len(people)
        yield from people


def write_register(path: Path, size: int, seed: int, *, marks: bool = False) -> None:
    """Write the register as CSV: the twelve columns, and with ``marks`` also the tradition and the family."""
    width = len(COLUMNS)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(Row._fields if marks else COLUMNS)
        out.writerows(generate(size, seed) if marks else (row[:width] for row in generate(size, seed)))


def read_register(path: Path) -> Iterator[Row]:
    """Yield the rows of a file written with ``marks``."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if tuple(next(lines)) != Row._fields:
            raise ValueError(f"{path} was not written with marks.")
        yield from map(Row._make, lines)


def main() -> None:
    """Write a register."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--marks", action="store_true", help="write tradition and family too")
    given = parser.parse_args()
    began = time.perf_counter()
    write_register(given.path, given.size, given.seed, marks=given.marks)
    print(f"{given.size:,} people in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
