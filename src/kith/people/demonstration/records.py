"""The records of an area of the demonstration as a whole: a risk named twice, records that may be one person, a list to join.

Done in the last weeks, by whoever would do it, when the families' year is told.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from kith.kernel.time import london_date
from kith.organisations.models import Role
from kith.people import services
from kith.people.demonstration.cast import Cast
from kith.people.demonstration.names import TRADITIONS
from kith.people.demonstration.numbers import AREA_NUMBERS, SETS, nhs_number
from kith.people.demonstration.places import PRIMARY_SCHOOLS, STREETS
from kith.people.demonstration.plans import PersonPlan, Recorded
from kith.people.demonstration.tradition import Tradition
from kith.people.lists.rows import IMPORT_COLUMNS, ListedPerson, read_row
from kith.people.models import Family, Person

MISHEARD = (
    *(("cz", "tch"), ("sz", "sh"), ("ck", "k"), ("ll", "l"), ("dd", "d"), ("tt", "t"), ("ey", "y"), ("ie", "y"), ("ei", "e")),
    *(("ea", "ee"), ("oo", "u"), ("ar", "er"), ("y", "i"), ("w", "v"), ("th", "t"), ("n", "nn"), ("a", "e")),
)
LISTED = 9_000
"""Numbers of listed people begin here: those of families stay below."""


class Records:
    """What the front door, a manager and two services did with the area's records."""

    def __init__(self, cast: Cast, *, as_at: datetime, seed: int, helped: Sequence[Recorded]) -> None:
        self.cast, self.as_at, self.seed = cast, as_at, seed
        self.slug = cast.area.slug
        self.chance = Random(f"{seed}:{self.slug}:records")
        self.helped = {each.plan.special: each for each in helped if each.plan.special}

    def play(self) -> None:
        """Do all of it, in its order."""
        self._risk()
        known = self._recorded_twice("twins", days=9)
        if known is not None:
            self._joined(*known)
        self._recorded_twice("different_bases", days=5)
        self._list(self._child_of("interpreter"))
        moment = self.as_at - timedelta(hours=5)
        with self.cast.serving("people_match", moment):
            services.find_duplicates(now=moment)

    def _risk(self) -> None:
        """Somebody who may pose a risk, named in two families, each with its own words (practice.md P-17)."""
        families = [
            self.helped[special] for special in ("different_bases", "stepped_up", "interpreter") if special in self.helped
        ][:2]
        if len(families) < 2:
            return
        senior, moment = self.cast.of(Role.SENIOR_SOCIAL_WORKER), self.as_at - timedelta(days=12)
        today = london_date(moment)
        tradition = TRADITIONS[0]
        with self.cast.acting(senior, moment):
            man = services.record_person(
                forename=self.chance.choice(tradition.men),
                surname=tradition.surname(self.chance.randrange(20), "M"),
                date_of_birth=date(1979, 1 + self.chance.randrange(12), 1 + self.chance.randrange(28)),
                sex="M",
                in_family=True,
                now=moment,
            )
            for opened, words, source in (
                (
                    families[0],
                    "Convicted in 2014 of assault on a partner’s child. Not to be alone with the children.",
                    "Probation service",
                ),
                (
                    families[1],
                    "Has been offering lifts from the skate park. Police ask that nobody meets him alone.",
                    "Police public protection unit",
                ),
            ):
                services.state_risk(
                    family=Family.objects.get(pk=opened.family_id),
                    person=man,
                    words=words,
                    source=source,
                    stated_on=today - timedelta(days=3),
                    review_on=today + timedelta(days=80),
                    now=moment,
                )

    def _recorded_twice(self, special: str, *, days: int) -> tuple[Person, Person] | None:
        """Record a child of a family again, as somebody heard the name on the telephone.
        Returns the new record and the known one."""
        if special not in self.helped:
            return None
        opened = self.helped[special]
        child = self._child_of(special)
        if child is None:
            return None
        moment = self.as_at - timedelta(days=days)
        with self.cast.acting(self.cast.of(Role.FRONT_DOOR), moment):
            again = services.record_person(
                forename=child.forename,
                surname=misheard(child.surname),
                date_of_birth=child.date_of_birth,
                sex=child.sex,
                address=child.address,
                postcode=child.postcode,
                now=moment,
            )
            return again, Person.objects.get(pk=opened.people[child.key])

    def _child_of(self, special: str) -> PersonPlan | None:
        """Return the first child on record of a family with a story."""
        if special not in self.helped:
            return None
        opened = self.helped[special]
        return next((each for each in opened.plan.children if each.key in opened.people and each.date_of_birth), None)

    def _joined(self, again: Person, known: Person) -> None:
        moment = self.as_at - timedelta(days=8)
        with self.cast.acting(self.cast.of(Role.TEAM_MANAGER), moment):
            known = Person.objects.get(pk=known.pk)
            services.merge(
                person=Person.objects.get(pk=again.pk),
                into=known,
                chosen={},
                reason="The school has one child of this name and day of birth, and the mother says so too.",
                read_version=known.version,
                now=moment,
            )

    # --- a list from another system

    def _list(self, known: PersonPlan | None) -> None:
        """Three families that came with a list and wait for somebody to say which family they are."""
        moment = self.as_at - timedelta(days=2)
        today = london_date(moment)
        rows: list[ListedPerson] = []
        for family in range(3):
            rows += self._listed_family(family, today, known if family == 0 else None, first=len(rows) + 2)
        assert not any(row.problems for row in rows), [str(problem) for row in rows for problem in row.problems]
        with self.cast.serving("people_import", moment):
            for _ in services.import_people(rows, now=moment):
                pass

    def _listed_family(self, family: int, today: date, known: PersonPlan | None, *, first: int) -> list[ListedPerson]:
        tradition = self.chance.choice(TRADITIONS)
        surname_number = self.chance.randrange(len(tradition.surnames))
        address = f"{self.chance.randrange(1, 120)} {self.chance.choice(STREETS)}"
        postcode = f"ZZ99 {self.chance.randrange(1, 10)}{self.chance.choice('ABDEFGHJ')}{self.chance.choice('LNPQRSTU')}"
        people = [
            self._listed(tradition, surname_number, "F", today.year - 39, f"{family}1", adult=True),
            self._listed(tradition, surname_number, "M", today.year - 9, f"{family}2"),
            self._listed(tradition, surname_number, "F", today.year - 6, f"{family}3"),
        ]
        if known is not None:
            # The list knows a child who is on record already, with another address.
            people = [replace(person, surname=known.surname) for person in people]
            people[1] = replace(people[1], forename=known.forename, sex=known.sex, date_of_birth=known.date_of_birth)
        words = ("mother", "daughter" if people[1].sex == "F" else "son", "daughter")
        return [
            read_row(
                first + place,
                list(IMPORT_COLUMNS),
                [
                    *(f"{self.slug[:3].upper()}{self.seed}-{person.key}", person.forename, "", person.surname, ""),
                    *(person.date_of_birth.isoformat() if person.date_of_birth else "", person.sex, address, postcode),
                    *(person.nhs_number, "", f"07700 900{self.chance.randrange(100, 999)}" if place == 0 else ""),
                    *("", f"{self.slug[:3].upper()}{self.seed}-F{family + 1}", words[place], "yes" if place == 0 else ""),
                ],
                today,
            )
            for place, person in enumerate(people)
        ]

    def _listed(self, tradition: Tradition, surname: int, sex: str, year: int, key: str, *, adult: bool = False) -> PersonPlan:
        names = (tradition.women if adult else tradition.girls) if sex == "F" else tradition.boys
        number = AREA_NUMBERS.get(self.slug, 9) * 200_000 + (self.seed % SETS) * 10_000 + LISTED + int(key)
        return PersonPlan(
            key=key,
            role="parent" if adult else "child",
            forename=self.chance.choice(names),
            surname=tradition.surname(surname, sex),
            sex=sex,
            date_of_birth=date(year, 1 + self.chance.randrange(12), 1 + self.chance.randrange(28)),
            school="" if adult else self.chance.choice(PRIMARY_SCHOOLS),
            nhs_number=nhs_number(number),
        )


def misheard(surname: str) -> str:
    """Return a surname as somebody might write it who only heard it."""
    small = surname.lower()
    for right, wrong in MISHEARD:
        if right in small:
            return small.replace(right, wrong, 1).title()
    return surname[:1] + surname
