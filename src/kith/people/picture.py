"""The picture of a family: who is in it and what a worker must know.

Everything here is plain values, never a live record, so that what was taken out cannot come back through a link.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from kith.kernel.refusals import NotFound
from kith.people.ages import age_words
from kith.people.births import whole_years
from kith.people.kinship import word_back, word_for
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
    Professional,
    Protection,
    Relationship,
    RelationshipKind,
    RiskStatement,
    Tie,
)
from kith.people.one_person import as_one, shown_as
from kith.people.queries import acting_today

_CHILDREN = {FamilyMember.Role.CHILD, FamilyMember.Role.UNBORN}
_PARENTAL = {RelationshipKind.MOTHER, RelationshipKind.FATHER}


@dataclass(frozen=True)
class Place:
    """An address. ``current`` says whether the person lives there now."""

    lines: str
    postcode: str
    current: bool

    @property
    def words(self) -> str:
        return ", ".join(filter(None, [self.lines, self.postcode]))


@dataclass(frozen=True)
class Contact:
    """A telephone number or e-mail address and whether it is safe to use."""

    id: UUID
    kind: str
    value: str
    safe: str
    safe_words: str
    safe_note: str


@dataclass(frozen=True)
class Member:
    """A person in the family, as the picture shows them."""

    id: UUID
    version: int
    name: str
    forename: str
    surname: str
    other_names: list[str]
    role: str
    role_words: str
    household: str
    starts_on: date
    left_on: date | None
    age: str
    age_years: int | None
    date_of_birth: date | None
    expected_date: date | None
    sex: str
    ethnicity: str
    language: str
    interpreter: str
    disability: str
    school: str
    restricted: bool
    identifiers: list[tuple[str, str, bool]] = field(default_factory=list)
    addresses: list[Place] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)

    @property
    def is_child(self) -> bool:
        return self.role in _CHILDREN

    @property
    def is_unborn(self) -> bool:
        return self.date_of_birth is None and self.expected_date is not None

    @property
    def under_one(self) -> bool:
        return self.age_years == 0 and not self.age.endswith("died")

    @property
    def address(self) -> Place | None:
        """Where the person lives now."""
        return next((place for place in self.addresses if place.current), None)


@dataclass(frozen=True)
class Related:
    """``person`` is the ``kind`` of ``other``."""

    person_id: UUID
    person: str
    kind: str
    kind_words: str
    other_id: UUID
    other: str
    parental_responsibility: bool | None
    id: UUID | None = None
    union: str = ""
    union_words: str = ""
    own_word: str = ""
    basis_words: str = ""
    responsibility_from: date | None = None
    responsibility_until: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    claimed: str = ""
    word: str = ""
    """What the person is of the other: aunt, uncle."""
    word_back: str = ""
    """What the other is of the person: niece, nephew."""

    def seen_from(self, person_id: UUID) -> tuple[UUID, str, str]:
        """Return, of the one who is not ``person_id``: who they are, their name, and what they are of ``person_id``."""
        if person_id == self.other_id:
            return self.person_id, self.person, self.word
        return self.other_id, self.other, self.word_back

    @property
    def words(self) -> str:
        """The relationship as a sentence."""
        responsibility = {
            True: ", with parental responsibility",
            False: ", without parental responsibility",
            None: "",
        }
        held = responsibility[self.parental_responsibility] if self.kind in _PARENTAL or self.parental_responsibility else ""
        basis = f" ({self.basis_words[0].lower()}{self.basis_words[1:]})" if held and self.basis_words else ""
        word = self.word or self.kind_words.lower()
        said = word != self.kind_words.lower()  # "wife" says already that they are married
        union = f" ({self.union_words.lower()})" if self.union_words and not said else ""
        return f"{self.person} is {word} of {self.other}{union}{held}{basis}"


@dataclass(frozen=True)
class HazardSeen:
    id: UUID
    person: str
    words: str
    source: str
    review_on: date


@dataclass(frozen=True)
class ProtectionSeen:
    id: UUID
    person_id: UUID
    person: str
    what: str
    what_words: str
    hidden_from_id: UUID | None
    hidden_from: str
    reason: str
    review_on: date


@dataclass(frozen=True)
class TieSeen:
    """What is between a member and somebody, or something, around them. The codes are values of ``people.models.Tie``."""

    id: UUID
    person_id: UUID
    person: str
    other_id: UUID | None
    other: str
    """The name of somebody on record, or who or what it is."""
    circle: str
    circle_words: str
    quality: str
    quality_words: str
    direction: str
    direction_words: str
    words: str
    source: str

    @property
    def texts(self) -> tuple[str, str]:
        return (self.other if self.other_id is None else "", self.words)


@dataclass(frozen=True)
class ProfessionalSeen:
    """A school or a professional around a member. ``current`` says whether it is so now."""

    id: UUID
    person_id: UUID
    person: str
    kind: str
    kind_words: str
    name: str
    organisation: str
    telephone: str
    email: str
    starts_on: date | None
    ends_on: date | None
    current: bool

    @property
    def said(self) -> str:
        """Who it is, in one line."""
        return ", ".join(filter(None, [self.name, self.organisation, self.telephone, self.email]))


@dataclass(frozen=True)
class RiskSeen:
    """A statement that somebody, in the family or not, may pose a risk to its children. ``elsewhere``: named in so many others."""

    id: UUID
    person_id: UUID
    person: str
    words: str
    source: str
    stated_on: date
    review_on: date
    overdue: bool
    elsewhere: int


@dataclass(frozen=True)
class AgreementSeen:
    person_id: UUID | None
    person: str
    about: str
    about_words: str
    answer: str
    answer_words: str
    words: str
    asked_at: datetime


@dataclass(frozen=True)
class FamilyPicture:
    """A family on one page. ``reader_id`` is set on a copy made for one reader."""

    id: UUID
    name: str
    summary: str
    restricted: bool
    version: int
    on: date
    members: list[Member]
    former_members: list[Member]
    relationships: list[Related]
    hazards: list[HazardSeen]
    protections: list[ProtectionSeen]
    agreements: list[AgreementSeen]
    ties: list[TieSeen] = field(default_factory=list)
    professionals: list[ProfessionalSeen] = field(default_factory=list)
    risks: list[RiskSeen] = field(default_factory=list)
    reader_id: UUID | None = None
    same: dict[UUID, UUID] = field(default_factory=dict)
    """Every record of the members, each with the person it is shown as."""

    @property
    def children(self) -> list[Member]:
        """Children and unborn children, eldest first."""
        return sorted(
            (m for m in self.members if m.is_child),
            key=lambda m: (m.date_of_birth or m.expected_date or date.max, m.name),
        )

    @property
    def adults(self) -> list[Member]:
        return [m for m in self.members if not m.is_child]

    @property
    def households(self) -> list[tuple[str, list[Member]]]:
        """Members by household: the household's name when one was given, else the address they share."""
        groups: dict[str, list[Member]] = {}
        for member in self.members:
            where = member.household or (member.address.words if member.address else "")
            groups.setdefault(where or "Address not recorded", []).append(member)
        return list(groups.items())

    @property
    def interpreters(self) -> list[tuple[str, str]]:
        """Who needs an interpreter, and which."""
        return [(m.name, m.interpreter) for m in self.members if m.interpreter]

    def member(self, person_id: UUID | None) -> Member | None:
        """Return the member, present or former, by any of their records, or ``None``."""
        shown = self.same.get(person_id, person_id) if person_id else None
        return next((m for m in [*self.members, *self.former_members] if m.id == shown), None)


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
    details = _Details.of(ids, one)
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
        relationships=[
            related_seen(r, {p.person_id: p.person for p in latest.values()})
            for r in _once(
                as_one(Relationship.objects.filter(current, person__in=ids, other__in=ids).order_by("id"), one, "person", "other")
            )
        ],
        hazards=[
            HazardSeen(h.pk, names[h.person_id], h.words, h.source, h.review_on)
            for h in as_one(Hazard.objects.filter(current, person__in=ids).order_by("recorded_at"), one)
        ],
        protections=[
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
        ],
        agreements=[
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
        ],
        ties=ties_of(ids, on=on, one=one),
        professionals=professionals_of(ids, on=on, one=one),
        risks=_risks(family_id, on, one),
        same={record: person.pk for record, person in one.items()},
    )


def _once(rows: Iterable[Relationship]) -> list[Relationship]:
    """Return relationships without what two records of one person both say, and without anybody related to themself."""
    found = {(r.person_id, r.kind, r.other_id): r for r in rows if r.person_id != r.other_id}
    return list(found.values())


def _was_not_born(place: FamilyMember) -> bool:
    """Return whether a pregnancy ended: no page of the family shows it afterwards (practice.md P-15)."""
    person = place.person
    return place.role == FamilyMember.Role.UNBORN and person.date_of_birth is None and person.date_of_death is not None


def related_seen(row: Relationship, people: Mapping[UUID, Person]) -> Related:
    """Return a relationship with the word for each of the two."""
    person, other = people[row.person_id], people[row.other_id]
    return Related(
        id=row.pk,
        person_id=person.pk,
        person=person.name,
        kind=row.kind,
        kind_words=row.get_kind_display(),
        other_id=other.pk,
        other=other.name,
        parental_responsibility=row.parental_responsibility,
        union=row.union,
        union_words=row.get_union_display() if row.union else "",
        own_word=row.own_word,
        basis_words=row.get_responsibility_basis_display() if row.responsibility_basis else "",
        responsibility_from=row.responsibility_from,
        responsibility_until=row.responsibility_until,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        claimed=row.claimed,
        word=word_for(row.kind, person.sex, row.union),
        word_back=word_back(row.kind, other.sex, row.union),
    )


def ties_of(person_ids: Iterable[UUID], *, on: date, one: dict[UUID, Person] | None = None) -> list[TieSeen]:
    """Return the present ties of some persons; ``one`` says as whom each record is shown. One query."""
    return [
        TieSeen(
            id=t.pk,
            person_id=t.person_id,
            person=t.person.name,
            other_id=t.other_id,
            other=t.other.name if t.other else t.name,
            circle=t.circle,
            circle_words=t.get_circle_display(),
            quality=t.quality,
            quality_words=t.get_quality_display(),
            direction=t.direction,
            direction_words=t.get_direction_display(),
            words=t.words,
            source=t.source,
        )
        for t in as_one(
            Tie.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), person__in=list(person_ids))
            .select_related("person", "other")
            .order_by("id"),
            one or {},
            "person",
            "other",
        )
    ]


def professionals_of(person_ids: Iterable[UUID], *, on: date, one: dict[UUID, Person] | None = None) -> list[ProfessionalSeen]:
    """Return the schools and professionals around some persons, the present ones first. One query."""
    seen = [
        ProfessionalSeen(
            id=p.pk,
            person_id=p.person_id,
            person=p.person.name,
            kind=p.kind,
            kind_words=p.get_kind_display(),
            name=p.name,
            organisation=p.organisation,
            telephone=p.telephone,
            email=p.email,
            starts_on=p.starts_on,
            ends_on=p.ends_on,
            current=p.ends_on is None or p.ends_on > on,
        )
        for p in as_one(
            Professional.objects.filter(person__in=list(person_ids)).select_related("person").order_by("-ends_on", "kind", "id"),
            one or {},
        )
    ]
    return sorted(seen, key=lambda p: not p.current)


def _risks(family_id: UUID, on: date, one: dict[UUID, Person]) -> list[RiskSeen]:
    """Return who may pose a risk to the family's children, for whoever reads such statements. Two queries."""
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
    def of(cls, ids: list[UUID], one: dict[UUID, Person]) -> "_Details":
        names: dict[UUID, list[str]] = {}
        for n in as_one(OtherName.objects.filter(person__in=ids).order_by("id"), one):
            names.setdefault(n.person_id, []).append(f"{n.forename} {n.surname}".strip() + f" ({n.get_kind_display().lower()})")
        numbers: dict[UUID, list[tuple[str, str, bool]]] = {}
        for i in as_one(Identifier.objects.filter(person__in=ids, ends_on__isnull=True).order_by("kind"), one):
            numbers.setdefault(i.person_id, []).append((i.get_kind_display(), i.value, i.valid))
        places: dict[UUID, list[Place]] = {}
        for a in as_one(Address.objects.filter(person__in=ids).order_by("-id"), one):
            places.setdefault(a.person_id, []).append(Place(a.lines, a.postcode, a.ends_on is None))
        contacts: dict[UUID, list[Contact]] = {}
        present = ContactDetail.objects.filter(person__in=ids, ends_on__isnull=True).order_by("kind", "id")
        for c in as_one(present, one):
            contacts.setdefault(c.person_id, []).append(Contact(c.pk, c.kind, c.value, c.safe, c.get_safe_display(), c.safe_note))
        hidden = {one[record].pk if record in one else record for record in people_without_addresses()}
        return cls(names, numbers, places, contacts, hidden)


def people_without_addresses() -> set[UUID]:
    """Return the persons whose whereabouts the actor may not see, because they are also in a restricted family."""
    with connection.cursor() as cursor:
        cursor.execute("select access_people_without_addresses()")
        return {row[0] for row in cursor.fetchall()}


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
