"""Which bodies an area's hub has: those its practice model lists, those its administrator has named, and who answers for each.

The model says which bodies there are to be; the administrator says which agency answers for one, and whose people. A body of
the model that no agency answers for is called by the front door, which records its answer.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kith.front_door.local_model import model_for
from kith.kernel.time import london_date
from kith.organisations.models import Agency, HubBody, Membership, Role, Team
from kith.practice_model.queries import NoModelInForce


@dataclass(frozen=True)
class Body:
    """One body of a hub, and who answers for it."""

    key: str
    name: str
    group: str
    agency: Agency | None = None
    team: Team | None = None
    answers_here: bool = False
    """Whether anyone of the agency (and team) is a hub partner in this area today, and so answers in Kith."""

    @property
    def words(self) -> str:
        """The body as a list shows it: its group first, where it does not stand alone."""
        return f"{self.group}: {self.name}" if self.group and self.group != self.name else self.name


def hub_bodies(area_id: UUID, *, now: datetime) -> list[Body]:
    """Return the bodies of an area's hub on a day, the model's first and in its order. Three small queries."""
    today = london_date(now)
    holds = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    named = {
        each.key: each
        for each in HubBody.objects.filter(holds, area_id=area_id).select_related("agency", "team").order_by("group", "name")
    }
    partners = set(
        Membership.objects.filter(holds, area_id=area_id, role=Role.HUB_PARTNER, practitioner__user__is_active=True).values_list(
            "practitioner__agency_id", "team_id"
        )
    )
    try:
        listed = model_for(area_id, today).hub_bodies
    except NoModelInForce:
        listed = {}

    def of(each: HubBody) -> Body:
        answers = any(agency == each.agency_id and (each.team_id is None or team == each.team_id) for agency, team in partners)
        return Body(each.key, each.name, each.group, each.agency, each.team, answers)

    found = [of(named.pop(key)) if key in named else Body(key, body.name, body.group) for key, body in listed.items()]
    return found + [of(each) for each in named.values()]
