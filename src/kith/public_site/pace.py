"""The pace of public forms: slowed, never refused (practice P-3). What is beyond it is received like any other, with its receipt.

Counted by address and by form (``access.limits``). A child may send from the same school or home as a flood does: so nothing is
turned away and no danger is hidden. What is beyond the pace stands in the queue as one line, but a danger that says something of
its own (``front_door.bursts``) stands on its own line and tells whoever is on duty.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid5

from kith.access.limits import Try, take, take_all
from kith.front_door.body import RequestBody
from kith.front_door.bursts import Burst, danger_in, what_is_said
from kith.front_door.models import Danger, InBurst


@contextmanager
def paced(*, area_id: UUID, kind: str, address: str, body: RequestBody) -> Iterator[Burst | None]:
    """Count a form that is sent, and give the burst it belongs to when it is beyond the pace; ``None`` within it.

    When what is done with it fails, what it said counts as not said: sent again, it is the first to say so again.
    """
    beyond = _beyond(area_id, kind, address)
    if beyond is None:
        yield None
        return
    burst, counted = _standing(area_id, beyond, address, body)
    try:
        yield burst
    except BaseException:
        for each in counted:
            each.give_back()
        raise


def _beyond(area_id: UUID, kind: str, address: str) -> Try | None:
    """Count a form by its address, and within the address's pace by its form. Return the count it is beyond.

    The address is counted first, so that its flood does not use up what the form takes from everybody else. Once the form is
    beyond its pace all that is beyond any pace is one burst, so that a flood from many addresses is not many lines.
    """
    address_tried, form_tried = take("public_form_address", area_id, address), take("public_form", area_id, kind)
    if not form_tried.allowed:
        return form_tried
    if address_tried.allowed:
        return None
    form_tried.give_back()
    return address_tried


def _standing(area_id: UUID, beyond: Try, address: str, body: RequestBody) -> tuple[Burst, list[Try]]:
    """Return how a form stands in its burst, with the counts that say so. The burst is the same until its count begins anew."""
    burst_id = uuid5(area_id, f"{beyond.limit} {beyond.key} {beyond.until.isoformat()}")
    danger = danger_in(body)
    counted = [take("public_form_said", burst_id, danger.value, what_is_said(body))]
    standing = InBurst.DIFFERENT if counted[0].allowed else InBurst.REPEAT
    if standing == InBurst.DIFFERENT and danger > Danger.NONE:
        room = take_all(
            {"public_form_apart": (area_id, address, danger.value), "public_form_apart_area": (area_id, danger.value)}
        )
        if room.refused is None:
            counted += room.counted
            standing = InBurst.APART
    tells = standing == InBurst.APART
    if danger == Danger.SAID and not tells:
        alert = take("public_form_alert", burst_id)
        tells = alert.allowed
        counted.append(alert)
    return Burst(id=burst_id, standing=standing, tells=tells), [each for each in counted if each.allowed]
