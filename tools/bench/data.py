"""What the bench measures on: 20,000 made-up people in 5,000 families of one area, written in bulk with their history.

The rows are written by the application's own role as the demonstration service, so that policies, constraints and the history
triggers of every table are at work, as they would be in use.
"""

from datetime import date, datetime, timedelta
from random import Random

from bench.help_given import help_given

from kith.access.identity import acting_as, service
from kith.administration.demonstration import establish_demonstration_areas
from kith.family_help.models import (
    Action,
    AssessedNeed,
    Assessment,
    AssessmentSection,
    BasisOfHelp,
    Episode,
    EpisodeChild,
    Goal,
    LeadAssignment,
    Plan,
    PlanChild,
    PlanReview,
)
from kith.organisations.models import Area, Practitioner
from kith.people.demonstration.names import TRADITIONS
from kith.people.demonstration.numbers import nhs_number
from kith.people.demonstration.places import STREETS
from kith.people.index.table import write_keys
from kith.people.models import Address, ContactDetail, Family, FamilyMember, Identifier, Person, Relationship
from kith.practice_model.services import publish_drafts

AREA = "dorset"
FAMILIES = 5_000
PEOPLE_IN_FAMILY = 4
BATCH = 500
REVIEWS_OF_THE_OLDEST = 100
CHANGES_OF_THE_OLDEST = 1_000
"""One family has a long history, to show that its page asks no more queries and takes no longer."""


def fill(now: datetime) -> None:
    """Fill an empty database. Prints how far it is."""
    establish_demonstration_areas(now)
    publish_drafts(valid_from=(now - timedelta(days=500)).date(), published_by="Bench", now=now)
    area = Area.objects.get(slug=AREA)
    leads = list(Practitioner.objects.filter(memberships__area=area, memberships__role="lead_practitioner").distinct())
    chance = Random(1)
    for start in range(0, FAMILIES, BATCH):
        with acting_as(service("demonstration", area_id=area.id, purpose="bench"), now=now):
            people = _batch(area, leads, start, chance, now)
            write_keys(people)
        print(f"  {start + BATCH} of {FAMILIES} families", flush=True)
    _long_history(area, now)


def held(now: datetime) -> int:
    """Return how many people the bench's area holds."""
    area = Area.objects.filter(slug=AREA).first()
    if area is None:
        return 0
    with acting_as(service("demonstration", area_id=area.id, purpose="bench"), now=now):
        return Person.objects.filter(area=area).count()


def _batch(area: Area, leads: list[Practitioner], start: int, chance: Random, now: datetime) -> list[Person]:
    today = now.date()
    rows: dict[type, list] = {}

    def add(made):
        rows.setdefault(type(made), []).append(made)
        return made

    people = []
    for number in range(start, start + BATCH):
        tradition = chance.choice(TRADITIONS)
        which = chance.randrange(20)
        family = add(
            Family(area=area, name=f"{tradition.surname(which, 'M')} family", recorded_at=now, summary="A family of the bench.")
        )
        lines, postcode = (
            f"{chance.randrange(1, 200)} {chance.choice(STREETS)}",
            f"ZZ99 {chance.randrange(1, 10)}{chance.choice('ABDEFGHJ')}{chance.choice('LNPQRSTU')}",
        )
        members = []
        for position in range(PEOPLE_IN_FAMILY):
            child, sex = position < 2, chance.choice("MF")
            pool = {
                (True, "F"): tradition.girls,
                (True, "M"): tradition.boys,
                (False, "F"): tradition.women,
                (False, "M"): tradition.men,
            }
            born = date(2010 if child else 1984, 1, 1) + timedelta(days=chance.randrange(5_000))
            person = add(
                Person(
                    area=area,
                    forename=chance.choice(pool[child, sex]),
                    surname=tradition.surname(which if position < 3 else which + 1, sex),
                    date_of_birth=born,
                    sex=sex,
                    ethnicity=tradition.code,
                    in_family=True,
                    recorded_at=now,
                )
            )
            members.append(person)
            add(
                FamilyMember(
                    area=area,
                    family=family,
                    person=person,
                    role="child" if child else "parent",
                    household="Home",
                    starts_on=today,
                )
            )
            add(Address(area=area, person=person, lines=lines, postcode=postcode))
            add(Identifier(area=area, person=person, kind="nhs", value=nhs_number(number * PEOPLE_IN_FAMILY + position)))
            if not child:
                phone = f"07700 900{chance.randrange(1000):03d}"
                add(ContactDetail(area=area, person=person, kind="telephone", value=phone, key=phone.replace(" ", "")))
        people += members
        for parent, kind in ((members[2], "mother"), (members[3], "father")):
            for child_person in members[:2]:
                add(Relationship(area=area, person=parent, other=child_person, kind=kind, parental_responsibility=True))
        help_given(add, area, family, members, leads[number % len(leads)], now)
    order = (
        *(Family, Person, FamilyMember, Address, Identifier, ContactDetail, Relationship, Episode, EpisodeChild, BasisOfHelp),
        *(LeadAssignment, Assessment, AssessmentSection, AssessedNeed, Plan, PlanChild, Goal, Action, PlanReview),
    )
    for model in order:
        model.objects.bulk_create(rows.get(model, []), batch_size=2_000)
    return people


def _long_history(area: Area, now: datetime) -> None:
    with acting_as(service("demonstration", area_id=area.id, purpose="bench"), now=now):
        plan = Plan.objects.filter(area=area).order_by("id").first()
        if plan is None:
            return
        PlanReview.objects.bulk_create(
            PlanReview(
                area=area,
                family_id=plan.family_id,
                plan=plan,
                held_on=now.date() - timedelta(days=number),
                present="Everyone",
                words="What was said. " * 20,
                family_said="Better",
                recorded_at=now,
            )
            for number in range(REVIEWS_OF_THE_OLDEST)
        )
        for number in range(CHANGES_OF_THE_OLDEST):
            Family.objects.filter(pk=plan.family_id).update(summary=f"Changed {number} times.")
