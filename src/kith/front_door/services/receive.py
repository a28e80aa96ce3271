"""Receiving a request: it is stored, its clock starts, it has a receipt, and the search for the family is deferred."""

import hashlib
from datetime import datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.front_door import tasks
from kith.front_door.body import FieldProblem, RequestBody, Unnamed, hash_of_body
from kith.front_door.bursts import Burst
from kith.front_door.clocks import decision_due
from kith.front_door.cues import may_be_urgent
from kith.front_door.local_model import model_for
from kith.front_door.models import (
    DangerSaid,
    Door,
    InBurst,
    Notice,
    Receipt,
    RefusedLine,
)
from kith.front_door.refusals import AreaNotLive, NotYet
from kith.front_door.rules import channel_for
from kith.front_door.services import clocks
from kith.front_door.services.look import write_keys
from kith.front_door.services.receipts import earlier_receipt, receipt_number, replayed, sender_key_of
from kith.front_door.services.storing import store_people, store_request, store_sender
from kith.kernel.ids import uuid7
from kith.kernel.time import london_date
from kith.organisations.models import Area, Team
from kith.practice_model.queries import NoModelInForce
from kith.practice_model.rules import Model

LONGEST_TEXT_KEPT = 100_000

FROM_OUTSIDE = (Door.API, Door.PUBLIC)
"""Doors at which no worker of the area stands."""


def receive_request(
    *,
    body: RequestBody,
    door: str,
    received_at: datetime,
    now: datetime,
    idempotency_key: str = "",
    burst: Burst | None = None,
) -> Receipt:
    """Store a request and return its receipt; the same request sent again returns the first receipt.

    Args:
        body: what was sent, already read (:func:`kith.front_door.body.read_body`).
        door: ``api``, ``web``, ``bulk`` or ``public``.
        received_at: when the area received it; starts the clock. Not later than ``now``.
        idempotency_key: the sender's key for this very sending, or empty.
        burst: what it belongs to when its sender is beyond the pace. It is received like any other; in the queue it stands in one
            line with what repeats it, and a danger that says something of its own stands and is told of by itself (``bursts``).

    Raises:
        ReferenceUsed, KeyUsed: the reference or key already stands for a different request.
        AreaNotLive: it comes from outside, and the area has not been taken live.
        ChannelNotOpen, BypassesTheQueue: the channel may not be used here.

    The actor is whoever sends: an API client, a practitioner who writes down a call, a visitor, or the intake service.
    Sources: design §7; practice P-3, P-12; ledger B-09, B-10, B-21.
    """
    identity = current_identity()
    if received_at > now:
        raise NotYet("The time it was received has not come yet. Give the time it was received, not later than now.")
    sender_key, body_hash = sender_key_of(identity, door, body), hash_of_body(body)
    earlier = earlier_receipt(identity, sender_key, body.reference, idempotency_key)
    if earlier is not None:
        return replayed(earlier, body, body_hash, idempotency_key)
    if door in FROM_OUTSIDE:
        refuse_unless_live(identity.area_id, now=now)
    model = model_for(identity.area_id, london_date(received_at))
    channel = channel_for(model, body.channel, london_date(received_at))
    due = decision_due(model, channel, received_at)
    request_id = uuid7()
    number = receipt_number(request_id.int)
    in_danger = body.in_danger == DangerSaid.YES
    receipt = Receipt(
        area_id=identity.area_id,
        request_id=request_id,
        number=number,
        sender=identity.actor,
        sender_key=sender_key,
        reference=body.reference,
        idempotency_key=idempotency_key,
        body_hash=body_hash,
        door=door,
        channel=channel,
        urgent=in_danger,
        received_at=received_at,
        decide_by=due.at if due else None,
    )
    receipt.save(force_insert=True)
    request = store_request(body, receipt, rule=_rule_in_words(model), burst=burst, now=now)
    clocks.request_received(request, due, model, now=now)
    store_sender(request, body, identity)
    write_keys(request, store_people(request, body))
    if in_danger and (burst is None or burst.tells):
        many = _one_of_many(burst)
        Notice(
            area_id=identity.area_id,
            kind=Notice.Kind.DANGER,
            request_id=request_id,
            words=f"Request {number}: someone may be being hurt now. Open it first.{many}",
            at=now,
        ).save(force_insert=True)
    tasks.defer_look_for_family(request_id=request_id, area_id=identity.area_id)
    return receipt


def refuse_unless_live(area_id: UUID, *, now: datetime) -> None:
    """Raise :class:`AreaNotLive` for an area that is not live, not yet or no longer, saying where to turn instead."""
    area = Area.objects.filter(pk=area_id, live_at__isnull=True).first()
    if area is None:
        return
    called = Team.objects.filter(area=area, kind=Team.Kind.FRONT_DOOR, ends_on__isnull=True).exclude(telephone="")
    number = called.order_by("name").values_list("telephone", flat=True).first()
    raise AreaNotLive(
        f"{area.name} does not take requests through Kith {'now' if area.not_live_since else 'yet'}, so nothing was kept."
        " If a child is in danger now, call 999. "
        + (f"Call its front door on {number}." if number else "Call the council’s children’s services.")
        + _at_night(area_id, now)
    )


def _at_night(area_id: UUID, now: datetime) -> str:
    try:
        number = model_for(area_id, london_date(now)).out_of_hours_number
    except NoModelInForce:
        return ""
    return f" At night, at weekends and on bank holidays call {number}." if number else ""


def refuse_line(
    *,
    text: str,
    line: int,
    reference: str,
    problems: list[FieldProblem],
    received_at: datetime,
    now: datetime,
) -> RefusedLine:
    """Keep a line that could not be read, for a duty worker. The same line again is kept once. Ledger: nothing lost.

    Of an anonymous sender nothing is kept that names them (practice P-4), neither in the line nor in what is said of it.
    """
    identity = current_identity()
    unnamed = Unnamed(text)
    text = unnamed.text
    readable = text.replace("\x00", "�").encode("utf-8", "replace").decode("utf-8")[:LONGEST_TEXT_KEPT]
    text_hash = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    held = RefusedLine.objects.filter(area_id=identity.area_id, text_hash=text_hash).first()
    if held is not None:
        return held
    urgent = may_be_urgent(readable)
    refused = RefusedLine(
        area_id=identity.area_id,
        reference=_storable(reference)[:64],
        line=line,
        text=readable,
        text_hash=text_hash,
        problems=[problem.model_copy(update={"problem": unnamed.of(problem.problem)}).model_dump() for problem in problems],
        may_be_urgent=urgent,
        received_at=received_at,
    )
    refused.save(force_insert=True)
    if urgent:
        Notice(
            area_id=identity.area_id,
            kind=Notice.Kind.DANGER,
            words="A line of a file could not be read and may be urgent. Read it now, under lines that could not be read.",
            at=now,
        ).save(force_insert=True)
    return refused


def _one_of_many(burst: Burst | None) -> str:
    if burst is None:
        return ""
    if burst.standing == InBurst.APART:
        return " It came among many sent at once from one place, and says something that none of them said."
    return " It is one of many sent at once from one place: read them all."


def _storable(text: str) -> str:
    return text.replace("\x00", "�").encode("utf-8", "replace").decode("utf-8")


def _rule_in_words(model: Model) -> str:
    limit = model.limit("decision")
    if limit is None:
        return f"{model.document.name} has not set a time limit for the decision."
    return f"{limit.name} ({limit.source})"[:200]
