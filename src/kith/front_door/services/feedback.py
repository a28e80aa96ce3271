"""Telling those who asked, and have no system of their own (practice P-4)."""

from datetime import datetime

from kith.front_door.models import Feedback, Request
from kith.front_door.refusals import NothingToTell
from kith.front_door.services import clocks
from kith.front_door.services.authority import practitioner
from kith.kernel.said import says_nothing


def give_feedback(*, request: Request, told_how: str, now: datetime) -> Feedback:
    """Write how and when the sender was told of the outcome. What they may be told was written with the decision."""
    held = Feedback.objects.filter(request=request).order_by("-given_at", "-id").first()
    if held is None:
        raise NothingToTell("Decide first: the words for the sender come with the decision.")
    if says_nothing(told_how):
        raise NothingToTell("Say how you told them, in the way they said is safe.", field="told_how")
    given = Feedback.objects.create(
        area_id=held.area_id,
        request=request,
        to_professional=held.to_professional,
        outcomes=held.outcomes,
        level=held.level,
        reason=held.reason,
        next_step=held.next_step,
        episode=held.episode,
        given_by=practitioner(),
        given_at=now,
        told_how=told_how.strip()[:200],
    )
    clocks.sender_told(request, now=now)
    return given
