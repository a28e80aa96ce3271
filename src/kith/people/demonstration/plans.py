"""Who is in a family of the demonstration, decided before anything is recorded. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from kith.design.words import sentence
from kith.people.demonstration.themes import DOMESTIC_ABUSE, Theme
from kith.people.demonstration.tradition import Tradition
from kith.people.matching.births import whole_years


@dataclass(frozen=True)
class PersonPlan:
    """Somebody in a family of the demonstration."""

    key: str
    role: str
    forename: str
    surname: str
    sex: str
    date_of_birth: date | None = None
    expected_date: date | None = None
    ethnicity: str = ""
    language: str = ""
    interpreter: str = ""
    disability: str = ""
    school: str = ""
    nhs_number: str = ""
    upn: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    household: str = ""

    @property
    def first_name(self) -> str:
        return self.forename or "the baby"

    def age(self, on: date) -> int:
        return -1 if self.date_of_birth is None else whole_years(self.date_of_birth, on)

    def in_body(self) -> dict[str, Any]:
        """Return the person as a request for support names them."""
        told: dict[str, Any] = {"key": self.key, "role": self.role}
        for name in (
            *("forename", "surname", "ethnicity", "language", "interpreter", "disability", "school"),
            *("nhs_number", "upn", "address", "postcode", "telephone"),
        ):
            if getattr(self, name):
                told[name] = getattr(self, name)
        if self.sex and not self.expected_date:
            told["sex"] = self.sex
        if self.date_of_birth:
            told["date_of_birth"] = self.date_of_birth.isoformat()
        if self.expected_date:
            told["expected_date"] = self.expected_date.isoformat()
        return told


@dataclass(frozen=True)
class FamilyPlan:
    """One family."""

    number: int
    special: str
    group: str
    tradition: Tradition
    people: tuple[PersonPlan, ...]
    relationships: tuple[tuple[str, str, str, bool | None], ...]
    theme: Theme = DOMESTIC_ABUSE
    separated: bool = False

    @property
    def children(self) -> tuple[PersonPlan, ...]:
        return tuple(person for person in self.people if person.role in ("child", "unborn"))

    @property
    def adult(self) -> PersonPlan:
        return next(person for person in self.people if person.role in ("parent", "carer"))

    @property
    def other(self) -> PersonPlan:
        adults = [p for p in self.people if p.role in ("parent", "carer", "relative")]
        return adults[1] if len(adults) > 1 else adults[0]

    @property
    def name(self) -> str:
        """How workers call the family: by surname alone, because a street may be what somebody must not learn."""
        return f"{self.children[0].surname or self.adult.surname} family"

    def spoken_of(self) -> PersonPlan:
        """The child most spoken of: the eldest."""
        born = [child for child in self.children if child.date_of_birth]
        return min(born, key=lambda child: child.date_of_birth or date.max) if born else self.children[0]

    def say(self, text: str, **others: str) -> str:
        """Fill in a text of the stories."""
        child = self.spoken_of()
        said = text.format(
            child=others.get("child", child.first_name),
            adult=self.adult.forename,
            other=self.other.forename,
            school=child.school or "school",
        )
        return sentence(said)


@dataclass(frozen=True)
class Recorded:
    """A family whose help began: what was planned of it, its record, and who is who by key."""

    plan: FamilyPlan
    family_id: UUID
    people: dict[str, UUID]


def as_of(family: FamilyPlan, day: date) -> FamilyPlan:
    """Return the family as it was on the day of its request: nobody was born later, and no birth was more than 36 weeks off."""
    people = []
    for person in family.people:
        born, due = person.date_of_birth, person.expected_date
        if born is not None and born > day - timedelta(days=7):
            people.append(replace(person, date_of_birth=day - timedelta(days=21 + (born - day).days % 40)))
        elif due is not None and (due - day).days > 252:
            people.append(replace(person, expected_date=day + timedelta(days=200)))
        else:
            people.append(person)
    return replace(family, people=tuple(people))
