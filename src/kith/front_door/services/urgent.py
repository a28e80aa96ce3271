"""A child may be in danger now: raised by anybody at the front door, before anything else is filled in (practice P-12)."""

from datetime import datetime

from kith.access.identity import current_identity
from kith.front_door.local_model import model_for
from kith.front_door.models import Notice, RefusedLine, Request
from kith.front_door.refusals import WordsNeeded
from kith.front_door.services import clocks
from kith.front_door.services.authority import FRONT_DOOR_ROLES, practitioner, roles
from kith.front_door.states import REQUEST
from kith.kernel.refusals import NotPermitted
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date


def raise_urgent(*, request: Request, words: str, now: datetime) -> Request:
    """Put a request on top and tell everybody on duty. Needs words and nothing else."""
    if not words.strip():
        raise WordsNeeded("Say in a few words what the danger is.")
    identity = current_identity()
    request.urgent, request.urgent_words = True, words.strip()
    request.urgent_by, request.urgent_at = identity.name[:160], now
    request.lowered_words, request.lowered_by, request.lowered_at = "", "", None
    # What is raised after the decision, or while nobody has answered, is new: it is read first again.
    request.state = REQUEST.after(request.state, "raise_urgent")
    request.save(
        update_fields=[
            *("urgent", "urgent_words", "urgent_by", "urgent_at", "state"),
            *("lowered_words", "lowered_by", "lowered_at"),
        ]
    )
    clocks.danger_raised(request, model_for(request.area_id, london_date(now)), now=now)
    Notice(
        area_id=request.area_id,
        kind=Notice.Kind.DANGER,
        request_id=request.id,
        words=f"Request {request.number}: {words.strip()}",
        at=now,
    ).save(force_insert=True)
    return request


def lower_danger(*, request: Request, reason: str, now: datetime) -> Request:
    """Take a request from the top of the queue: a worker has read it and says why no child is in danger now.

    Nothing but a worker lowers a request (practice P-22); it goes on waiting for its decision, and its words, the sender's
    answer and who lowered it stay on it. Raises ``WordsNeeded`` without a reason, ``NotPermitted`` for anybody but a front door
    role.
    """
    who = practitioner()
    if not roles() & FRONT_DOOR_ROLES:
        raise NotPermitted("Only a worker at the front door can say this. Tell them what you know.")
    if says_nothing(reason):
        raise WordsNeeded("Say what you found out, and from whom.", field="words")
    request.urgent = False
    request.lowered_words, request.lowered_by, request.lowered_at = reason.strip(), who.name[:160], now
    request.save(update_fields=["urgent", "lowered_words", "lowered_by", "lowered_at"])
    clocks.danger_lowered(request, now=now)
    Notice.objects.filter(request_id=request.id, kind=Notice.Kind.DANGER, seen_at__isnull=True).update(seen_at=now, seen_by=who)
    return request


def see_notice(*, notice: Notice, now: datetime) -> Notice:
    """Mark a notice as seen by whoever acts."""
    notice.seen_at, notice.seen_by = now, practitioner()
    notice.save(update_fields=["seen_at", "seen_by"])
    return notice


def deal_with_refused_line(*, line: RefusedLine, words: str, now: datetime) -> RefusedLine:
    """Write what was done about a line that could not be read."""
    if not words.strip():
        raise WordsNeeded("Write what you did about it.")
    line.dealt_with, line.dealt_with_by, line.dealt_with_at = words.strip(), practitioner(), now
    line.save(update_fields=["dealt_with", "dealt_with_by", "dealt_with_at"])
    return line
