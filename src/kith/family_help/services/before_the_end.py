"""What is settled before help ends: no safety plan holds, and no alert waits for an answer."""

from uuid import UUID

from kith.design.words import the_date, the_datetime
from kith.family_help.models import DangerAlert, Episode
from kith.family_help.queries.safety import standing_plan
from kith.family_help.refusals import DangerUnanswered, SafetyPlanStands


def nothing_stands(episode: Episode, leaving: set[UUID]) -> None:
    """Refuse to close the episode while a safety plan holds or an alert waits: each is ended or answered first.

    Raises :class:`SafetyPlanStands`, :class:`DangerUnanswered`. Source: P-12.
    """
    if episode.children.filter(left_on__isnull=True).exclude(person_id__in=leaving).exists():
        return
    alert = DangerAlert.objects.filter(family_id=episode.family_id, answered_at__isnull=True).order_by("raised_at").first()
    if alert is not None:
        raise DangerUnanswered(
            f"{alert.raised_by_name} wrote on {the_datetime(alert.raised_at)} that a child may be in danger: “{alert.words}”."
            " There is no answer yet. Open “A child may be in danger now” on the family’s page and say what was done, then end"
            " help."
        )
    plan = standing_plan(episode.family_id)
    if plan is not None:
        raise SafetyPlanStands(
            f"A safety plan holds for this family, until {the_date(plan.until)}. End it first, and say why it is not needed"
            " any more."
        )
