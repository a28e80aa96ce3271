"""Who is around a family of the demonstration: partners, parental responsibility, what people call each other,
school, faith, health."""

from datetime import date, datetime
from random import Random
from uuid import UUID

from kith.kernel.time import london_date
from kith.people import services
from kith.people.demonstration.plans import FamilyPlan, PersonPlan
from kith.people.models import Person

GRANDMOTHERS = {
    "Polish": "Babcia",
    "Lithuanian": "Močiutė",
    "Romanian": "Bunica",
    "Asian": "Nani",
    "Black": "Grandma",
    "Mixed": "Granny",
    "Other": "Teta",
}
"""What children call their mother's mother, by the family's language, else by its group."""
FAITHS = {
    "White": ("St Brannoc’s church", "Toddlers on Thursdays; they lent the pushchair"),
    "Asian": ("The mosque on Quarry Road", "Saturday school, and food on Fridays"),
    "Black": ("New Hope chapel", "Sings in the choir; the pastor visits"),
    "Mixed": ("The Quaker meeting", "A lift every other Sunday"),
    "Other": ("The temple hall", "Language class for the children"),
}
SURGERIES = ("Riverside Surgery", "Harbour Street Practice", "The Old Dairy Surgery", "Kempe Lane Practice")


class Around:
    """What is recorded about the people of one family on the first visit. Chance has a row of its own:
    nothing else changes by it."""

    def __init__(self, family: FamilyPlan, people: dict[str, UUID], *, reference: str, number: int, now: datetime) -> None:
        self.family, self.now = family, now
        self.today: date = london_date(now)
        self.chance = Random(f"{number}:{reference}:around")
        held = Person.objects.in_bulk(list(people.values()))
        self.people = {key: held[person_id] for key, person_id in people.items() if person_id in held}
        self.plans = {plan.key: plan for plan in self.family.people if plan.key in self.people}

    def record(self) -> None:
        """Record all of it."""
        self._pairs()
        self._twins()
        self._grandmother()
        self._school_and_health()
        self._ties()
        if self.family.special == "unborn":
            self._possible_father()

    def _of(self, role: str) -> list[PersonPlan]:
        return [plan for plan in self.plans.values() if plan.role == role]

    def _pairs(self) -> None:
        married = self.chance.random() < 0.45
        apart = "divorced" if married else "separated"
        for one, two, kind, responsible in self.family.relationships:
            if one not in self.people or two not in self.people:
                continue
            union = basis = ""
            if kind == "partner":
                union = "married" if married else "cohabiting"
            elif kind == "ex_partner":
                union = apart
            elif responsible and kind == "mother":
                basis = "birth_mother"
            elif responsible and kind == "father":
                basis = "marriage" if married else "registered"
            else:
                continue
            child = self.plans[two].date_of_birth if basis else None
            services.relate(
                person=self.people[one],
                other=self.people[two],
                kind=kind,
                union=union,
                parental_responsibility=True if basis else None,
                responsibility_basis=basis,
                responsibility_from=child if basis and child and child <= self.today else None,
                now=self.now,
            )

    def _twins(self) -> None:
        born = [child for child in self._of("child") if child.date_of_birth]
        for index, one in enumerate(born):
            for two in born[index + 1 :]:
                if one.date_of_birth == two.date_of_birth:
                    services.relate(person=self.people[one.key], other=self.people[two.key], kind="twin", now=self.now)

    def _grandmother(self) -> None:
        if "R1" not in self.people:
            return
        word = GRANDMOTHERS.get(self.family.tradition.language) or GRANDMOTHERS.get(self.family.group, "Nan")
        for one, two, kind, _ in self.family.relationships:
            if one == "R1" and kind == "grandparent" and two in self.people:
                services.relate(person=self.people[one], other=self.people[two], kind=kind, own_word=word, now=self.now)
        child = self.plans.get(self.family.spoken_of().key)
        if child is not None:
            services.add_tie(
                person=self.people["R1"],
                other=self.people[child.key],
                circle="family",
                quality="very_close",
                direction="gives",
                words=f"Tea at hers twice a week. {child.first_name} calls her {word}",
                now=self.now,
            )

    def _school_and_health(self) -> None:
        surgery = self.chance.choice(SURGERIES)
        number = self.chance.randrange(100, 900)
        for plan in [*self._of("child"), *self._of("unborn")][:3]:
            person = self.people[plan.key]
            if plan.role == "unborn":
                services.add_professional(
                    person=person, kind="midwife", name="Ruth Holloway", organisation="Maternity service", now=self.now
                )
                continue
            services.add_professional(
                person=person, kind="gp", organisation=surgery, telephone=f"01632 960{number}", now=self.now
            )
            if plan.age(self.today) < 5:
                services.add_professional(
                    person=person, kind="health_visitor", name="Sade Brennan", organisation="Community health trust", now=self.now
                )
            elif plan.school:
                services.add_professional(
                    person=person, kind="teacher", name="Helen Ashby", organisation=plan.school, now=self.now
                )

    def _ties(self) -> None:
        child, adult = self.plans.get(self.family.spoken_of().key), self.plans.get(self.family.adult.key)
        if child is not None and child.school:
            quality = self.chance.choice(("close", "ordinary", "conflict"))
            services.add_tie(
                person=self.people[child.key],
                name=child.school,
                circle="school",
                quality=quality,
                direction="takes" if quality != "conflict" else "both",
                words={
                    "close": "Breakfast club, and the teacher who noticed",
                    "ordinary": "Goes every day",
                    "conflict": "Sent home three times this term",
                }[quality],
                now=self.now,
            )
        if adult is None:
            return
        name, words = FAITHS.get(self.family.group, FAITHS["Other"])
        if self.chance.random() < 0.5 or self.family.special:
            services.add_tie(
                person=self.people[adult.key],
                name=name,
                circle="faith",
                quality="close",
                direction="takes",
                words=words,
                now=self.now,
            )
        other = self.plans.get(self.family.other.key)
        if self.family.separated and other is not None and other.key != adult.key:
            services.add_tie(
                person=self.people[adult.key],
                other=self.people[other.key],
                circle="family",
                quality="conflict",
                words="They speak through the school only",
                source="Both of them, on the first visit",
                now=self.now,
            )

    def _possible_father(self) -> None:
        """Somebody the mother named, who is told nothing by a page (practice.md P-15)."""
        unborn = self._of("unborn")
        if not unborn:
            return
        man = services.record_person(
            forename=self.chance.choice(self.family.tradition.men),
            surname=self.family.tradition.surname(self.chance.randrange(7), "M"),
            sex="M",
            in_family=True,
            now=self.now,
        )
        services.relate(person=man, other=self.people[unborn[0].key], kind="possible_father", now=self.now)
