"""A child who comes back is known (P-33): help before, when, by whom, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from kith.calendars.rules import add_months
from kith.family_help.models import EpisodeChild, LeadAssignment
from kith.people.models import Person
from kith.practice_model.codes import labels


def _merged_with(people: list[UUID]) -> Any:
    """Return the record that each of some records was joined into, to stand within another query."""
    return Person.objects.filter(pk__in=people, merged_into__isnull=False).values("merged_into")


@dataclass(frozen=True)
class EarlierHelp:
    """Help that a child had and that has ended. ``returns``: it ended within the twelve months before."""

    person_id: UUID
    child: str
    family_id: UUID
    began: date
    ended: date
    by: str
    how: str
    returns: bool


def helped_before(people: Iterable[UUID], on: date) -> list[EarlierHelp]:
    """Return the help that some children had and that ended by a day, latest first. One query where there was none."""
    asked = list(people)
    one = Q(person__in=asked) | Q(person__merged_into__in=asked) | Q(person__in=_merged_with(asked))
    turns = (
        LeadAssignment.objects.filter(state=LeadAssignment.State.ACCEPTED).select_related("practitioner").order_by("starts_on")
    )
    rows = (
        EpisodeChild.objects.filter(one, left_on__isnull=False, left_on__lte=on)
        .select_related("person")
        .prefetch_related(Prefetch("episode__leads", turns))
        .order_by("-left_on", "-id")
    )
    reasons = labels("reason_for_closure")
    year_ago = add_months(on, -12)
    return [
        EarlierHelp(
            person_id=row.person_id,
            child=row.person.name,
            family_id=row.family_id,
            began=row.joined_on,
            ended=row.left_on,
            by=turn[-1].practitioner.name if (turn := list(row.episode.leads.all())) else "No one led",
            how=f"{row.closure_reason} {reasons.get(row.closure_reason, '')}".strip() or "How it ended is not recorded",
            returns=row.left_on >= year_ago,
        )
        for row in rows
        if row.left_on is not None
    ]
