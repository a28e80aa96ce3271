"""Reading persons and families: search, candidates, and the picture of a family."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access.identity import current_identity
from kith.access.models import Restriction
from kith.access.services import restriction_owner
from kith.kernel.refusals import NotFound
from kith.organisations.queries import active_practitioners
from kith.people.ages import age_words
from kith.people.keys import WEIGHTS, lookup_keys
from kith.people.matching import Held, Score, Wanted, fold, postcode_key, score_pair, threshold
from kith.people.models import (
    Address,
    ContactDetail,
    Family,
    FamilyMember,
    Hazard,
    Identifier,
    OtherName,
    Person,
    Protection,
    RestrictedNotice,
)
from kith.people.reading import Asked, read_text

SCORED = 150
"""The most persons that one lookup scores."""
ANCHOR = 8.5
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


class Comparable(Protocol):
    """A person with all that the score compares, as :func:`_comparable` fetches them."""

    said_names: list[dict[str, str]]
    said_places: list[dict[str, Any]]
    said_contacts: list[str]
    said_numbers: list[dict[str, str]]


def _said(person: Person) -> Comparable:
    return cast(Comparable, person)


def find_candidates(wanted: Wanted, *, limit: int = 5) -> list[Candidate]:
    """Return the persons who may be the one wanted, likeliest first, at least ``possible``. Three queries.

    Only persons whom the actor may see. Never merges, never decides.
    """
    return _candidates(wanted, limit=limit, least=threshold("possible"))


def _candidates(wanted: Wanted, *, limit: int, least: float) -> list[Candidate]:
    scored = []
    for person in _comparable(_ids_by_keys(lookup_keys(wanted))):
        score = score_pair(wanted, held_of(person))
        if score.points >= least:
            scored.append((score, person))
    scored.sort(key=lambda pair: (-pair[0].points, pair[1].surname, pair[1].forename))
    families = families_of([person.pk for _, person in scored[:limit]]) if scored else {}
    return [_candidate(score, person, families.get(person.pk, [])) for score, person in scored[:limit]]


def _candidate(score: Score, person: Person, families: list[FamilyOf]) -> Candidate:
    return Candidate(
        person=person,
        score=round(score.points, 1),
        reasons_for=score.reasons_for,
        reasons_against=score.reasons_against,
        confidence=score.confidence or "possible",
        families=families,
        address=_one_line(person),
    )


def find_together(wanted: Mapping[str, Wanted], *, limit: int = 5) -> dict[str, list[Candidate]]:
    """Return candidates for each of several people who were named together, such as the people of one request.

    A family in which one of them is likely speaks for its other members too: a child with no first name is found beside a brother.
    """
    found = {key: find_candidates(each, limit=limit) for key, each in wanted.items()}
    anchors: dict[UUID, dict[str, str]] = {}
    for key, candidates in found.items():
        for c in candidates:
            if c.score >= ANCHOR and not (c.person.restricted and current_identity().kind == "service"):
                for family in c.families:
                    anchors.setdefault(family.id, {}).setdefault(key, c.person.name)
    if not anchors:
        return found
    members: dict[UUID, set[UUID]] = {}
    for person_id, family_id in FamilyMember.objects.filter(family__in=list(anchors)).values_list(
        "person", "family"
    ):
        members.setdefault(person_id, set()).add(family_id)
    persons = list(_comparable(members))
    families = families_of(members)
    for key, each in wanted.items():
        ranked = {c.person.pk: c for c in found[key]}
        for person in persons:
            others = [
                n for f in members[person.pk] for k, n in anchors[f].items() if k != key and n != person.name
            ]
            if not others:
                continue
            score = score_pair(each, held_of(person))
            if score.points <= 0:
                continue
            score.add_family(others[0])
            if score.confidence:
                ranked[person.pk] = _candidate(score, person, families.get(person.pk, []))
        found[key] = sorted(ranked.values(), key=lambda c: -c.score)[:limit]
    return found


def _ids_by_keys(keys: set[tuple[str, str]]) -> list[UUID]:
    """Return the persons who share the most telling keys."""
    if not keys:
        return []
    kinds, values = zip(*sorted(keys), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select person_id from (
                select k.person_id, k.kind
                from unnest(%s::text[], %s::text[]) as w(kind, value)
                join people_personkey k on k.area_id = %s and k.kind = w.kind and k.value = w.value
                group by k.person_id, k.kind
            ) shared
            join unnest(%s::text[], %s::float[]) as said(kind, points) on said.kind = shared.kind
            group by person_id order by sum(points) desc, person_id limit %s
            """,
            [
                list(kinds),
                list(values),
                current_identity().area_id,
                list(WEIGHTS),
                list(WEIGHTS.values()),
                SCORED,
            ],
        )
        return [row[0] for row in cursor.fetchall()]


def _comparable(ids: Iterable[UUID]) -> QuerySet[Person]:
    """Return persons with all that the score compares, in one query."""
    mine = {"person": OuterRef("pk")}
    return Person.objects.filter(pk__in=list(ids)).annotate(
        said_names=ArraySubquery(
            OtherName.objects.filter(**mine).values(row=JSONObject(f="forename", s="surname"))
        ),
        said_places=ArraySubquery(
            Address.objects.filter(**mine).values(row=JSONObject(l="lines", p="postcode", e="ends_on"))
        ),
        said_contacts=ArraySubquery(ContactDetail.objects.filter(**mine).values("key")),
        said_numbers=ArraySubquery(
            Identifier.objects.filter(**mine).values(row=JSONObject(k="kind", v="value"))
        ),
    )


def held_of(person: Person) -> Held:
    """Return what the score compares of a person that :func:`find_candidates` fetched."""
    said = _said(person)
    # What a service finds is read by others: where a restricted person is must not stand among the reasons.
    tells_where = not (person.restricted and current_identity().kind == "service")
    return Held(
        forename=person.forename,
        surname=person.surname,
        known_as=person.known_as,
        other_names=tuple((n["f"], n["s"]) for n in said.said_names),
        date_of_birth=person.date_of_birth,
        birth_date_kind=person.birth_date_kind,
        expected_date=person.expected_date,
        sex=person.sex,
        school=person.school if tells_where else "",
        addresses=tuple((a["l"], a["p"], a["e"] is None) for a in said.said_places if tells_where),
        contacts=frozenset(said.said_contacts if tells_where else ()),
        nhs_numbers=frozenset(n["v"] for n in said.said_numbers if n["k"] == "nhs"),
        upns=frozenset(n["v"] for n in said.said_numbers if n["k"] in {"upn", "former_upn"}),
    )


def _one_line(person: Person) -> str:
    current = [a for a in _said(person).said_places if a["e"] is None]
    return ", ".join(filter(None, [current[-1]["l"], current[-1]["p"]])) if current else ""


def families_of(person_ids: Iterable[UUID]) -> dict[UUID, list[FamilyOf]]:
    """Return the families that each person is or was in, as far as the actor sees them. One query."""
    found: dict[UUID, list[FamilyOf]] = {}
    for place in (
        FamilyMember.objects.filter(person__in=list(person_ids))
        .select_related("family")
        .order_by("ends_on", "starts_on")
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
    kinds, values = zip(*sorted(keys), strict=True)
    with connection.cursor() as cursor:
        cursor.execute("select people_restricted_match(%s::text[], %s::text[])", [list(kinds), list(values)])
        ids = [row[0] for row in cursor.fetchall()]
    owners = (
        Restriction.objects.select_related("owner").filter(pk__in=ids).order_by("owner__name") if ids else []
    )
    return list(dict.fromkeys(RestrictedOwner(r.owner.name, r.owner.telephone) for r in owners))


def notices_for(practitioner_id: UUID, *, since: date) -> list[RestrictedNotice]:
    """Return who may have met a restricted family that the practitioner is named on, newest first."""
    named = Restriction.objects.filter(members__practitioner_id=practitioner_id, ends_at__isnull=True)
    return list(
        RestrictedNotice.objects.filter(
            family_id__in=list(named.values_list("family_id", flat=True)), at__date__gte=since
        )
        .select_related("family")
        .order_by("-at")
    )


# ---- search


@dataclass(frozen=True)
class SearchAnswer:
    """What a search found, what was searched in words, what was looked for and not held, and whom to ring (P-11)."""

    found: list[Candidate]
    searched: list[str]
    not_found: list[str]
    ring: list[RestrictedOwner]

    @property
    def ids(self) -> list[UUID]:
        """The persons shown, for the look."""
        return [each.person.pk for each in self.found]


def search_people(
    text: str = "",
    *,
    forename: str = "",
    surname: str = "",
    date_of_birth: date | None = None,
    address: str = "",
    postcode: str = "",
    telephone: str = "",
    nhs_number: str = "",
    upn: str = "",
    limit: int = 25,
) -> SearchAnswer:
    """Search people by one line of text, by fields, or by both.

    ``text`` may hold a name in any order or its beginning, a date of birth, a postcode, a telephone number, an NHS number or a UPN.
    """
    asked = read_text(text).with_fields(
        forename=forename,
        surname=surname,
        date_of_birth=date_of_birth,
        address=address,
        postcode=postcode,
        telephone=telephone,
        nhs_number=nhs_number,
        upn=upn,
    )
    if asked.is_empty:
        return SearchAnswer([], [], [], [])
    found = {c.person.pk: c for c in _candidates(asked.wanted, limit=limit, least=0.1)}
    for each in _by_beginning(asked, but_not=set(found), limit=limit):
        found[each.person.pk] = each
    shown = sorted(found.values(), key=lambda c: -c.score)[:limit]
    return SearchAnswer(
        found=shown,
        searched=asked.searched,
        not_found=_missing(asked, shown),
        ring=restricted_match(asked.wanted),
    )


def _by_beginning(asked: Asked, *, but_not: set[UUID], limit: int) -> list[Candidate]:
    """Return persons whose names begin with every word asked, or who live in the postcode asked."""
    conditions: list[tuple[str, str, str]] = [("word", word, word + "\uffff") for word in asked.words]
    if not conditions and asked.wanted.postcode:
        code = postcode_key(asked.wanted.postcode)
        conditions = [("postcode", code, code + "\uffff")]
    if not conditions:
        return []
    area = current_identity().area_id
    one = "select person_id from people_personkey where area_id = %s and kind = %s and value >= %s and value < %s"
    with connection.cursor() as cursor:
        cursor.execute(
            " intersect ".join([one] * len(conditions)) + " limit %s",
            [value for condition in conditions for value in (area, *condition)] + [limit * 4],
        )
        ids = {row[0] for row in cursor.fetchall()} - but_not
    candidates = []
    families = families_of(ids)
    for person in _comparable(ids):
        score = score_pair(asked.wanted, held_of(person))
        score.points = max(score.points, 0.1)
        score.reasons_for = score.reasons_for or [
            f"Name begins with {' and '.join(word.capitalize() for word in asked.words)}"
            if asked.words
            else "Same postcode"
        ]
        if len(asked.words) == 1:
            score.reasons_against = []
        candidates.append(_candidate(score, person, families.get(person.pk, [])))
    return sorted(candidates, key=lambda c: (-c.score, c.person.surname))[:limit]


def _missing(asked: Asked, shown: list[Candidate]) -> list[str]:
    """Return, in words, each thing that was asked for and that nobody shown has."""
    wanted = asked.wanted
    reasons = {reason.split(":")[0].removesuffix(" (earlier)") for c in shown for reason in c.reasons_for}
    missing = []
    if not shown and asked.words:
        missing.append(f"nobody called {' '.join(w.capitalize() for w in asked.words)}, or anything like it")
    if wanted.nhs_number and "Same NHS number" not in reasons:
        missing.append("nobody with this NHS number")
    if wanted.upn and "Same UPN" not in reasons:
        missing.append("nobody with this UPN")
    if wanted.telephone and "Same telephone number" not in reasons:
        missing.append("nobody with this telephone number")
    if wanted.date_of_birth and not any(c.person.date_of_birth == wanted.date_of_birth for c in shown):
        missing.append(f"nobody shown was born on {wanted.date_of_birth.day} {wanted.date_of_birth:%B %Y}")
    if wanted.postcode and not any(
        postcode_key(a["p"]) == postcode_key(wanted.postcode)
        for c in shown
        for a in _said(c.person).said_places
    ):
        missing.append(f"nobody in {wanted.postcode.upper()}")
    if wanted.address and not any(
        fold(wanted.address) in fold(a["l"]) for c in shown for a in _said(c.person).said_places
    ):
        missing.append("nobody at this address")
    return missing


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
    """Return a person who is or was in a family, or refuse as for one who does not exist."""
    place = FamilyMember.objects.filter(family=family_id, person=person_id).select_related("person").first()
    if place is None:
        raise NotFound
    return place.person


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
        FamilyMember.objects.filter(family=family_id, ends_on__isnull=True)
        .select_related("person")
        .order_by("starts_on", "id")
    )
    return [
        (str(place.person_id), f"{place.person.name} ({place.get_role_display().lower()})")
        for place in places
    ]


def worker_choices(on: date) -> list[tuple[str, str]]:
    """Return the people who work in the actor's area on a day as choices of a form."""
    workers = active_practitioners(current_identity().area_id, on)
    return [(str(worker.pk), f"{worker.name}, {worker.agency.name}") for worker in workers]


def restricted_page(family_id: UUID) -> Restriction | None:
    """Return the restriction of a family of the actor's area, for the page that explains it to a colleague (design §9, rule 6)."""
    restriction = restriction_owner(family_id=family_id)
    return restriction if restriction and restriction.area_id == current_identity().area_id else None


def age_of(person: Person, on: date) -> str:
    """Return a person's age in words on a day: years, months under two, "due" before birth."""
    return age_words(
        person.date_of_birth, person.expected_date, person.date_of_death, person.birth_date_kind, on
    )
