"""Who is on duty."""

from datetime import datetime

from kith.access.identity import current_identity
from kith.organisations.models import DutyTurn, Practitioner, Team


def on_duty(now: datetime) -> Practitioner | None:
    """Return who is on duty in the area acted in: the front door or child protection team by day, out of hours by night."""
    turns = DutyTurn.objects.select_related("practitioner", "team").filter(
        area_id=current_identity().area_id, starts_at__lte=now, ends_at__gt=now
    )
    order: list[str] = [
        Team.Kind.FRONT_DOOR,
        Team.Kind.CHILD_PROTECTION,
        Team.Kind.OUT_OF_HOURS,
        Team.Kind.FAMILY_HELP,
        Team.Kind.HUB,
    ]
    ranked = sorted(turns, key=lambda turn: order.index(turn.team.kind) if turn.team.kind in order else len(order))
    return ranked[0].practitioner if ranked else None
