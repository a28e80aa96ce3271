"""Making the families of one area, one after another.

Pure: the same seed, area, number and day give the same families. Everything that identifies anybody is of a range that is never
given out: NHS numbers of 999, UPNs of local authority 001, postcodes of ZZ99, telephone numbers of the drama ranges, example.org.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from kith.people.demonstration import shapes
from kith.people.demonstration.names import BY_GROUP
from kith.people.demonstration.numbers import AREA_NUMBERS, SETS, nhs_number, upn
from kith.people.demonstration.places import NURSERIES, PRIMARY_SCHOOLS, SECONDARY_SCHOOLS, STREETS
from kith.people.demonstration.plans import FamilyPlan, PersonPlan
from kith.people.demonstration.tradition import Tradition

_POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_AGE_YEARS = {"Under 1": (0, 0), "1 to 4": (1, 4), "5 to 9": (5, 9), "10 to 15": (10, 15), "16 and over": (16, 17)}

SPECIAL = (
    "separated",
    "different_bases",
    "young_mother",
    "young_mothers_baby",
    "restricted",
    "unborn",
    "interpreter",
    "twins",
    "nurse_lead",
    "sign_off",
    "stepped_up",
    "stepped_down",
    "overdue",
    "sent_back",
    "danger",
    "lead_waiting",
    "no_lead",
)
"""What the first families of an area have in them, in this order; the rest are as the shares deal them."""


class Households:
    """Makes people one after another, never twice the same number."""

    def __init__(self, area: str, chance: Random, today: date, seed: int) -> None:
        self.set_number = seed % SETS
        self.area_number = AREA_NUMBERS.get(area, 9)
        self.chance = chance
        self.today = today
        self.people = 0
        self.ages: list[str] = []
        self.sexes: list[str] = []
        self.groups: list[str] = []
        self.sizes: list[int] = []
        self.mother: FamilyPlan | None = None

    def family(self, number: int) -> FamilyPlan:
        """Return the next family; the first ones have something special in them."""
        chance = self.chance
        special = SPECIAL[number] if number < len(SPECIAL) else ""
        if not self.groups:
            self.groups = shapes.deal(shapes.ETHNIC_GROUP, 40, chance)
        if not self.sizes:
            self.sizes = shapes.deal(shapes.CHILDREN_IN_FAMILY, 40, chance)
        group = self.groups.pop()
        if special == "interpreter":
            group = "White"
        candidates = BY_GROUP[group]
        weights = [len(each.surnames) ** 1.5 if not each.language else 2 for each in candidates]
        tradition = chance.choices(candidates, weights)[0]
        if special == "interpreter":
            tradition = next(
                each
                for each in candidates
                if each.language == ("Polish", "Lithuanian", "Romanian", "Polish")[self.area_number % 4]
            )
        if special == "young_mothers_baby" and self.mother is not None:
            return self._baby_of_young_mother(number, self.mother)
        count = {"separated": 2, "different_bases": 3, "young_mother": 2, "twins": 3, "unborn": 2, "nurse_lead": 1}.get(
            special, self.sizes.pop()
        )
        family = self._household(number, special, group, tradition, count)
        if special == "young_mother":
            self.mother = family
        return family

    def _baby_of_young_mother(self, number: int, first: FamilyPlan) -> FamilyPlan:
        girl = first.spoken_of()
        born = self.today - timedelta(days=self.chance.randrange(120, 160))
        mother = replace(girl, key="A1", role="parent", household="Grandmother's home")
        baby = self._person("C1", "child", first.tradition, "F", girl.surname, born, address=girl.address, postcode=girl.postcode)
        grandmother = replace(first.adult, key="R1", role="relative", household="Grandmother's home")
        return FamilyPlan(
            number,
            "young_mothers_baby",
            first.group,
            first.tradition,
            (baby, mother, grandmother),
            (("A1", "C1", "mother", True), ("R1", "C1", "grandparent", None)),
        )

    def _household(self, number: int, special: str, group: str, tradition: Tradition, count: int) -> FamilyPlan:
        chance = self.chance
        street = chance.choice(STREETS)
        address = f"{chance.randrange(1, 120)} {street}"
        postcode = self._postcode()
        surname_number = chance.randrange(len(tradition.surnames))
        two_parents = special in ("separated", "different_bases") or chance.random() < 0.45
        father_elsewhere = special == "separated" or (not two_parents and chance.random() < 0.55)
        ages = self._ages(count, special)
        children: list[PersonPlan] = []
        for position, born in enumerate(ages, start=1):
            twin = special == "twins" and position == 2
            sex = self._sex() if not twin else children[-1].sex
            if special == "young_mother" and position == 1:
                sex = "F"
            if born > self.today:
                children.append(
                    PersonPlan(
                        key=f"U{position}",
                        role="unborn",
                        forename="",
                        surname=tradition.surname(surname_number, "F"),
                        sex="",
                        expected_date=born,
                        ethnicity=tradition.code,
                        household="Home",
                    )
                )
                continue
            surname = tradition.surname(surname_number, sex)
            taken = {child.forename for child in children}
            children.append(
                self._person(
                    f"C{position}", "child", tradition, sex, surname, born, address=address, postcode=postcode, taken=taken
                )
            )
        eldest = min(child.date_of_birth or self.today for child in children)
        mother_born = eldest - timedelta(days=365 * chance.randrange(18, 29) + chance.randrange(365))
        mother = self._person(
            "A1",
            "parent",
            tradition,
            "F",
            tradition.surname(surname_number, "F"),
            mother_born,
            address=address,
            postcode=postcode,
            adult=True,
        )
        if tradition.language and (special == "interpreter" or chance.random() < 0.5):
            mother = replace(mother, interpreter=f"{tradition.language}, by telephone or in person")
        people = [*children, mother]
        pairs: list[tuple[str, str, str, bool | None]] = [("A1", child.key, "mother", True) for child in children]
        if two_parents or father_elsewhere:
            born = mother_born - timedelta(days=chance.randrange(-900, 2400))
            away = father_elsewhere
            father = self._person(
                "A2",
                "parent",
                tradition,
                "M",
                tradition.surname(surname_number if chance.random() < 0.7 else surname_number + 1, "M"),
                born,
                address=f"{chance.randrange(1, 120)} {chance.choice(STREETS)}" if away else address,
                postcode=self._postcode() if away else postcode,
                adult=True,
            )
            people.append(replace(father, household="Father's home" if away else "Home"))
            pairs += [("A2", child.key, "father", child.role == "child") for child in children]
            pairs.append(("A2", "A1", "ex_partner" if away else "partner", None))
        if special in ("young_mother", "unborn") or chance.random() < 0.3:
            grandmother = self._person(
                "R1",
                "relative",
                tradition,
                "F",
                tradition.surname(surname_number + 2, "F"),
                mother_born - timedelta(days=365 * chance.randrange(20, 32)),
                address=f"{chance.randrange(1, 120)} {chance.choice(STREETS)}",
                postcode=self._postcode(),
                adult=True,
            )
            people.append(replace(grandmother, household="Grandmother's home"))
            pairs += [("R1", child.key, "grandparent", None) for child in children]
        # That two are twins is not something a request can say: it is recorded afterwards.
        pairs += [
            (one.key, two.key, "sibling", None)
            for index, one in enumerate(children)
            for two in children[index + 1 :]
            if one.date_of_birth is None or one.date_of_birth != two.date_of_birth
        ]
        return FamilyPlan(number, special, group, tradition, tuple(people), tuple(pairs), separated=father_elsewhere)

    def _ages(self, count: int, special: str) -> list[date]:
        """Return birth dates, eldest first; a date to come for a child not yet born."""
        chance = self.chance
        if special == "young_mother":
            return [self._born(15), self._born(9)]
        if special == "unborn":
            return [self._born(4), self.today + timedelta(days=chance.randrange(60, 90))]
        if special == "twins":
            born = self._born(6)
            return [born, born, self._born(2)]
        if special == "different_bases":
            return [self._born(14), self._born(8), self._born(3)]
        if special == "separated":
            return [self._born(9), self._born(5)]
        if not self.ages or len(self.ages) < count:
            # None of the special families has somebody of 16 or 17, so the others have more.
            self.ages += shapes.deal({**shapes.AGE, "16 and over": 28}, 75, chance)
        years: list[int] = []
        dates: list[date] = []
        for _ in range(count):
            band = self.ages.pop()
            if band == "Unborn":
                if any(each > self.today for each in dates):
                    band = "Under 1"
                else:
                    dates.append(self.today + timedelta(days=chance.randrange(30, 150)))
                    continue
            low, high = _AGE_YEARS[band]
            free = [year for year in range(low, high + 1) if year not in years] or [
                year for year in range(18) if year not in years and year - 1 not in years and year + 1 not in years
            ]
            year = chance.choice(free)
            years.append(year)
            dates.append(self._born(year))
        return sorted(dates)

    def _born(self, age: int) -> date:
        """Return a birth date of somebody who is ``age`` today; a baby is at least two months old."""
        days = self.chance.randrange(60 if age == 0 else 5, 300)
        return self.today - timedelta(days=round(age * 365.25) + days)

    def _sex(self) -> str:
        if not self.sexes:
            self.sexes = shapes.deal({"M": 55, "F": 45}, 40, self.chance)
        return self.sexes.pop()

    def _postcode(self) -> str:
        chance = self.chance
        return f"ZZ99 {chance.randrange(1, 10)}{chance.choice(_POSTCODE_LETTERS)}{chance.choice(_POSTCODE_LETTERS)}"

    def _person(
        self,
        key: str,
        role: str,
        tradition: Tradition,
        sex: str,
        surname: str,
        born: date,
        *,
        address: str,
        postcode: str,
        taken: set[str] | None = None,
        adult: bool = False,
    ) -> PersonPlan:
        chance = self.chance
        self.people += 1
        number = self.area_number * 200_000 + self.set_number * 10_000 + self.people
        pool = {
            (True, "F"): tradition.women,
            (True, "M"): tradition.men,
            (False, "F"): tradition.girls,
            (False, "M"): tradition.boys,
        }[adult, sex]
        free = [name for name in pool if name not in (taken or set())] or list(pool)
        age = (self.today - born).days / 365.25
        school = pupil_number = ""
        if not adult and 3 <= age < 4.7:
            school = chance.choice(NURSERIES)
        if not adult and 4.7 <= age < 16.5:
            which = chance.randrange(6)
            school = PRIMARY_SCHOOLS[which] if age < 11.5 else SECONDARY_SCHOOLS[which]
            place = 1000 + self.set_number * 400 + self.area_number * 100 + self.people // 1000 * 10 + which
            pupil_number = upn(self.people, place, born.year + 4)
        return PersonPlan(
            key=key,
            role=role,
            forename=chance.choice(free),
            surname=surname,
            sex=sex,
            date_of_birth=born,
            ethnicity=tradition.code if not adult else "",
            language=tradition.language,
            school=school,
            nhs_number=nhs_number(number) if not adult or chance.random() < 0.4 else "",
            upn=pupil_number,
            address=address,
            postcode=postcode,
            telephone=f"07700 900{(self.area_number * 250 + self.people) % 1000:03d}" if adult else "",
            email=f"reader{number}@example.org" if adult else "",
            household="Home",
        )
