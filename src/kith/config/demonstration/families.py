"""The families of one area, decided before anything is recorded: who they are, what was asked, and what became of it.

Pure: the same seed, area, number and day give the same families. Everything that identifies anybody is of a range that is never
given out: NHS numbers of 999, UPNs of local authority 001, postcodes of ZZ99, telephone numbers of the drama ranges, example.org.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from kith.calendars.rules import add_working_days
from kith.config.demonstration import shapes, stories
from kith.config.demonstration.names import (
    BY_GROUP,
    NURSERIES,
    PRIMARY_SCHOOLS,
    SECONDARY_SCHOOLS,
    STREETS,
    Tradition,
)
from kith.config.demonstration.stories import Theme
from kith.design.words import sentence
from kith.kernel.time import LONDON

SETS = 20
"""Seeds whose families have numbers of their own, so that several sets can be loaded side by side."""

AREA_NUMBERS = {"dorset": 0, "lincolnshire": 1, "wolverhampton": 2, "thurrock": 3}
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
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


def nhs_number(number: int) -> str:
    """Return an NHS number of the test range 999 with its check digit (modulus 11); ``number`` counts up."""
    while True:
        nine = f"999{number % 1_000_000:06d}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return nine + str(check % 11)
        number += 500_000


def upn(number: int, school: int, year: int) -> str:
    """Return a unique pupil number of local authority 001 with its check letter (modulus 23)."""
    digits = f"001{school:04d}{year % 100:02d}{number % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(2, 14), strict=True))
    return _UPN_LETTERS[total % 23] + digits


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
        born = self.date_of_birth
        if born is None:
            return -1
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

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
class Course:
    """What became of a family that was helped. Times are days after the request, working days where the name says so."""

    outcome: str
    bases: dict[str, str]
    tier: str
    assessed_in_working_days: int | None = None
    with_plan: bool = False
    step: str = "Neither"
    ended_after: int | None = None
    lead: int = 0


@dataclass(frozen=True)
class FamilyPlan:
    """One family."""

    number: int
    special: str
    group: str
    tradition: Tradition
    people: tuple[PersonPlan, ...]
    relationships: tuple[tuple[str, str, str, bool | None], ...]
    theme: Theme = stories.DOMESTIC_ABUSE
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
class RequestPlan:
    """One request for support, and what was decided about it."""

    number: int
    received_at: datetime
    source: str
    source_group: str
    voice: str
    family: FamilyPlan
    outcome: str | None
    outcome_group: str
    course: Course | None = None
    waiting: str = ""
    urgent: bool = False
    about_open: bool = False
    body: dict[str, Any] = field(default_factory=dict)


def plan_area(area: str, *, seed: int, today: date, as_at: datetime, families: int) -> list[RequestPlan]:
    """Return every request of one area over the year before ``today``, oldest first.

    ``families`` is how many are helped; with them come the requests that lead to advice or to nothing, in the published shares.
    ``as_at`` is the moment up to which things have happened.
    """
    chance = Random(f"{seed}:{area}:{families}")
    made = _Maker(area, chance, today, seed)
    helped = [made.family(number) for number in range(families)]
    helped = _with_themes(helped, chance, today)
    courses = _courses(helped, area=area, chance=chance, today=today)
    total = round(families / 0.36)
    outcomes = shapes.deal(shapes.CONTACT_OUTCOME, total, chance)
    brief = [group for group in outcomes if group in ("Advice", "No further action", "Other")]
    sources = shapes.deal({each: each[3] for each in shapes.SOURCES}, families + len(brief), chance)
    requests: list[RequestPlan] = []
    for family, (course, ago) in zip(helped, courses, strict=True):
        source = sources.pop()
        group = "Referral" if course.outcome in ("section_17", "child_protection") else "Early or family help"
        requests.append(
            _request(family, source, _moment(today, ago, source[2], chance, as_at), course.outcome, group, chance, course=course)
        )
    open_families = [r for r in requests if r.course and r.course.ended_after is None]
    for number, group in enumerate(brief, start=families):
        source = sources.pop()
        outcome = {"Advice": "advice", "No further action": "nfa"}.get(group) or chance.choice(
            ["signposted", "linked_open", "linked_open", "another_area", "declined", "return_for_agreement"]
        )
        family = _with_themes([made.family(number)], chance, today)[0]
        ago = chance.randrange(2, 360)
        about_open = outcome == "linked_open"
        if about_open and open_families:
            known = chance.choice(open_families)
            family = known.family
            ago = max(1, min(ago, (today - known.received_at.date()).days - 3))
        elif about_open:
            outcome, about_open = "signposted", False
        moment = _moment(today, ago, source[2], chance, as_at)
        requests.append(_request(family, source, moment, outcome, group, chance, about_open=about_open))
    requests += _waiting(made, chance, today, as_at, start=families + len(brief))
    requests.sort(key=lambda request: request.received_at)
    requests = [replace(request, family=_as_of(request.family, request.received_at.date())) for request in requests]
    return [
        replace(request, number=number, body=_body(request, area, seed, number, chance))
        for number, request in enumerate(requests)
    ]


def _as_of(family: FamilyPlan, day: date) -> FamilyPlan:
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


class _Maker:
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
        baby = self._person("C1", "child", first.tradition, "F", girl.surname, born, girl.address, girl.postcode)
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
            children.append(self._person(f"C{position}", "child", tradition, sex, surname, born, address, postcode, taken))
        eldest = min(child.date_of_birth or self.today for child in children)
        mother_born = eldest - timedelta(days=365 * chance.randrange(18, 29) + chance.randrange(365))
        mother = self._person(
            "A1", "parent", tradition, "F", tradition.surname(surname_number, "F"), mother_born, address, postcode, adult=True
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
                f"{chance.randrange(1, 120)} {chance.choice(STREETS)}" if away else address,
                self._postcode() if away else postcode,
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
                f"{chance.randrange(1, 120)} {chance.choice(STREETS)}",
                self._postcode(),
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
        address: str,
        postcode: str,
        taken: set[str] | None = None,
        *,
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


def _with_themes(families: list[FamilyPlan], chance: Random, today: date) -> list[FamilyPlan]:
    """Give each family a theme that fits its children's ages, so that the children keep to the shares of primary need."""
    fixed = {
        "separated": stories.DOMESTIC_ABUSE,
        "unborn": stories.BEFORE_BIRTH,
        "young_mothers_baby": stories.BABY,
    }
    children = sum(len(family.children) for family in families)
    whole = sum(shapes.PRIMARY_NEED.values())
    owed = {need: children * share / whole for need, share in shapes.PRIMARY_NEED.items()}
    given: dict[int, Theme] = {}
    order = list(range(len(families)))
    chance.shuffle(order)
    # Those with the fewest choices first: themes made for them, then the youngest.
    order.sort(key=lambda index: (families[index].special not in fixed, min(6, families[index].spoken_of().age(today))))
    for index in order:
        family = families[index]
        age = family.spoken_of().age(today)
        two = family.other is not family.adult
        fitting = [
            theme
            for theme in stories.THEMES
            if age >= stories.YOUNGEST[theme.slug] and (two or theme.slug not in ("domestic_abuse", "conflict"))
        ]
        if family.special in fixed:
            theme = fixed[family.special]
        elif not fitting:
            theme = stories.BEFORE_BIRTH if age < 0 else stories.BABY
        elif len(families) == 1:
            theme = chance.choices(fitting, [each.weight for each in fitting])[0]
        else:
            need = max({each.need for each in fitting}, key=lambda each: (owed[each], each))
            of_need = [each for each in fitting if each.need == need]
            theme = chance.choices(of_need, [each.weight for each in of_need])[0]
        owed[theme.need] -= len(family.children)
        given[index] = theme
    return [replace(family, theme=given[index]) for index, family in enumerate(families)]


def _courses(families: list[FamilyPlan], *, area: str, chance: Random, today: date) -> list[tuple[Course, int]]:
    """Return for each family what became of it, and how many days ago it was asked about."""
    kinds = _kinds(families, chance)
    closed = [index for index, kind in enumerate(kinds) if kind == "closed"]
    short = dict(zip(closed, shapes.deal(shapes.ENDED_WITHIN, len(closed), chance), strict=True))
    ages, ended = {}, {}
    for index, kind in enumerate(kinds):
        if kind == "closed":
            ended[index] = chance.randrange(56, 90) if short[index].startswith("3") else chance.randrange(110, 230)
            ages[index] = min(358, ended[index] + chance.randrange(8, 130))
        else:
            low, high = {"plan": (105, 320), "assessment": (6, 34), "new": (1, 3)}[kind]
            ages[index] = chance.randrange(low, high)
        special = families[index].special
        if special in ("overdue", "sign_off", "sent_back", "lead_waiting", "no_lead", "young_mothers_baby", "unborn"):
            ages[index] = {
                "overdue": 82,
                "sign_off": 58,
                "sent_back": 55,
                "lead_waiting": 2,
                "no_lead": 4,
                "young_mothers_baby": 75,
                "unborn": 70,
            }[special]
    days = _assessment_days(kinds, ages, ended, chance)
    referrals = _referrals(families, chance)
    steps = _steps(families, kinds, referrals, chance)
    courses = []
    for index, family in enumerate(families):
        outcome = referrals[index]
        basis = {"section_17": "section_17", "child_protection": "section_17"}.get(outcome, "by_agreement")
        bases = {child.key: basis for child in family.children}
        if family.special == "different_bases":
            bases = dict(zip((child.key for child in family.children), ("section_17", "by_agreement", "section_17"), strict=True))
        courses.append(
            (
                Course(
                    outcome=outcome,
                    bases=bases,
                    tier={"section_17": "child_in_need", "child_protection": "child_in_need"}.get(outcome, outcome),
                    assessed_in_working_days=days.get(index),
                    with_plan=kinds[index] in ("plan", "closed"),
                    step=steps.get(index, "Neither"),
                    ended_after=ended.get(index),
                    lead=index,
                ),
                ages[index],
            )
        )
    return courses


def _kinds(families: list[FamilyPlan], chance: Random) -> list[str]:
    fixed = {
        "separated": "plan",
        "different_bases": "plan",
        "young_mother": "plan",
        "young_mothers_baby": "assessment",
        "restricted": "plan",
        "unborn": "assessment",
        "interpreter": "plan",
        "twins": "plan",
        "nurse_lead": "plan",
        "sign_off": "assessment",
        "stepped_up": "plan",
        "stepped_down": "plan",
        "overdue": "assessment",
        "sent_back": "assessment",
        "danger": "plan",
        "lead_waiting": "new",
        "no_lead": "new",
    }
    free = [family for family in families if family.special not in fixed]
    rest = shapes.deal({"closed": 70, "plan": 20, "assessment": 10}, len(free), chance)
    return [fixed.get(family.special) or rest.pop() for family in families]


def _assessment_days(kinds: list[str], ages: dict[int, int], ended: dict[int, int], chance: Random) -> dict[int, int]:
    """Deal how long assessments took, the longest first to families for whom that was possible."""
    room = {
        index: int(((ended[index] - 12) if kind == "closed" else (ages[index] - 20)) * 5 / 7) - 2
        for index, kind in enumerate(kinds)
        if kind in ("closed", "plan")
    }
    bands = shapes.deal(shapes.ASSESSMENT_DAYS, len(room), chance)
    wanted = sorted((chance.randint(*shapes.DAYS_RANGE[band]) for band in bands), reverse=True)
    days: dict[int, int] = {}
    for length in wanted:
        fitting = [index for index in room if index not in days and room[index] >= length]
        chosen = chance.choice(fitting) if fitting else max((i for i in room if i not in days), key=lambda i: room[i])
        days[chosen] = min(length, room[chosen])
    return days


def _steps(families: list[FamilyPlan], kinds: list[str], outcomes: list[str], chance: Random) -> dict[int, str]:
    """Deal the steps: up from help by agreement, down from section 17, and only once there is a plan."""
    dealt = shapes.deal(shapes.STEPS, len(families), chance)
    steps: dict[int, str] = {}
    free = {"", "interpreter", "twins"}
    for word, special, outcome in (
        ("Stepped up", "stepped_up", "family_help"),
        ("Stepped down", "stepped_down", "section_17"),
    ):
        wanted = dealt.count(word)
        first = [index for index, family in enumerate(families) if family.special == special]
        others = [
            index
            for index, kind in enumerate(kinds)
            if kind in ("plan", "closed") and outcomes[index] == outcome and families[index].special in free
        ]
        chance.shuffle(others)
        for index in [*first, *(i for i in others if i not in steps)][:wanted]:
            steps[index] = word
    return steps


def _referrals(families: list[FamilyPlan], chance: Random) -> list[str]:
    """Return each family's outcome: referrals and help by agreement in the shares of contacts."""
    by_agreement = {"nurse_lead", "stepped_up", "interpreter", "young_mother"}
    statutory = {
        "different_bases",
        "restricted",
        "unborn",
        "stepped_down",
        "overdue",
        "young_mothers_baby",
        "danger",
        "separated",
    }
    hand = shapes.deal({"Referral": 22, "Early or family help": 14}, len(families), chance)
    outcomes = ["" for _ in families]
    order = sorted(range(len(families)), key=lambda index: families[index].special not in by_agreement | statutory)
    for index in order:
        special = families[index].special
        wish = "Early or family help" if special in by_agreement else "Referral" if special in statutory else hand[-1]
        if wish in hand:
            hand.remove(wish)
        else:
            hand.pop()
        outcomes[index] = "section_17" if wish == "Referral" else "family_help"
    return outcomes


def _moment(today: date, ago: int, voice: str, chance: Random, as_at: datetime) -> datetime:
    """Return when a request came: the police at any hour, others in working hours on working days."""
    day = today - timedelta(days=ago)
    if voice == "police":
        at = time(chance.randrange(24), chance.randrange(60))
    else:
        day = add_working_days(day, 0) if day.weekday() < 5 else day - timedelta(days=day.weekday() - 4)
        at = time(chance.randrange(8, 17), chance.randrange(60))
    moment = datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)
    return min(moment, as_at - timedelta(hours=20))


def _request(
    family: FamilyPlan,
    source: tuple[str, str, str, float],
    received_at: datetime,
    outcome: str | None,
    group: str,
    chance: Random,
    *,
    course: Course | None = None,
    about_open: bool = False,
) -> RequestPlan:
    return RequestPlan(
        number=0,
        received_at=received_at,
        source=source[1],
        source_group=source[0],
        voice=source[2],
        family=family,
        outcome=outcome,
        outcome_group=group,
        course=course,
        about_open=about_open,
    )


def _waiting(made: _Maker, chance: Random, today: date, as_at: datetime, *, start: int) -> Iterator[RequestPlan]:
    """Yield what lies in the queue this morning."""
    by_voice = {source[2]: source for source in shapes.SOURCES}
    waits = (
        ("school", "open", 55),
        ("police", "urgent", 20),
        ("health visitor", "hub", 60 * 18),
        ("relative", "must_not_be_named", 60 * 2 + 10),
        ("self", "open", 35),
        ("anonymous", "open", 60 * 15),
        ("police", "hub", 60 * 20),
        ("emergency department", "handover", 60 * 3),
    )
    for number, (voice, waiting, minutes) in enumerate(waits, start=start):
        family = _with_themes([made.family(number)], chance, today)[0]
        request = _request(family, by_voice[voice], as_at - timedelta(minutes=minutes), None, "", chance)
        yield replace(request, waiting=waiting, urgent=waiting in ("urgent", "handover"))


SENDERS = {
    "police": ("Public protection desk", "Public protection officer", "Police public protection unit"),
    "school": ("Helen Ashby", "Designated safeguarding lead", ""),
    "education welfare service": ("Martin Oke", "Education welfare officer", "Education welfare service"),
    "health visitor": ("Sade Brennan", "Health visitor", "Community health trust"),
    "surgery": ("Dr P. Wren", "Doctor in general practice", "Riverside Surgery"),
    "school nurse": ("Jo Tamblyn", "School nurse", "Community health trust"),
    "emergency department": ("Sister M. Quill", "Senior nurse", "Emergency department"),
    "midwife": ("Ruth Holloway", "Community midwife", "Maternity service"),
    "adult social care": ("Dev Marlow", "Social worker, adults", "Adult social care"),
    "early help": ("Carla Finch", "Early help worker", "Early help service"),
    "voluntary organisation": ("Ayo Lennox", "Family support worker", "Families project"),
    "probation": ("Gareth Pell", "Probation officer", "Probation service"),
    "housing": ("Lesley Tarn", "Housing officer", "Housing service"),
}


def _body(request: RequestPlan, area: str, seed: int, number: int, chance: Random) -> dict[str, Any]:
    family, theme, voice = request.family, request.family.theme, request.voice
    people = [person.in_body() for person in family.people]
    body: dict[str, Any] = {
        "reference": f"{area[:3].upper()}{seed}-{request.received_at:%y%m%d}-{number:04d}",
        "kind": {"relative": "relative", "self": "self", "neighbour": "public", "anonymous": "anonymous"}.get(
            voice, "professional"
        ),
        "people": people,
        "relationships": [
            {"from": one, "to": two, "kind": kind} | ({} if responsible is None else {"parental_responsibility": responsible})
            for one, two, kind, responsible in family.relationships
        ],
        "worries": family.say(theme.police if voice == "police" else chance.choice(theme.worries)),
    }
    if voice in SENDERS:
        name, role, organisation = SENDERS[voice]
        child = family.spoken_of()
        told = "no" if voice == "police" or request.urgent else "yes"
        body["sender"] = {
            "name": name,
            "role": role,
            "organisation": organisation or child.school or PRIMARY_SCHOOLS[number % 8],
            "telephone": f"01632 960{900 + number % 100}",
            "email": f"sender{number}.{area}@example.org",
            "told_family": told,
        }
        if told == "no":
            body["sender"]["told_family_reason"] = (
                "A notice sent after every call." if voice == "police" else "It may not be safe."
            )
    elif voice == "relative":
        body["sender"] = {
            "name": f"{family.adult.surname} relative",
            "role": "Grandmother",
            "telephone": f"07700 900{900 + number % 100}",
            "may_be_named": "no" if request.waiting or number % 2 else "yes",
            "safe_to_contact": "Ring between 10 and 12, not on Sundays",
        }
    elif voice == "self":
        body["sender"] = {
            "name": f"{family.adult.forename} {family.adult.surname}",
            "telephone": family.adult.telephone,
            "may_be_named": "yes",
            "safe_to_contact": "Text first, please",
        }
    if voice != "police":
        body["strengths"] = family.say(chance.choice(theme.strengths))
        body["wanted"] = family.say(chance.choice(theme.wanted))
        tried = chance.choice(theme.tried)
        if tried:
            body["tried"] = tried
        if chance.random() < 0.6 and family.spoken_of().age(request.received_at.date()) >= 4:
            body["child_views"] = family.say(chance.choice(theme.child_words))
    agreed = voice in SENDERS and voice != "police" and not request.urgent
    body["agreement"] = (
        {"service": "yes", "sharing": "yes", "by": f"{family.adult.forename} {family.adult.surname}, in person"}
        if agreed or voice == "self"
        else {"service": "not_asked", "sharing": "not_asked", "reason_if_not": "Not discussed"}
    )
    if request.urgent:
        body["immediate_danger"] = True
    if family.special == "separated":
        body["protect"] = [{"what": "address and telephone", "from": f"{family.other.forename} {family.other.surname}"}]
    if family.special == "danger":
        body["hazards"] = "A large dog, loose in the hall. Ring first and ask for it to be shut in the kitchen."
    return body
