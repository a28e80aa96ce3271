"""Reading the picture of a family from the record, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from kith.kernel.refusals import NotFound
from kith.people.matching.births import whole_years
from kith.people.models import (
    Address,
    Agreement,
    ContactDetail,
    Family,
    FamilyMember,
    Hazard,
    Identifier,
    OtherName,
    Person,
    Protection,
    Relationship,
    RiskStatement,
)
from kith.people.record.ages import age_words
from kith.people.record.days import acting_today as acting_today
from kith.people.record.days import is_so
from kith.people.record.family_picture import (
    AgreementSeen,
    Contact,
    FamilyPicture,
    HazardSeen,
    Member,
    Place,
    ProtectionSeen,
    RiskSeen,
)
from kith.people.record.records import as_one, shown_as
from kith.people.record.relations import Related, professionals_of, related_seen, ties_of
from kith.people.record.whereabouts import people_without_addresses


def family_picture(family_id: UUID, *, on: date | None = None) -> FamilyPicture:
    """Return the picture of a family on a day (default: the day of the transaction). A fixed number of queries.

    Raises :class:`NotFound` when there is none, or none for this actor.
    """
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        raise NotFound
    on = on or acting_today()
    places = list(FamilyMember.objects.filter(family=family).select_related("person").order_by("starts_on", "id"))
    one = shown_as(place.person for place in places)
    latest = {
        place.person_id: place
        for place in sorted(as_one(places, one), key=lambda p: p.ends_on is None)
        if not _was_not_born(place)
    }
    ids = [record for record, person in one.items() if person.pk in latest]
    details = _Details.of(ids, one, on)
    members = {person_id: _member(place, details, on) for person_id, place in latest.items()}
    names = {person_id: member.name for person_id, member in members.items()}
    current = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return FamilyPicture(
        id=family.pk,
        name=family.name,
        summary=family.summary,
        restricted=family.restricted,
        version=family.version,
        on=on,
        members=[m for m in members.values() if m.left_on is None or m.left_on >= on],
        former_members=[m for m in members.values() if m.left_on is not None and m.left_on < on],
        relationships=_relationships(ids, current, {p.person_id: p.person for p in latest.values()}, one),
        hazards=[
            HazardSeen(h.pk, names[h.person_id], h.words, h.source, h.review_on)
            for h in as_one(Hazard.objects.filter(current, person__in=ids).order_by("recorded_at"), one)
        ],
        protections=_protections(ids, current, names, one),
        agreements=_agreements(family, names, one),
        ties=ties_of(ids, on=on, one=one),
        professionals=professionals_of(ids, on=on, one=one),
        risks=_risks(family_id, on, one),
        same={record: person.pk for record, person in one.items()},
    )


def _relationships(ids: list[UUID], current: Q, people: Mapping[UUID, Person], one: dict[UUID, Person]) -> list[Related]:
    """Return how the members are related to each other. One query."""
    rows = Relationship.objects.filter(current, person__in=ids, other__in=ids).order_by("id")
    return [related_seen(row, people) for row in _once(as_one(rows, one, "person", "other"))]


def _protections(ids: list[UUID], current: Q, names: Mapping[UUID, str], one: dict[UUID, Person]) -> list[ProtectionSeen]:
    """Return what is protected about the members. One query."""
    return [
        ProtectionSeen(
            id=p.pk,
            person_id=p.person_id,
            person=names[p.person_id],
            what=p.what,
            what_words=p.get_what_display(),
            hidden_from_id=p.hidden_from_id,
            hidden_from=p.hidden_from_words or (p.hidden_from.name if p.hidden_from else ""),
            reason=p.reason,
            review_on=p.review_on,
        )
        for p in as_one(
            Protection.objects.filter(current, person__in=ids).select_related("hidden_from").order_by("starts_at"),
            one,
            "person",
            "hidden_from",
        )
    ]


def _agreements(family: Family, names: Mapping[UUID, str], one: dict[UUID, Person]) -> list[AgreementSeen]:
    """Return what the people of the family agreed to, the latest first. One query."""
    return [
        AgreementSeen(
            person_id=a.person_id,
            person=names.get(a.person_id, "") if a.person_id else "",
            about=a.about,
            about_words=a.get_about_display(),
            answer=a.answer,
            answer_words=a.get_answer_display(),
            words=a.words,
            asked_at=a.asked_at,
        )
        for a in as_one(Agreement.objects.filter(family=family).order_by("-asked_at"), one)
    ]


def _once(rows: Iterable[Relationship]) -> list[Relationship]:
    """Return relationships without what two records of one person both say, and without a person related to themself."""
    found = {(r.person_id, r.kind, r.other_id): r for r in rows if r.person_id != r.other_id}
    return list(found.values())


def _was_not_born(place: FamilyMember) -> bool:
    """Return whether a pregnancy ended: no page of the family shows it afterwards (practice.md P-15)."""
    person = place.person
    return place.role == FamilyMember.Role.UNBORN and person.date_of_birth is None and person.date_of_death is not None


def _risks(family_id: UUID, on: date, one: dict[UUID, Person]) -> list[RiskSeen]:
    """Return who may pose a risk to the family's children, for readers of such statements. Two queries."""
    current = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = list(RiskStatement.objects.filter(current, family_id=family_id).select_related("person").order_by("stated_on"))
    elsewhere = dict(
        RiskStatement.objects.filter(current, person__in=[r.person_id for r in rows])
        .exclude(family_id=family_id)
        .values_list("person")
        .annotate(families=Count("family", distinct=True))
        .order_by()
    )
    return [
        RiskSeen(
            id=r.pk,
            person_id=r.person_id,
            person=r.person.name,
            words=r.words,
            source=r.source,
            stated_on=r.stated_on,
            review_on=r.review_on,
            overdue=r.review_on < on,
            elsewhere=elsewhere.get(r.person_id, 0),
        )
        for r in as_one(rows, one)
    ]


@dataclass(frozen=True)
class _Details:
    names: dict[UUID, list[str]]
    numbers: dict[UUID, list[tuple[str, str, bool]]]
    places: dict[UUID, list[Place]]
    contacts: dict[UUID, list[Contact]]
    without_addresses: set[UUID]

    @classmethod
    def of(cls, ids: list[UUID], one: dict[UUID, Person], on: date) -> "_Details":
        names: dict[UUID, list[str]] = {}
        for n in as_one(OtherName.objects.filter(person__in=ids).order_by("id"), one):
            names.setdefault(n.person_id, []).append(f"{n.forename} {n.surname}".strip() + f" ({n.get_kind_display().lower()})")
        numbers: dict[UUID, list[tuple[str, str, bool]]] = {}
        for i in as_one(Identifier.objects.filter(person__in=ids, ends_on__isnull=True).order_by("kind"), one):
            numbers.setdefault(i.person_id, []).append((i.get_kind_display(), i.value, i.valid))
        places: dict[UUID, list[Place]] = {}
        for a in as_one(Address.objects.filter(person__in=ids).order_by("-id"), one):
            places.setdefault(a.person_id, []).append(Place(a.lines, a.postcode, is_so(a.starts_on, a.ends_on, on)))
        contacts: dict[UUID, list[Contact]] = {}
        present = ContactDetail.objects.filter(person__in=ids, ends_on__isnull=True).order_by("kind", "id")
        for c in as_one(present, one):
            contacts.setdefault(c.person_id, []).append(Contact(c.pk, c.kind, c.value, c.safe, c.get_safe_display(), c.safe_note))
        hidden = {one[record].pk if record in one else record for record in people_without_addresses()}
        return cls(names, numbers, places, contacts, hidden)


def _member(place: FamilyMember, details: _Details, on: date) -> Member:
    p = place.person
    return Member(
        id=p.pk,
        version=p.version,
        name=p.name,
        forename=p.forename,
        surname=p.surname,
        other_names=[
            said for said in details.names.get(p.pk, []) if said.rpartition(" (")[0] != f"{p.forename} {p.surname}".strip()
        ],
        role=place.role,
        role_words=place.get_role_display(),
        household="" if p.pk in details.without_addresses else place.household,
        starts_on=place.starts_on,
        left_on=place.ends_on,
        age=age_words(p.date_of_birth, p.expected_date, p.date_of_death, p.birth_date_kind, on),
        age_years=whole_years(p.date_of_birth, on) if p.date_of_birth else None,
        date_of_birth=p.date_of_birth,
        expected_date=p.expected_date,
        sex=p.sex,
        ethnicity=p.ethnicity,
        language=p.language,
        interpreter=p.interpreter,
        disability=p.disability,
        school="" if p.pk in details.without_addresses else p.school,
        restricted=p.restricted,
        identifiers=details.numbers.get(p.pk, []),
        addresses=details.places.get(p.pk, []),
        contacts=details.contacts.get(p.pk, []),
    )
