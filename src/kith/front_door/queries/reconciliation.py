"""What became of everything received on a day, counted over every row, restricted ones included. Run as the service
*evidence*."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from kith.front_door.local_model import model_for
from kith.front_door.models import Door, Feedback, Receipt, RefusedLine, Request
from kith.kernel.time import LONDON


@dataclass(frozen=True)
class Reconciled:
    """One channel on one day: received, opened, decided, told, refused, and what is missing."""

    door: str
    channel: str
    received: int
    searched: int
    decided: int
    told: int
    missing: list[str]


def reconciliation(area_id: UUID, day: date) -> list[Reconciled]:
    """Return, for each door and channel, what became of the requests received on a London day. Nothing is left out in silence.

    ``missing`` lists receipt numbers for which no request is seen: a receipt without its request would be a loss.
    """
    start = datetime.combine(day, time.min, LONDON)
    end = datetime.combine(day + timedelta(days=1), time.min, LONDON)
    receipts = list(Receipt.objects.filter(area_id=area_id, received_at__gte=start, received_at__lt=end))
    requests = {
        row["id"]: row
        for row in Request.objects.filter(pk__in=[each.request_id for each in receipts]).values(
            "id", "state", "searched_at", "decided_at"
        )
    }
    searched = {key for key, row in requests.items() if row["searched_at"]}
    decided = {key for key, row in requests.items() if row["decided_at"]}
    told = set(Feedback.objects.filter(request__in=list(requests)).values_list("request_id", flat=True))
    rows: dict[tuple[str, str], list[Receipt]] = defaultdict(list)
    for each in receipts:
        rows[each.door, each.channel].append(each)
    channels = model_for(area_id, day).channels(day) if receipts else {}
    found = [
        Reconciled(
            door=str(Door(door).label),
            channel=channels[channel].name if channel in channels else channel,
            received=len(each),
            searched=sum(1 for r in each if r.request_id in searched),
            decided=sum(1 for r in each if r.request_id in decided),
            told=sum(1 for r in each if r.request_id in told),
            missing=[r.number for r in each if r.request_id not in requests],
        )
        for (door, channel), each in sorted(rows.items())
    ]
    refused = RefusedLine.objects.filter(area_id=area_id, received_at__gte=start, received_at__lt=end)
    lines = refused.count()
    if lines:
        waiting = refused.filter(dealt_with_at__isnull=True).count()
        found.append(
            Reconciled(
                door="Lines that could not be read",
                channel="",
                received=lines,
                searched=0,
                decided=lines - waiting,
                told=0,
                missing=[],
            )
        )
    return found
