"""How people are related, and who and what is around them, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from kith.people.models import Person, Professional, Relationship, RelationshipKind, Tie
from kith.people.record.kinship import word_back, word_for
from kith.people.record.records import as_one

_PARENTAL = {RelationshipKind.MOTHER, RelationshipKind.FATHER}


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
class TieSeen:
    """A connection between a member and a person or thing around them. The codes are values of ``people.models.Tie``."""

    id: UUID
    person_id: UUID
    person: str
    other_id: UUID | None
    other: str
    """The name of a person on record, or who or what it is."""
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
    """Return the present ties of some persons; ``one`` gives the person that each record is shown as. One query."""
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
