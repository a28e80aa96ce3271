"""What this room puts on the day of a practitioner: requests in danger one by one, alerts, and what else waits."""

from collections.abc import Iterator

from django.urls import reverse

from kith.access.sight import Part
from kith.design.words import due, due_state, sentence
from kith.front_door.clocks import FEEDBACK
from kith.front_door.models import Danger, Request
from kith.front_door.queries import queue
from kith.front_door.queries.unsearched import count_unsearched
from kith.kernel.paging import Count, Source, count_of
from kith.kernel.terms import area_words
from kith.practice_model.my_day import no_model
from kith.practice_model.queries import NoModelInForce
from kith.tasks import queries as tasks
from kith.tasks.models import RunningClock
from kith.workbench.my_day import AT_THE_DOOR, COUNTED, MANAGERS, PartOfDay, Reader, Row, as_rows, whole
from kith.workbench.places import OfDay


def my_day(reader: Reader) -> Iterator[PartOfDay]:
    """Give the lists of this room."""
    if reader.sees(Part.FRONT_DOOR):
        yield from _requests(reader)
        yield _unsearched(reader)
        yield _to_tell(reader)
    source = queue.alerts(on_duty=reader.on_alert, but_requests=reader.sees(Part.FRONT_DOOR))
    yield reader.part(OfDay.ALERTS, "Alerts", "alerts", source, template="front_door/alerts.html")


def _requests(reader: Reader) -> list[PartOfDay]:
    """Requests in danger, one by one, and in one line each whatever else waits at the front door."""
    try:
        source = queue.waiting(reader.identity.area_id, now=reader.now, least=Danger.NOT_SURE)
        return [
            reader.part(OfDay.DANGER, "Requests to read first", "requests", as_rows(source, _request)),
            whole(OfDay.DOOR, area_words("{front_door_service}: requests"), _waiting(reader)),
        ]
    except NoModelInForce as refusal:
        return [whole(OfDay.DOOR, area_words("{front_door_service}: requests"), [no_model(refusal)])]


def _request(row: queue.QueueRow) -> Row:
    many = row.burst.number if row.burst else 0
    return {
        "title": f"{many} requests sent at once from one place" if row.burst else row.children or "No child named",
        "href": reverse("front_door:burst", args=[row.burst.id])
        if row.burst
        else reverse("front_door:request", args=[row.request.id]),
        "why": row.why_first or row.danger.label,
        "due": row.time_left,
        "state": "overdue",
        "action": "Read now",
    }


def _waiting(reader: Reader) -> list[Row]:
    area_id, roles = reader.identity.area_id, reader.identity.roles
    waits: list[tuple[Count, str, str, str, str]] = []
    if roles & AT_THE_DOOR:
        quiet = queue.counts(area_id).get(Danger.NONE, 0)
        waits.append((Count(quiet), "request", "requests", "to decide", "No one has said that a child is in danger."))
    lines = queue.unreadable(area_id)
    urgent = count_of([Source(lines.rows.filter(may_be_urgent=True), lines.order)], most=COUNTED)
    waits.append((urgent, "line", "lines", "of a file that may be urgent and could not be read", "Read them now."))
    if roles & MANAGERS:
        confirm = count_of([queue.to_confirm(area_id)], most=COUNTED)
        why = "Decided alone outside hours. You confirm it the next working day."
        waits.append((confirm, "decision", "decisions", "to confirm", why))
    return [
        {
            "title": f"{sentence(count.words(one, many))} {which}",
            "href": reverse("front_door:queue"),
            "why": why,
            "state": "overdue" if which != "to decide" else "",
            "action": "Open the queue",
        }
        for count, one, many, which, why in waits
        if count.number
    ]


def _to_tell(reader: Reader) -> PartOfDay:
    """People who asked and have not been told what was decided: what is owed longest first."""

    def rows(clocks: list[RunningClock]) -> list[Row]:
        numbers = dict(Request.objects.filter(pk__in=[clock.subject_id for clock in clocks]).values_list("pk", "number"))
        return [
            {
                "title": f"Request {numbers.get(clock.subject_id, '')}: tell the person who asked",
                "href": clock.href,
                "why": clock.rule,
                "due": due(clock.due_day, reader.today),
                "state": due_state(clock.due_day, reader.today),
                "action": "Tell them",
            }
            for clock in clocks
        ]

    owed = tasks.of_kind(FEEDBACK).filter(area_id=reader.identity.area_id)
    return reader.part(OfDay.DOOR, "People who asked, to be told", "to_tell", Source(owed, ("due_at", "id"), rows))


def _unsearched(reader: Reader) -> PartOfDay:
    """Requests whose children may be known, and Kith did not look: the job process is down, or the search failed."""
    count = count_unsearched(reader.identity.area_id, now=reader.now)
    row = {
        "title": f"{sentence(count.words('request has', 'requests have'))} not been searched",
        "href": reverse("front_door:not_searched"),
        "why": "Kith has not checked whether these children are known. Search now, and check by hand before you decide.",
        "state": "overdue",
        "action": "Open the list",
    }
    return whole(OfDay.DOOR, "Requests not searched", [row] if count.number else [])
