"""The people on record who may be the person wanted, with their families and the reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from kith.access.identity import current_identity
from kith.people.finding.engine import Found, find, find_many, held_for_actor, score_held
from kith.people.matching.description import Held, Wanted
from kith.people.matching.score import Score
from kith.people.models import FamilyMember, Person

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

    Only persons that the actor may see. A person with several records is shown as the one that stays.
    Never merges, never decides.
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

    A family in which one of them is likely speaks for its other members too:
    a child with no first name is found beside a brother.
    """
    keys = list(wanted)
    found = {key: candidates_of(each) for key, each in zip(keys, find_many(list(wanted.values()), limit=limit), strict=True)}
    anchors = _anchors(found)
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
            spoken_for = _spoken_for(each, held[person_id], _others_named(key, person, members[person_id], anchors))
            if spoken_for is not None:
                ranked[person_id] = _candidate(Found(person_id, spoken_for, held[person_id]), person, families.get(person_id, []))
        found[key] = sorted(ranked.values(), key=lambda c: -c.score)[:limit]
    return found


Anchors = dict[UUID, dict[str, str]]
"""By family: which of the people named are likely in it, each with the name on record."""


def _anchors(found: Mapping[str, list[Candidate]]) -> Anchors:
    """Return the families of likely candidates. A service is not told of a restricted person's family."""
    anchors: Anchors = {}
    for key, candidates in found.items():
        for c in candidates:
            if c.score >= ANCHOR and not (c.person.restricted and current_identity().kind == "service"):
                for family in c.families:
                    anchors.setdefault(family.id, {}).setdefault(key, c.person.name)
    return anchors


def _others_named(key: str, person: Person, family_ids: set[UUID], anchors: Anchors) -> list[str]:
    """Return the names of the others of the same request who are likely in a person's families."""
    return [n for f in family_ids for k, n in anchors[f].items() if k != key and n != person.name]


def _spoken_for(wanted: Wanted, held: Held, others: list[str]) -> Score | None:
    """Return the score of a member of an anchored family, or ``None`` when the person does not fit by themself."""
    if not others:
        return None
    score = score_held(wanted, held)
    if score.points <= 0:
        return None
    score.add_family(others[0])
    return score if score.confidence else None


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
