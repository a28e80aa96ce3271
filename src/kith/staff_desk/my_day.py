"""The day of one practitioner, gathered from the rooms below. Each row says why it is here now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from kith.access.identity import Identity
from kith.access.sight import Part, parts_of
from kith.design.words import due, due_state, sentence, the_date, the_datetime
from kith.family_help import queries as family_help
from kith.family_help.models import Basis
from kith.front_door import queue as front_door
from kith.front_door.models import Danger, Notice
from kith.front_door.unsearched import count_unsearched
from kith.kernel.paging import Count, Page, Place, Source, count_of, page_of
from kith.kernel.time import london_date
from kith.organisations.models import Role
from kith.organisations.queries import is_on_duty
from kith.people.merge_rules import may_join, may_merge
from kith.people.models import Imported, PossibleDuplicate
from kith.people.queries import notices_for
from kith.practice_model.queries import NoModelInForce
from kith.staff_desk.models import Draft
from kith.staff_desk.queries import my_drafts

Row = dict[str, Any]

MANAGERS = {Role.TEAM_MANAGER, Role.SENIOR_SOCIAL_WORKER}
AT_THE_DOOR = {Role.FRONT_DOOR, Role.OUT_OF_HOURS, Role.DUTY_WORKER}
ON_ALERT = {*AT_THE_DOOR, Role.LEAD_CHILD_PROTECTION, *MANAGERS}
"""Roles that danger in the area concerns at any hour. Whoever is on duty now is on alert whatever their role (P-12, P-22)."""

NOTICE_DAYS = 14
SHOWN = 20
"""Rows of one list of the day; the rest is a page further."""
COUNTED = 100
"""Work lists of the whole area are counted no further than this: they have pages of their own."""
BASIS_OF_LABEL = {label: value for value, label in Basis.choices}

QUIET = {
    Role.AUDITOR: "You have nothing to do here. Your work is on the page “Who looked”.",
    Role.ADMINISTRATOR: "You have nothing to do here. Teams, and the area’s model, are in the menu.",
    Role.HUB_PARTNER: "Questions that are put to your agency are on the page “Hub questions”.",
    Role.PARTNER_LEAD: "You lead no family at present. A family appears here when you are asked to lead it.",
    Role.FRONT_DOOR: "No request is waiting, and no child is said to be in danger.",
    Role.OUT_OF_HOURS: "No request is waiting, and no child is said to be in danger.",
    Role.DUTY_WORKER: "No request is waiting, and no child is said to be in danger.",
}


@dataclass(frozen=True)
class PartOfDay:
    """One list of the day, a page of it at a time; an empty one is left out."""

    title: str
    page: Page[Row]
    before_alerts: bool = False
    """Danger: it stands above everything else, alerts too."""


@dataclass(frozen=True)
class Day:
    """What *My day* shows."""

    today: date
    parts: list[PartOfDay]
    drafts: Page[Draft]
    alerts: Page[Notice]
    families_shown: list[UUID] = field(default_factory=list)
    quiet: str = ""


@dataclass(frozen=True)
class _Reader:
    """Whose day it is: who they are, whether danger in the area concerns them now, and where each list begins."""

    identity: Identity
    me: UUID
    now: datetime
    today: date
    on_alert: bool
    places: Mapping[str, str]

    def sees(self, part: Part) -> bool:
        return part in parts_of(self.identity.roles)

    def part(self, title: str, name: str, *sources: Source[Row]) -> PartOfDay:
        place = Place.read(self.places.get(name))
        return PartOfDay(title, page_of(*sources, place=place, size=SHOWN, name=name))


def day_of(identity: Identity, *, now: datetime, places: Mapping[str, str] | None = None) -> Day:
    """Return the day of the actor: danger first, then what is due, theirs to decide, waiting on others, their families.

    ``places`` holds where each list begins, by its name in the address. No list is cut: what does not fit is a page further.
    """
    today, me = london_date(now), identity.practitioner_id
    if me is None:
        return Day(today, [], Page([]), Page([]), quiet=_quiet(identity, False))
    on_alert = bool(identity.roles & ON_ALERT) or is_on_duty(me, identity.area_id, at=now)
    reader = _Reader(identity, me, now, today, on_alert, places or {})
    drafts = page_of(my_drafts(), place=Place.read(reader.places.get("drafts")), size=SHOWN, name="drafts")
    alerts = page_of(
        front_door.alerts(on_duty=on_alert, but_requests=reader.sees(Part.FRONT_DOOR)),
        place=Place.read(reader.places.get("alerts")),
        size=SHOWN,
        name="alerts",
    )
    shown = [part for make in PARTS for part in make(reader) if part.page.rows]
    families = list(dict.fromkeys(row["family_id"] for part in shown for row in part.page if row.get("family_id")))
    return Day(
        today=today,
        parts=shown,
        drafts=drafts,
        alerts=alerts,
        families_shown=families,
        quiet=_quiet(identity, bool(shown or drafts.rows or alerts.rows)),
    )


def _dangers(reader: _Reader) -> list[PartOfDay]:
    """Alerts on families: all of the area for whoever is on alert, else those on one's own families."""
    source = family_help.dangers(reader.identity.area_id, reader.me, on_alert=reader.on_alert)
    rows = _as_rows(
        source,
        lambda alert: {
            "title": alert.family.name,
            "href": reverse("family_help:danger", kwargs={"family_id": alert.family_id}),
            "why": f"{alert.raised_by_name} wrote on {the_datetime(alert.raised_at)}: “{alert.words}” No answer yet.",
            "state": "overdue",
            "action": "Answer",
            "family_id": alert.family_id,
        },
    )
    return [replace(reader.part("A child may be in danger now", "dangers", rows), before_alerts=True)]


def _front_door(reader: _Reader) -> list[PartOfDay]:
    """Requests in danger, one by one, and in one line each whatever else waits at the front door."""
    if not reader.sees(Part.FRONT_DOOR):
        return []
    area_id = reader.identity.area_id
    try:
        first = front_door.waiting(area_id, now=reader.now, least=Danger.NOT_SURE)
        return [
            replace(reader.part("Requests to read first", "requests", _as_rows(first, _request)), before_alerts=True),
            _whole("At the front door", _waiting(reader)),
        ]
    except NoModelInForce as refusal:
        return [_whole("At the front door", [_no_model(refusal)])]


def _request(row: front_door.QueueRow) -> Row:
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


def _waiting(reader: _Reader) -> list[Row]:
    area_id, roles = reader.identity.area_id, reader.identity.roles
    waits: list[tuple[Count, str, str, str, str]] = []
    if roles & AT_THE_DOOR:
        quiet = front_door.counts(area_id).get(Danger.NONE, 0)
        waits.append((Count(quiet), "request", "requests", "to decide", "No one has said that a child is in danger."))
    lines = front_door.unreadable(area_id)
    urgent = count_of([Source(lines.rows.filter(may_be_urgent=True), lines.order)], most=COUNTED)
    waits.append((urgent, "line", "lines", "of a file that may be urgent and could not be read", "Read them now."))
    if roles & MANAGERS:
        confirm = count_of([front_door.to_confirm(area_id)], most=COUNTED)
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


def _due(reader: _Reader) -> list[PartOfDay]:
    return [
        reader.part("For you to answer", "to_answer", _dues(family_help.to_answer(reader.me), reader.today)),
        reader.part("Due", "due", *(_dues(each, reader.today) for each in family_help.due_for(reader.me))),
        reader.part(
            "Late, and no reason written", "reasons", _dues(family_help.reasons_owed(reader.me, now=reader.now), reader.today)
        ),
    ]


def _overdue(reader: _Reader) -> list[PartOfDay]:
    """What is overdue in the area's families, for managers: whose it is, by which rule, and why, where that is written."""
    if not reader.identity.roles & MANAGERS:
        return []
    source = family_help.overdue_in(reader.identity.area_id, now=reader.now)
    return [reader.part("Overdue in the area", "overdue", _dues(source, reader.today))]


def _to_sign_off(reader: _Reader) -> list[PartOfDay]:
    if not reader.identity.roles & MANAGERS:
        return []
    source = family_help.for_sign_off(reader.identity.area_id, reader.me)
    return [reader.part("For you to sign off", "sign_off", _dues(source, reader.today))]


def _unfinished(reader: _Reader) -> list[PartOfDay]:
    me, today = reader.me, reader.today
    return [
        reader.part("Drafts", "writing", *(_dues(each, today) for each in family_help.drafts(me))),
        reader.part("Waiting on others", "waiting", *(_dues(each, today) for each in family_help.waiting_on_others(me))),
    ]


def _without(reader: _Reader) -> list[PartOfDay]:
    """Families without a lead, children without a social worker they need, leads without an overseer: until each is named."""
    area_id, roles = reader.identity.area_id, reader.identity.roles
    parts = []
    if reader.on_alert and reader.sees(Part.EPISODE):
        source = family_help.families_without_lead(area_id, now=reader.now)
        parts.append(reader.part("Families without a lead", "no_lead", _as_rows(source, lambda row: _no_lead(row, reader.today))))
    if not roles & MANAGERS:
        return parts
    try:
        children = family_help.children_without_social_worker(area_id, now=reader.now)
    except NoModelInForce as refusal:
        return [*parts, _whole("Without a social worker", [_no_model(refusal)])]
    return [
        *parts,
        reader.part("Without a social worker", "no_worker", _as_rows(children, _no_social_worker)),
        reader.part("Without an overseer", "no_overseer", _as_rows(family_help.oversight_missing(area_id), _no_overseer)),
    ]


def _no_lead(row: family_help.WithoutLead, today: date) -> Row:
    days = f"{row.days} {'day' if row.days == 1 else 'days'} without a lead" if row.days else "No lead yet"
    said = [f"{days}. {', '.join(row.children)}."]
    if row.asked:
        said.append(f"{row.asked} has been asked.")
    if row.assessment_due_on:
        said.append(f"Assessment {due(row.assessment_due_on, today)}.")
    return {
        "title": row.family_name,
        "href": reverse("family_help:allocate", kwargs={"family_id": row.family_id}),
        "why": " ".join(said),
        "tag": "A child may be in danger" if row.in_danger else row.highest_basis,
        "kind": "bad" if row.in_danger else BASIS_OF_LABEL.get(row.highest_basis, ""),
        "state": "overdue" if row.in_danger or row.days else "soon",
        "family_id": row.family_id,
    }


def _no_social_worker(row: family_help.ChildWithout) -> Row:
    return {
        "title": f"{row.family_name}: {row.child} needs a social worker",
        "href": reverse("family_help:allocate", kwargs={"family_id": row.family_id}),
        "why": f"{row.basis} since {the_date(row.since)}, and no social worker is named.",
        "state": "overdue",
        "family_id": row.family_id,
    }


def _no_overseer(row: family_help.OversightMissing) -> Row:
    return {
        "title": f"{row.family_name}: {row.lead} has no overseer",
        "href": reverse("family_help:allocate", kwargs={"family_id": row.family_id}),
        "why": f"Since {the_date(row.since)}. The rule: {row.rule}.",
        "state": "overdue",
        "family_id": row.family_id,
    }


def _records(reader: _Reader) -> list[PartOfDay]:
    """Records that may be one person, and people of a list who are in no family yet: for those who may say so."""
    identity = reader.identity
    rows: list[Row] = []
    if may_merge(identity.roles):
        pairs = PossibleDuplicate.objects.filter(area=identity.area_id, state=PossibleDuplicate.State.OPEN)
        if (count := count_of([Source(pairs, ("id",))], most=COUNTED)).number:
            rows.append(
                {
                    "title": f"{sentence(count.words('pair', 'pairs'))} of records that may be one person",
                    "href": reverse("people:duplicates"),
                    "why": "They look alike. Records are joined only when a worker decides it.",
                }
            )
    if may_join(identity.roles):
        waiting = Imported.objects.filter(area=identity.area_id, joined_at__isnull=True, left_out=False)
        if (count := count_of([Source(waiting, ("id",))], most=COUNTED)).number:
            rows.append(
                {
                    "title": f"{sentence(count.words('person', 'people'))} to join to families",
                    "href": reverse("people:to_join"),
                    "why": "Imported people who have no family yet.",
                }
            )
    return [_whole("Records to look at", rows)]


def _mine(reader: _Reader) -> list[PartOfDay]:
    rows = _as_rows(
        family_help.my_families(reader.me),
        lambda row: {
            "title": row.family_name,
            "href": reverse("family_help:family", kwargs={"family_id": row.family_id}),
            "why": f"{row.as_what} since {the_date(row.since)}. {', '.join(row.children)}",
            "tag": row.highest_basis,
            "kind": BASIS_OF_LABEL.get(row.highest_basis, ""),
            "family_id": row.family_id,
        },
    )
    return [reader.part("Your families", "families", rows)]


def _restricted(reader: _Reader) -> list[PartOfDay]:
    source = notices_for(reader.me, since=reader.now - timedelta(days=NOTICE_DAYS))
    rows = _as_rows(
        source,
        lambda notice: {
            "title": notice.family.name,
            "href": reverse("family_help:family", kwargs={"family_id": notice.family_id}),
            "why": f"On {the_datetime(notice.at)} a search or a request came close to this restricted record.",
            "family_id": notice.family_id,
        },
    )
    return [reader.part("Restricted records you are named on", "restricted", rows)]


def _as_rows(source: Source[Any], row: Callable[[Any], Row]) -> Source[Row]:
    return Source(source.rows, source.order, lambda found: [row(each) for each in source.show(found)])


def _dues(source: Source[family_help.Due], today: date) -> Source[Row]:
    return _as_rows(
        source,
        lambda row: {
            "title": f"{row.family_name}. {row.what}",
            "href": reverse(row.url_name, kwargs=row.url_kwargs),
            "why": row.why,
            "due": due(row.due_on, today) if row.due_on else "",
            "state": due_state(row.due_on, today) if row.due_on else "",
            "family_id": row.family_id,
        },
    )


def _whole(title: str, rows: list[Row]) -> PartOfDay:
    """Return a part whose rows are few and all there."""
    return PartOfDay(title, Page(rows, count=Count(len(rows))))


def _unsearched(reader: _Reader) -> list[PartOfDay]:
    """Requests whose children may be known, and Kith did not look: the job process is down, or the search failed."""
    if not reader.sees(Part.FRONT_DOOR):
        return []
    count = count_unsearched(reader.identity.area_id, now=reader.now)
    row = {
        "title": f"{sentence(count.words('request has', 'requests have'))} not been searched",
        "href": reverse("front_door:not_searched"),
        "why": "Kith has not checked whether these children are known. Search now, and check by hand before you decide.",
        "state": "overdue",
        "action": "Open the list",
    }
    return [_whole("Requests not searched", [row] if count.number else [])]


def _no_model(refusal: NoModelInForce) -> Row:
    return {
        "title": "Your area has no practice model in force",
        "href": reverse("practice_model:mine"),
        "why": refusal.message,
    }


def _quiet(identity: Identity, has_work: bool) -> str:
    if has_work:
        return ""
    for role, words in QUIET.items():
        if role in identity.roles:
            return words
    if Part.IDENTITY in parts_of(identity.roles):
        return "You have nothing to do now."
    return "You have nothing to do here. Your role sees no family’s record."


PARTS: list[Callable[[_Reader], list[PartOfDay]]] = [
    _dangers,
    _front_door,
    _unsearched,
    _due,
    _overdue,
    _to_sign_off,
    _unfinished,
    _without,
    _records,
    _mine,
    _restricted,
]
"""The lists of the day in their order: danger first."""
