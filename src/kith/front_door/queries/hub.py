"""Questions put to the bodies of a hub."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from kith.access.identity import current_identity
from kith.access.sight import Part, parts_of
from kith.front_door.hub_bodies import hub_bodies
from kith.front_door.models import HubQuestion
from kith.kernel.paging import Page, Place, Source, page_of


@dataclass(frozen=True)
class HubPage:
    """Questions put to a hub's bodies: who responded, who is outstanding, who holds nothing, counted over all of them."""

    questions: Page[HubQuestion]
    groups: int
    bodies: int
    by_body: list[tuple[str, int, int, int, str, str]]
    """Each body with how many answered, are outstanding and hold nothing, whether it was asked, and the group it counts in."""


def hub_page(area_id: UUID, *, now: datetime, place: Place | None = None) -> HubPage:
    """Return the questions the actor may see: a partner those put to their agency, the front door all. Counts per body (B-13);
    to the front door a body that was asked nothing stands as *not asked*.

    Outstanding questions first, those due soonest on top.
    """
    bodies = hub_bodies(area_id, now=now)
    asked = HubQuestion.objects.filter(area_id=area_id)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for name, state, number in asked.order_by().values_list("body_name", "state").annotate(number=Count("pk")):
        counted[name][state] += number
    if Part.HUB in parts_of(current_identity().roles):
        counted |= {body.name: Counter() for body in bodies if body.name not in counted}
    group_of = {body.name: body.group for body in bodies}
    by_body = [
        (
            name,
            states["responded"],
            states["outstanding"],
            states["nothing_held"],
            "" if states else "Not asked",
            group_of.get(name, "No longer of this hub"),
        )
        for name, states in sorted(counted.items(), key=lambda each: (group_of.get(each[0], "\uffff"), each[0]))
    ]
    listed: Source[HubQuestion] = Source(asked.prefetch_related("answers"), ("-waits", "due_at", "asked_at", "id"))
    return HubPage(
        questions=page_of(listed, place=place, name="questions"),
        groups=len({each.group for each in bodies}),
        bodies=len(bodies),
        by_body=by_body,
    )
