"""The pace of public forms: slowed, never refused (practice P-3). What is beyond it is received like any other, with its receipt.

Counted by address and by form (``access.limits``). A child may send from the same school or home as a flood does: so nothing is turned
away and no danger is hidden. What is beyond the pace stands in the queue as one line, at the place of its most urgent request.
"""

from uuid import UUID, uuid5

from kith.access.limits import Try, take
from kith.front_door.services import Burst


def burst_of(*, area_id: UUID, kind: str, address: str) -> Burst | None:
    """Count a form that is sent, and return the burst it belongs to when it is beyond the pace; ``None`` within it.

    One address is counted first, so that its flood does not use up what the form takes from everybody else.
    """
    for tried in (take("public_form_address", area_id, address), take("public_form", area_id, kind)):
        if not tried.allowed:
            return _burst(area_id, tried)
    return None


def _burst(area_id: UUID, tried: Try) -> Burst:
    """Return the burst of a count: the same for all that one place sends until the count begins anew."""
    burst = uuid5(area_id, f"{tried.limit} {tried.key} {tried.until.isoformat()}")
    return Burst(id=burst, is_first_alert=lambda: take("public_form_alert", burst).allowed)
