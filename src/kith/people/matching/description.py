"""The person looked for and a person on record, described as the matcher compares them. Pure."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from kith.people.matching.scripts import divided
from kith.people.matching.spelling import address_key, fold, name_parts, postcode_key, surname_parts, telling_parts


@dataclass(frozen=True)
class NameParts:
    """A forename with a surname it goes with, in folded words. ``middle`` when the forename is a middle name."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    middle: bool = False


@dataclass(frozen=True)
class Place:
    """An address as it is compared: its words, its number and street, its postcode,
    and whether it is where the person lives now."""

    text: str
    street: str
    code: str
    current: bool = True


@dataclass(frozen=True)
class Named:
    """A person's names and birth. Anything may be missing."""

    forename: str = ""
    middle_names: str = ""
    surname: str = ""
    known_as: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    date_of_birth: date | None = None
    birth_written: str = ""
    """Year, month and day in eight digits, when they are written and no day of the calendar."""

    @cached_property
    def names(self) -> list[NameParts]:
        """Every forename with every surname it goes with, in parts."""
        last = surname_parts(self.surname)
        said = [NameParts(name_parts(self.forename), last)]
        if self.known_as:
            said.append(NameParts(name_parts(self.known_as), last))
        said += [NameParts(name_parts(a or self.forename), surname_parts(b) if b else last) for a, b in self.other_names]
        if not (self.forename and self.surname) and (two := divided(self.forename or self.surname)):
            said.append(NameParts(name_parts(two[0]), surname_parts(two[1])))
        if self.middles:
            said.append(NameParts(self.middles, last, middle=True))
        return list(dict.fromkeys(said))

    @cached_property
    def middles(self) -> tuple[str, ...]:
        """The middle names, folded, without those that say little."""
        return telling_parts(name_parts(self.middle_names))

    @property
    def birth_digits(self) -> str:
        """The date of birth in eight digits, also one that is written and no day of the calendar; empty when there is none."""
        return self.date_of_birth.isoformat().replace("-", "") if self.date_of_birth else self.birth_written


@dataclass(frozen=True)
class Wanted(Named):
    """What is known of the person looked for. ``on`` is the day on which ``age`` was said."""

    expected_date: date | None = None
    age: int | None = None
    on: date | None = None
    sex: str = "U"
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    nhs_number: str = ""
    upn: str = ""
    la_child_id: str = ""
    school: str = ""

    @cached_property
    def place(self) -> Place:
        """The address, as it is compared."""
        return Place(fold(self.address), address_key(self.address), postcode_key(self.postcode))


@dataclass(frozen=True)
class Held(Named):
    """What the record holds of a person, as the score needs it."""

    birth_date_kind: str = "exact"
    expected_date: date | None = None
    sex: str = "U"
    school: str = ""
    addresses: tuple[tuple[str, str, bool], ...] = ()
    """Lines, postcode, and whether it is where the person lives now."""
    contacts: frozenset[str] = frozenset()
    nhs_numbers: frozenset[str] = frozenset()
    upns: frozenset[str] = frozenset()
    la_child_ids: frozenset[str] = frozenset()
    merged_into: UUID | None = None
    """The record this one turned out to be; it is shown in its stead."""

    @cached_property
    def places(self) -> list[Place]:
        """The addresses, as they are compared."""
        return [Place(fold(a), address_key(a), postcode_key(p), now) for a, p, now in self.addresses]
