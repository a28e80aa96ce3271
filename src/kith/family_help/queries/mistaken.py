"""Copies of a plan that were given while a relationship stood on the record that was never so (practice P-24)."""

from dataclasses import dataclass

from django.db.models import Q

from kith.family_help.models import PlanShare
from kith.people.models import Relationship
from kith.people.record.kinship import word_for
from kith.people.record.records import records_of
from kith.workbench.about import Subject


@dataclass(frozen=True)
class CopyGiven:
    """A copy that somebody was given while they were recorded as what they never were. ``share`` says when, how and by whom."""

    share: PlanShare
    was: str
    """What they were recorded as, of whom."""
    because: str


def copies_on_strength(about: Subject) -> list[CopyGiven] | None:
    """Return the copies given on the strength of relationships of a person that were recorded by mistake, newest first.

    ``None`` when nothing about the person was recorded by mistake. Two queries.
    """
    ids = records_of(about.id)
    mistaken = list(
        Relationship.every.filter(Q(person__in=ids) | Q(other__in=ids), mistaken_at__isnull=False).select_related(
            "person", "other"
        )
    )
    if not mistaken:
        return None
    readers = PlanShare.objects.filter(person__in={row.person_id for row in mistaken}).select_related("person", "shared_by")
    return [
        CopyGiven(share, f"{word_for(row.kind, row.person.sex, row.union)} of {row.other.name}", row.mistaken_because)
        for share in readers.order_by("-shared_at", "-id")
        for row in mistaken
        if share.person_id == row.person_id and row.mistaken_at and share.shared_at <= row.mistaken_at
    ]
