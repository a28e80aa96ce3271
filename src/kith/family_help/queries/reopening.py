"""Help that ended last, for who asks whether it was ended by mistake."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.family_help.models import Episode, LeadAssignment, StepDecision
from kith.family_help.queries.who_decides import may_take
from kith.kernel.refusals import NotFound


@dataclass(frozen=True)
class EndedHelp:
    """What would be reopened: whose help, the decision that ended it, and who led then."""

    episode: Episode
    ended: StepDecision
    children: list[str]
    lead: LeadAssignment | None


def may_reopen(now: datetime) -> bool:
    """Say whether the actor may reopen help by the area's model."""
    return may_take("reopen_episode", now=now).allowed


def ended_help(family_id: UUID) -> EndedHelp:
    """Return the family's help that ended last. Raises :class:`NotFound` where none ended by a decision."""
    episode = Episode.objects.filter(family_id=family_id, closed_on__isnull=False).order_by("-closed_on", "-opened_at").first()
    ended = ending_of(episode) if episode else None
    if episode is None or ended is None:
        raise NotFound
    return EndedHelp(
        episode=episode,
        ended=ended,
        children=[each.person.name for each in ended.children.select_related("person").order_by("id")],
        lead=last_lead(episode),
    )


def ending_of(episode: Episode) -> StepDecision | None:
    """Return the decision with which the last child left a closed episode."""
    closings = episode.steps.filter(kind=StepDecision.Kind.CLOSE, state=StepDecision.State.IN_EFFECT)
    return closings.select_related("decided_by").order_by("-in_effect_at", "-id").first()


def last_lead(episode: Episode) -> LeadAssignment | None:
    """Return the turn of who led on the day a closed episode closed; ``None`` when nobody did."""
    turns = episode.leads.select_related("practitioner__agency").filter(state=LeadAssignment.State.ACCEPTED)
    return turns.filter(ends_on=episode.closed_on).order_by("-starts_on", "-answered_at").first()
