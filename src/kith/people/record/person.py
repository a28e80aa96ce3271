"""Everything held about one person, for the page of that person: what is so now, what was before, and who they are to others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from kith.design.words import the_date
from kith.kernel.refusals import NotFound
from kith.people.matching.births import whole_years
from kith.people.matching.identifiers import check
from kith.people.models import (
    Address,
    ContactDetail,
    FamilyMember,
    Hazard,
    Identifier,
    OtherName,
    Person,
    Protection,
    Relationship,
    RiskStatement,
)
from kith.people.models.places import one_line
from kith.people.record.ages import age_words
from kith.people.record.codes import disability_words, ethnicity_words
from kith.people.record.days import is_so
from kith.people.record.records import SamePerson, records_of, same_person
from kith.people.record.relations import ProfessionalSeen, Related, TieSeen, professionals_of, related_seen, ties_of
from kith.people.record.whereabouts import people_without_addresses


@dataclass(frozen=True)
class Dated:
    """One thing in words, when it was so, and the id that a link to change it needs."""

    id: UUID
    label: str
    words: str
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""
    warning: str = ""
    current: bool = True
    family_id: UUID | None = None


@dataclass(frozen=True)
class Kin:
    """A relative of the person: what they are of the person, and the relationship as it is stored."""

    id: UUID
    name: str
    word: str
    related: Related


@dataclass(frozen=True)
class PersonRecord:
    """A person with everything that the actor may see."""

    person: Person
    age: str
    """In words, on the day the page shows."""
    under_one: bool
    pregnancy_ended: bool
    ethnicity: str
    disability: str
    whereabouts_hidden: bool
    names: list[Dated]
    numbers: list[Dated]
    addresses: list[Dated]
    contacts: list[Dated]
    professionals: list[ProfessionalSeen]
    kin: list[Kin]
    ties: list[TieSeen]
    families: list[Dated]
    hazards: list[Dated]
    protections: list[Dated]
    kept_from_them: list[Dated]
    risks: list[Dated]
    same: SamePerson

    @property
    def family_id(self) -> UUID | None:
        """The family through which the person is reached: one they are in now, else one they were in."""
        return next((f.family_id for f in sorted(self.families, key=lambda f: not f.current)), None)


def person_record(person_id: UUID, *, on: date) -> PersonRecord:
    """Return everything held about a person, whichever of their records it stands on. A fixed number of queries.

    Raises :class:`NotFound` when there is none, or none for this actor.
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    ids = records_of(person_id)
    families = _families(ids)
    hidden = bool(people_without_addresses() & ids)
    return PersonRecord(
        person=person,
        age=age_words(person.date_of_birth, person.expected_date, person.date_of_death, person.birth_date_kind, on),
        under_one=person.date_of_birth is not None
        and person.date_of_death is None
        and person.date_of_birth <= on
        and whole_years(person.date_of_birth, on) == 0,
        pregnancy_ended=person.date_of_birth is None
        and person.date_of_death is not None
        and any(f.note == FamilyMember.Role.UNBORN for f in families),
        ethnicity=ethnicity_words(person.ethnicity),
        disability=disability_words(person.disability),
        whereabouts_hidden=hidden,
        names=_names(ids, on),
        numbers=[_number(n) for n in Identifier.objects.filter(person__in=ids).order_by("kind", "-id")],
        addresses=_addresses(ids, on),
        contacts=_contacts(ids),
        professionals=professionals_of(ids, on=on),
        kin=_kin(ids, on),
        ties=ties_of(ids, on=on),
        families=families,
        hazards=_hazards(ids, on),
        **_protections(ids, on),
        risks=_risks(ids, on),
        same=same_person(person_id),
    )


def _names(ids: set[UUID], on: date) -> list[Dated]:
    """Return the other names of a person, those in use first."""
    return [
        Dated(
            n.pk,
            n.get_kind_display(),
            f"{n.forename} {n.surname}".strip(),
            n.starts_on,
            n.ends_on,
            current=n.ends_on is None or n.ends_on > on,
        )
        for n in OtherName.objects.filter(person__in=ids).order_by("-ends_on", "id")
    ]


def _addresses(ids: set[UUID], on: date) -> list[Dated]:
    """Return where a person lives, then where they lived, the latest first."""
    return [
        Dated(
            a.pk,
            _lives(a, on),
            one_line(a.lines, a.postcode),
            a.starts_on,
            a.ends_on,
            note="" if is_so(a.starts_on, a.ends_on, on) else _lives(a, on),
            current=is_so(a.starts_on, a.ends_on, on) or a.ends_on is None,
        )
        for a in sorted(
            Address.objects.filter(person__in=ids).order_by("-id"),
            key=lambda a: (not is_so(a.starts_on, a.ends_on, on), a.ends_on is not None, -(a.ends_on or on).toordinal()),
        )
    ]


def _lives(address: Address, on: date) -> str:
    if is_so(address.starts_on, address.ends_on, on):
        return "Lives at"
    if address.starts_on and address.starts_on > on:
        return "Will live at" if address.ends_on is None or address.ends_on > address.starts_on else "Was to live at"
    return "Lived at"


def _contacts(ids: set[UUID]) -> list[Dated]:
    """Return the telephone numbers and email addresses of a person, those in use first."""
    return [
        Dated(
            c.pk,
            c.get_kind_display(),
            c.value,
            None,
            c.ends_on,
            note=c.get_safe_display() + (f": {c.safe_note}" if c.safe_note else ""),
            current=c.ends_on is None,
        )
        for c in ContactDetail.objects.filter(person__in=ids).order_by("-ends_on", "kind", "id")
    ]


def _hazards(ids: set[UUID], on: date) -> list[Dated]:
    """Return what a worker must know before visiting."""
    return [
        Dated(
            h.pk,
            "Before visiting",
            h.words,
            h.recorded_at.date(),
            h.ends_on,
            f"from {h.source}",
            _review(h.review_on, on),
        )
        for h in Hazard.objects.filter(_now(on), person__in=ids).order_by("recorded_at")
    ]


def _risks(ids: set[UUID], on: date) -> list[Dated]:
    """Return the statements that a person may pose a risk, as far as the actor reads such statements."""
    return [
        Dated(
            r.pk,
            r.family.name,
            r.words,
            r.stated_on,
            r.ends_on,
            f"from {r.source}",
            _review(r.review_on, on),
            family_id=r.family_id,
        )
        for r in RiskStatement.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), person__in=ids).select_related(
            "family"
        )
    ]


def _now(on: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=on)


def _review(review_on: date, on: date) -> str:
    """Return that a review date has passed, in words; nothing while it has not."""
    return f"Look at this again: it was due on {the_date(review_on)}" if review_on < on else ""


def _number(number: Identifier) -> Dated:
    return Dated(
        number.pk,
        number.get_kind_display(),
        number.value,
        None,
        number.ends_on,
        warning="" if number.valid else check(number.kind, number.value).problem,
        current=number.ends_on is None,
    )


def _families(ids: Iterable[UUID]) -> list[Dated]:
    return [
        Dated(
            p.pk,
            p.get_role_display() + (f", {p.household}" if p.household else ""),
            p.family.name,
            p.starts_on,
            p.ends_on,
            note=p.role,
            current=p.ends_on is None,
            family_id=p.family_id,
        )
        for p in FamilyMember.objects.filter(person__in=list(ids)).select_related("family").order_by("-ends_on", "starts_on")
    ]


def _kin(ids: set[UUID], on: date) -> list[Kin]:
    found = []
    for row in (
        Relationship.objects.filter(Q(person__in=ids) | Q(other__in=ids))
        .select_related("person", "other")
        .order_by("-ends_on", "id")
    ):
        related = related_seen(row, {row.person_id: row.person, row.other_id: row.other})
        relative, name, word = related.seen_from(row.person_id if row.person_id in ids else row.other_id)
        if relative not in ids:
            found.append(Kin(relative, name, word, related))
    return sorted(found, key=lambda kin: kin.related.ends_on is not None and kin.related.ends_on <= on)


def _protections(ids: set[UUID], on: date) -> dict[str, list[Dated]]:
    """Return what is protected about the person, and what about others is kept from the person. One query."""
    rows = list(
        Protection.objects.filter(_now(on))
        .filter(Q(person__in=ids) | Q(hidden_from__in=ids))
        .select_related("person", "hidden_from")
        .order_by("starts_at")
    )
    return {
        "protections": [
            Dated(
                p.pk,
                p.get_what_display(),
                p.hidden_from_words or (p.hidden_from.name if p.hidden_from else "somebody not shown here"),
                p.starts_at.date(),
                None,
                p.reason,
                _review(p.review_on, on),
            )
            for p in rows
            if p.person_id in ids
        ],
        "kept_from_them": [
            Dated(p.pk, p.get_what_display(), p.person.name, p.starts_at.date(), None, p.reason)
            for p in rows
            if p.person_id not in ids
        ],
    }
