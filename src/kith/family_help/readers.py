"""Who may read which part of a plan (practice decisions P-9, P-10, P-5): the reader is a person, never "the family"."""

from dataclasses import dataclass
from uuid import UUID

from kith.family_help.models import Action, Plan
from kith.people.models import FamilyMember, Person, Relationship


@dataclass(frozen=True)
class Reader:
    """A reader of a plan: a ``child`` it is for, a ``parent`` with parental responsibility, or a member of the ``network``."""

    person: Person
    kind: str
    about: frozenset[UUID]
    in_family: bool

    def reads_goal_of(self, person_id: UUID | None) -> bool:
        """Return whether this reader reads a goal: the family's if they belong to it, their own, and of children in their care.

        A goal about another adult is never read by another member of the family: its reasons are that adult's own (P-5).
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
