"""The banner on every page about a family, put together from what the rooms say."""

from typing import Any

from kith.design.words import due, due_state
from kith.kernel.time import london_date
from kith.workbench.about import Subject
from kith.workbench.rooms import rooms


def banner_of(family: Subject) -> dict[str, Any] | None:
    """Return a family's banner as the design's ``family_banner`` takes it,
    or ``None`` when no room shows the family to the actor."""
    said = [part for room in rooms() if room.banner and (part := room.banner(family))]
    named = next((part for part in said if part.name), None)
    if named is None:
        return None
    found = {
        "name": named.name,
        "href": named.href,
        "restricted": any(part.restricted for part in said),
        "members": [member for part in said for member in part.members],
        "hazards": [hazard for part in said for hazard in part.hazards],
        "interpreter": next((part.interpreter for part in said if part.interpreter), ""),
        "other": [fact for part in said for fact in part.other],
        "lead": next((part.lead for part in said if part.lead), None),
        "safety_plan": next((part.safety_plan for part in said if part.safety_plan), None),
        "on_duty": next((part.on_duty for part in said if part.on_duty), None),
    }
    next_due = min((part.next_due for part in said if part.next_due), key=lambda each: each.on, default=None)
    if next_due:
        today = london_date(family.now)
        found["next_due"] = {
            "text": f"{next_due.what}, {due(next_due.on, today)}",
            "state": due_state(next_due.on, today),
            "href": next_due.href,
        }
    return found
