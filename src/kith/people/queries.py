"""Reading persons and families: search, candidates, and the picture of a family."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kith.access.identity import current_identity
from kith.access.models import Restriction
from kith.kernel.paging import Source
from kith.kernel.refusals import NotFound
from kith.organisations.models import Practitioner
from kith.organisations.queries import active_practitioners
from kith.people.ages import age_words
from kith.people.described import Wanted
from kith.people.finding import Found, find, find_many, held_for_actor, score_held
from kith.people.keys import bits_of, lookup_keys
from kith.people.models import (
    Family,
    FamilyMember,
    Hazard,
    Person,
    Protection,
    RestrictedNotice,
)
from kith.people.one_person import all_records

ANCHOR = 7.0
"""The least score of a person whose family speaks for the others named with them (:func:`find_together`)."""


@dataclass(frozen=True)
class FamilyOf:
    """A family that a person is in, with their place in it."""

    id: UUID
    name: str
    role: str
    ended: bool


@dataclass(frozen=True)
class Candidate:
    """A person who may be the one wanted, with the reasons in words. ``confidence`` is ``strong`` or ``possible``."""

    person: Person
    score: float
    reasons_for: list[str]
    reasons_against: list[str]
    confidence: str
    families: list[FamilyOf] = field(default_factory=list)
    address: str = ""


def find_candidates(wanted: Wanted, *, limit: int = 5) -> list[Candidate]:
    """Return the persons who may be the one wanted, likeliest first, at least ``possible``. A fixed number of queries.

    Only persons whom the actor may see; of a person with several records, the one that stays. Never merges, never decides.
    """
    return candidates_of(find(wanted, limit=limit))


def candidates_of(found: list[Found]) -> list[Candidate]:
    """Return persons found with their records and families. Two queries."""
    if not found:
        return []
    families = families_of([each.person_id for each in found])
    persons = Person.objects.in_bulk([each.person_id for each in found])
    return [_candidate(each, persons[each.person_id], families.get(each.person_id, [])) for each in found]


def _candidate(found: Found, person: Person, families: list[FamilyOf]) -> Candidate:
    score = found.score
    return Candidate(
        person=person,
        score=round(score.points, 1),
        reasons_for=score.reasons_for,
        reasons_against=score.reasons_against,
        confidence=score.confidence or "possible",
        families=families,
        address=found.address,
    )


def find_together(wanted: Mapping[str, Wanted], *, limit: int = 5) -> dict[str, list[Candidate]]:
    """Return candidates for each of several people who were named together, such as the people of one request.

    A family in which one of them is likely speaks for its other members too: a child with no first name is found beside a brother.
    """
    keys = list(wanted)
    found = {key: candidates_of(each) for key, each in zip(keys, find_many(list(wanted.values()), limit=limit), strict=True)}
    anchors: dict[UUID, dict[str, str]] = {}
    for key, candidates in found.items():
        for c in candidates:
            if c.score >= ANCHOR and not (c.person.restricted and current_identity().kind == "service"):
                for family in c.families:
                    anchors.setdefault(family.id, {}).setdefault(key, c.person.name)
    if not anchors:
        return found
    members: dict[UUID, set[UUID]] = {}
    for person_id, family_id in FamilyMember.objects.filter(family__in=list(anchors)).values_list("person", "family"):
        members.setdefault(person_id, set()).add(family_id)
    persons = Person.objects.in_bulk(list(members))
    held = held_for_actor(members)
    families = families_of(members)
    for key, each in wanted.items():
        ranked = {c.person.pk: c for c in found[key]}
        for person_id, person in persons.items():
            others = [n for f in members[person_id] for k, n in anchors[f].items() if k != key and n != person.name]
            if not others:
                continue
            score = score_held(each, held[person_id])
            if score.points <= 0:
                continue
            score.add_family(others[0])
            if score.confidence:
                ranked[person_id] = _candidate(Found(person_id, score, held[person_id]), person, families.get(person_id, []))
        found[key] = sorted(ranked.values(), key=lambda c: -c.score)[:limit]
    return found


def families_of(person_ids: Iterable[UUID]) -> dict[UUID, list[FamilyOf]]:
    """Return the families that each person is or was in, as far as the actor sees them. One query."""
    found: dict[UUID, list[FamilyOf]] = {}
    for place in (
        FamilyMember.objects.filter(person__in=list(person_ids)).select_related("family").order_by("ends_on", "starts_on")
    ):
        found.setdefault(place.person_id, []).append(
            FamilyOf(place.family_id, place.family.name, place.get_role_display(), place.ends_on is not None)
        )
    return found


# ---- restricted records (practice.md P-11)


@dataclass(frozen=True)
class RestrictedOwner:
    """Whom a duty worker rings about a restricted record that may match."""

    name: str
    telephone: str


def restricted_match(*wanted: Wanted) -> list[RestrictedOwner]:
    """Return whom to ring when the persons wanted may be in a restricted family; always empty for anyone not on duty.

    Whoever asks, the family's named people are told (``notices_for``). Call it once for each search and each request.
    """
    keys = {key for each in wanted for key in lookup_keys(each)}
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select people_restricted_match(%s::text[], %s::bigint[])", [*bits_of(keys)])
        ids = [row[0] for row in cursor.fetchall()]
    owners = Practitioner.objects.filter(pk__in=ids).order_by("name") if ids else []
    return list(dict.fromkeys(RestrictedOwner(each.name, each.telephone) for each in owners))


def notices_for(practitioner_id: UUID, *, since: datetime) -> Source[RestrictedNotice]:
    """Return who may have met a restricted family that the practitioner is named on, newest first."""
    named = Restriction.objects.filter(members__practitioner_id=practitioner_id, ends_at__isnull=True)
    rows = RestrictedNotice.objects.filter(
        family_id__in=list(named.values_list("family_id", flat=True)), at__gte=since
    ).select_related("family")
    return Source(rows, ("-at", "-id"))


# ---- the picture of a family


def acting_today() -> date:
    """Return the date in London of the moment that the transaction was opened with."""
    with connection.cursor() as cursor:
        cursor.execute("select access_today()")
        today: date = cursor.fetchone()[0]
        return today


def person_page(person_id: UUID) -> Person:
    """Return one person, or refuse as for a person who does not exist."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    return person


def family_named(family_id: UUID) -> Family:
    """Return one family, or refuse as for a family that does not exist."""
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        raise NotFound
    return family


def person_in_family(family_id: UUID, person_id: UUID) -> Person:
    """Return a person who is or was in a family by any of their records, or refuse as for one who does not exist."""
    people = all_records([person_id])
    if not FamilyMember.objects.filter(family=family_id, person__in=people).exists():
        raise NotFound
    return Person.objects.get(pk=people[person_id])


def protection_in_family(family_id: UUID, protection_id: UUID) -> Protection:
    """Return a protection of somebody in a family, or refuse as for one that does not exist."""
    protection = Protection.objects.select_related("person").filter(pk=protection_id).first()
    if protection is None:
        raise NotFound
    person_in_family(family_id, protection.person_id)
    return protection


def hazard_in_family(family_id: UUID, hazard_id: UUID) -> Hazard:
    """Return a hazard of somebody in a family, or refuse as for one that does not exist."""
    hazard = Hazard.objects.select_related("person").filter(pk=hazard_id).first()
    if hazard is None:
        raise NotFound
    person_in_family(family_id, hazard.person_id)
    return hazard


def member_choices(family_id: UUID) -> list[tuple[str, str]]:
    """Return the members of a family as choices of a form."""
    places = (
        FamilyMember.objects.filter(family=family_id, ends_on__isnull=True).select_related("person").order_by("starts_on", "id")
    )
    return [(str(place.person_id), f"{place.person.name} ({place.get_role_display().lower()})") for place in places]


def worker_choices(on: date) -> list[tuple[str, str]]:
    """Return the people who work in the actor's area on a day as choices of a form."""
    workers = active_practitioners(current_identity().area_id, on)
    return [(str(worker.pk), f"{worker.name}, {worker.agency.name}") for worker in workers]


def age_of(person: Person, on: date) -> str:
    """Return a person's age in words on a day: years, months under two, "due" before birth."""
    return age_words(person.date_of_birth, person.expected_date, person.date_of_death, person.birth_date_kind, on)
