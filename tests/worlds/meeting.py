"""Two or three people change one family at the same moment, through the services and over connections of their own: one restricts
it while others join, join records, leave, lift or grant. Whatever the order, afterwards everybody sees what the rules say.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from django.db import connection

from kith.access.identity import Identity, acting_as
from kith.access.services import end_grants, grant_sight
from kith.kernel.refusals import Refusal
from kith.organisations.models import Agency, Area, Membership, Practitioner
from kith.people import services as people
from kith.people.models import Family, Person
from tests.fixtures import administering
from tests.worlds.making import NOW, TODAY
from tests.worlds.roles import ROLES
from tests.worlds.sight import Actor

ACTING = ("team_manager", "front_door", "records_officer")
"""Roles that together may do everything below."""

Act = Callable[["Meeting", Random], Any]


@dataclass
class Meeting:
    """An area of its own with somebody of every role, two families, and people in and out of them."""

    area: Area
    workers: dict[str, Practitioner]
    manager: Practitioner
    """Holds every role of ``ACTING`` and is named on whatever is restricted."""
    families: list[Family]
    persons: list[Person]

    def actors(self) -> list[Actor]:
        return [
            Actor("practitioner", str(worker.pk), str(self.area.pk), NOW) for worker in [*self.workers.values(), self.manager]
        ]


def meeting(number: int, random: Random) -> Meeting:
    """Make a meeting, as the application makes it."""
    area = Area.objects.create(slug=f"meeting-{number}", name=f"Meeting {number}")
    agency = Agency.objects.create(slug=f"meeting-{number}", name="Services", kind="childrens_services")
    workers = {role: _worker(area, agency, role) for role in sorted(ROLES)}
    manager = _worker(area, agency, *ACTING)
    held = Meeting(area, workers, manager, [], [])
    with held_by(held):
        held.families = [people.record_family(name=name, now=NOW) for name in ("One", "Two")]
        births = (date(2018, 5, 1), date(2012, 5, 1), date(1990, 5, 1), date(1985, 5, 1), date(2018, 5, 1))
        for born in births:
            held.persons.append(people.record_person(forename="P", surname=f"S{len(held.persons)}", date_of_birth=born, now=NOW))
        for family in held.families:
            for person in random.sample(held.persons, random.randint(1, 2)):
                people.join_family(family=family, person=person, role=_role(person), on=TODAY)
    return held


def _worker(area: Area, agency: Agency, *roles: str) -> Practitioner:
    worker = Practitioner.objects.create(name=f"{area.slug} {roles[0]} {len(roles)}", agency=agency, profession="other")
    with administering(area, now=NOW):
        for role in roles:
            Membership.objects.create(practitioner=worker, area=area, role=role, starts_on=date(2020, 1, 1))
    return worker


def _role(person: Person) -> str:
    return "child" if person.date_of_birth and person.date_of_birth.year > 2008 else "parent"


def held_by(held: Meeting) -> Any:
    """Act as the meeting's manager."""
    return _acting(held, held.manager, *ACTING)


def acting_as_worker(held: Meeting, role: str) -> Any:
    """Act as the meeting's worker with a role."""
    return _acting(held, held.workers[role], role)


def _acting(held: Meeting, who: Practitioner, *roles: str) -> Any:
    identity = Identity(
        kind="practitioner", name=who.name, area_id=held.area.pk, purpose="test", practitioner_id=who.pk,
        agency_id=who.agency_id, roles=frozenset(roles),
    )  # fmt: skip
    return acting_as(identity, now=NOW)


# ---- what may be done at once


def _family(held: Meeting, random: Random) -> Family:
    return Family.objects.get(pk=random.choice(held.families).pk)


def _person(held: Meeting, random: Random) -> Person:
    return Person.objects.get(pk=random.choice(held.persons).pk)


def restrict(held: Meeting, random: Random) -> None:
    others = random.sample(sorted(held.workers), 1)
    people.restrict_family(
        family=_family(held, random), named=[held.workers[each].pk for each in others], owner_id=held.manager.pk, reason="Test",
        elsewhere=random.choice(("hidden", "without_addresses")), now=NOW,
    )  # fmt: skip


def restrict_the_first(held: Meeting, random: Random) -> None:
    """Restrict the first family to its manager alone."""
    family = Family.objects.get(pk=held.families[0].pk)
    people.restrict_family(family=family, named=[], owner_id=held.manager.pk, reason="Test", now=NOW)


def join_the_first(held: Meeting, random: Random) -> None:
    """Put the first child into the first family, with whoever else is in it."""
    family, child = Family.objects.get(pk=held.families[0].pk), Person.objects.get(pk=held.persons[0].pk)
    with suppress(Refusal):
        people.join_family(family=family, person=child, role="child", on=TODAY)


def lift(held: Meeting, random: Random) -> None:
    people.lift_restriction(family=_family(held, random), reason="Test", now=NOW)


def join(held: Meeting, random: Random) -> None:
    person = _person(held, random)
    people.join_family(family=_family(held, random), person=person, role=_role(person), on=TODAY)


def add(held: Meeting, random: Random) -> None:
    people.add_to_family(
        family=_family(held, random), role="child", on=TODAY, now=NOW, forename="New", surname="Child",
        date_of_birth=date(2020, 1, 1),
        address="1 Mill Lane", telephone="01632 960123",
    )  # fmt: skip


def leave(held: Meeting, random: Random) -> None:
    people.leave_family(family=_family(held, random), person=_person(held, random), on=TODAY)


def merge(held: Meeting, random: Random) -> None:
    goes, stays = (Person.objects.get(pk=each.pk) for each in random.sample(held.persons, 2))
    people.merge(person=goes, into=stays, chosen={}, reason="Test", read_version=stays.version, now=NOW)


def grant(held: Meeting, random: Random) -> None:
    grant_sight(
        family_id=_family(held, random).pk,
        practitioner_id=held.workers["partner_lead"].pk,
        parts=["plan"],
        reason="Test",
        now=NOW,
    )


def end_grant(held: Meeting, random: Random) -> None:
    end_grants(family_id=_family(held, random).pk, now=NOW)


ACTS: tuple[Act, ...] = (restrict, restrict, join, join, add, leave, merge, lift, grant, end_grant)


def at_once(held: Meeting, acts: list[Act], random: Random) -> list[Exception]:
    """Do all of ``acts`` over each other, every one in a transaction of its own. Returns what went wrong; a refusal did not.

    Each begins when all have begun, and each waits a moment before it acts and before it commits,
    so that every order comes about.
    """
    together = threading.Barrier(len(acts), timeout=60)
    wrong: list[Exception] = []
    seeds = [random.getrandbits(32) for _ in acts]
    waits = [(random.choice((0.0, 0.0, 0.03, 0.08)), random.choice((0.0, 0.05, 0.15))) for _ in acts]

    def one(act: Act, seed: int, before: float, after: float) -> None:
        try:
            with suppress(Refusal), held_by(held):
                together.wait()
                time.sleep(before)
                act(held, Random(seed))
                time.sleep(after)
        except Exception as error:  # noqa: BLE001  whatever comes is what is looked at
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[act, seed, *wait]) for act, seed, wait in zip(acts, seeds, waits, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong
