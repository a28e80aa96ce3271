"""Who may read which part of a plan (practice decisions P-9, P-10, P-5): the reader is a person, never "the family"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kith.family_help.models import Action, Plan
from kith.people.models import Address, FamilyMember, Person, Relationship
from kith.people.record.family import family_picture
from kith.people.record.reader_copy import as_seen_by, gives_away, words_to_keep_from

KEPT_PRIVATE = "(kept private)"


@dataclass(frozen=True)
class Reader:
    """A reader of a plan: a ``child`` it is for, a ``parent`` with parental responsibility, or somebody of the ``network``."""

    person: Person
    kind: str
    about: frozenset[UUID]
    in_family: bool

    def reads_goal_of(self, person_id: UUID | None) -> bool:
        """Return whether this reader reads a goal: the family's if they belong to it, their own, and of children in their care.

        A goal about another adult is never read by anybody else in the family: its reasons are that adult's own (P-5).
        """
        if self.kind == "network":
            return False
        if person_id is None:
            return self.in_family
        return person_id == self.person.id or person_id in self.about


def reader_of(plan: Plan, person_id: UUID) -> Reader | None:
    """Return how a person may read a plan, or ``None`` when they may not."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return None
    subjects = set(plan.episode.children.filter(left_on__isnull=True).values_list("person_id", flat=True)) or set(
        plan.children.values_list("person_id", flat=True)
    )
    in_family = FamilyMember.objects.filter(family_id=plan.family_id, person=person, ends_on__isnull=True).exists()
    if person_id in subjects:
        return Reader(person, "child", frozenset({person_id}), in_family)
    cared_for = frozenset(
        Relationship.objects.filter(
            person=person, other_id__in=subjects, parental_responsibility=True, ends_on__isnull=True
        ).values_list("other_id", flat=True)
    )
    if cared_for:
        return Reader(person, "parent", cared_for, in_family)
    if Action.objects.filter(goal__plan=plan, owner_person=person).exists():
        return Reader(person, "network", frozenset(), in_family)
    return None


@dataclass(frozen=True)
class Curtain:
    """What is kept from one reader: texts to take out of everything they get, and people who must not appear."""

    kept: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    hidden_people: frozenset[UUID]

    def __call__(self, text: str) -> str:
        """Return the text with everything protected replaced; kept back whole when something could still be read out of it."""
        for pattern in self.patterns:
            text = pattern.sub(KEPT_PRIVATE, text)
        return KEPT_PRIVATE if self.kept and gives_away(text, set(self.kept)) else text


def curtain_for(family_id: UUID, reader: Person) -> Curtain:
    """Return what must be kept from a reader, from the protections set about anyone in the family (P-9).

    Every line of a protected address counts, not only the whole of it; what the reader's own address also says (the town) does not.
    """
    picture = family_picture(family_id)
    kept = words_to_keep_from(picture, reader.id)
    known = {_squeezed(piece) for row in Address.objects.filter(person=reader) for piece in _pieces(row.lines)}
    pieces = {piece for words in kept for piece in _pieces(words) if _squeezed(piece) not in known}
    words = {each for each in kept | pieces if len(_squeezed(each)) > 3}
    copy = as_seen_by(picture, reader.id)
    shown = {member.id for member in [*copy.members, *copy.former_members]}
    gone = {member.id for member in [*picture.members, *picture.former_members]} - shown
    return Curtain(
        frozenset(words),
        tuple(_pattern(each) for each in sorted(words, key=len, reverse=True)),
        frozenset(gone),
    )


def _pieces(address: str) -> Iterable[str]:
    yield from (piece.strip() for piece in re.split(r"[,\n]", address) if piece.strip())


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _pattern(words: str) -> re.Pattern[str]:
    """Match the letters and digits of ``words`` however they are spaced or punctuated."""
    return re.compile(r"(?<!\w)" + r"\W*".join(re.escape(each) for each in _squeezed(words)) + r"(?!\w)", re.IGNORECASE)
