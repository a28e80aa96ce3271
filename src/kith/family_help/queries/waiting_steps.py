"""Steps that wait for a lead whom nobody is asked to be any more."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kith.family_help.models import Episode, LeadAssignment, StepDecision
from kith.family_help.queries.work import IN_DANGER, in_order_of_danger
from kith.kernel.paging import Source
from kith.kernel.time import london_date


@dataclass(frozen=True)
class StepWithoutLead:
    """A step that waits: what was decided, when, and what its lead answered."""

    family_id: UUID
    family_name: str
    what: str
    decided_on: date
    answer: str
    in_danger: bool


def steps_without_lead() -> QuerySet[StepDecision]:
    """Return the steps that wait although the question to their lead was declined or taken back."""
    return StepDecision.objects.filter(state=StepDecision.State.WAITING).exclude(
        receiving_lead__state=LeadAssignment.State.PROPOSED
    )


def waiting_step_of(episode: Episode) -> StepDecision | None:
    """Return the newest step of an episode that waits for a lead, asked or not."""
    return (
        StepDecision.objects.select_related("receiving_lead")
        .filter(episode=episode, state=StepDecision.State.WAITING)
        .order_by("decided_at")
        .last()
    )


def families_whose_step_waits(area_id: UUID) -> Source[StepWithoutLead]:
    """Return the families of an area whose step waits for a lead whom nobody is asked to be, nearest to danger first."""
    waiting = steps_without_lead().filter(episode=OuterRef("pk"))
    rows = Episode.objects.filter(Exists(waiting), area_id=area_id, closed_on__isnull=True)

    def show(found: list[Episode]) -> list[StepWithoutLead]:
        steps = {
            step.episode_id: step
            for step in steps_without_lead()
            .select_related("family", "receiving_lead__practitioner")
            .filter(episode__in=[each.pk for each in found])
            .order_by("decided_at")
        }
        return [_shown(steps[each.pk], each.danger == IN_DANGER) for each in found]  # type: ignore[attr-defined]

    return Source(in_order_of_danger(rows), ("-danger", "opened_at", "id"), show)


def _shown(step: StepDecision, in_danger: bool) -> StepWithoutLead:
    lead = step.receiving_lead
    return StepWithoutLead(
        family_id=step.family_id,
        family_name=step.family.name,
        what=step.get_kind_display(),
        decided_on=london_date(step.decided_at),
        answer=f"{lead.practitioner.name}: {lead.get_state_display().lower()}. “{lead.answer}”" if lead else "",
        in_danger=in_danger,
    )
