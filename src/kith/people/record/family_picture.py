"""The picture of a family: who is in it and what a worker must know.

Everything here is plain values, never a live record, so that what was taken out cannot come back through a link.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kith.people.models import FamilyMember
from kith.people.models.places import one_line
from kith.people.record.relations import ProfessionalSeen, Related, TieSeen

_CHILDREN = {FamilyMember.Role.CHILD, FamilyMember.Role.UNBORN}


@dataclass(frozen=True)
class Place:
    """An address. ``current`` says whether the person lives there now."""

    lines: str
    postcode: str
    current: bool

    @property
    def words(self) -> str:
        return one_line(self.lines, self.postcode)


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
class RiskSeen:
    """A statement that a person, in the family or not, may pose a risk to its children. ``elsewhere``:
    in how many other families they are named."""

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
