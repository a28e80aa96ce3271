"""The day of one practitioner, gathered from the rooms below. Each row says why it is here now."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from kith.access.identity import Identity
from kith.access.sight import Part, parts_of
from kith.design.words import due, due_state, the_date, the_datetime
from kith.family_help import queries as family_help
from kith.family_help.models import Basis, DangerAlert
from kith.front_door import queries as front_door
from kith.front_door.models import Notice
from kith.front_door.unsearched import count_unsearched
from kith.kernel.time import london_date
from kith.organisations.models import Role
from kith.people.merge_rules import may_join, may_merge
from kith.people.models import Imported, PossibleDuplicate
from kith.people.queries import notices_for
from kith.practice_model.queries import NoModelInForce
from kith.staff_desk.models import Draft
from kith.staff_desk.queries import my_drafts

Row = dict[str, Any]

MANAGERS = {Role.TEAM_MANAGER, Role.SENIOR_SOCIAL_WORKER}
ON_ALERT = {Role.FRONT_DOOR, Role.OUT_OF_HOURS, Role.DUTY_WORKER, Role.LEAD_CHILD_PROTECTION, *MANAGERS}
NOTICE_DAYS = 14
SHOWN = 20
"""Rows of a list that may be as long as the area is large."""
MINE_SHOWN = 100
"""Rows of a list of one practitioner's own work: longer than any caseload should be."""
BASIS_OF_LABEL = {label: value for value, label in Basis.choices}

QUIET = {
    Role.AUDITOR: "Nothing waits for you here. Your work is on the page “Who looked”.",
    Role.ADMINISTRATOR: "Nothing waits for you here. Teams, and the area’s model, are in the menu.",
    Role.HUB_PARTNER: "Questions that are put to your agency are on the page “Hub questions”.",
    Role.PARTNER_LEAD: "You lead no family at present. A family appears here when you are asked to lead it.",
    Role.FRONT_DOOR: "Nothing waits for you here. Requests are on the page “Front door”.",
}


@dataclass(frozen=True)
class PartOfDay:
    """One list of the day; an empty one is left out. ``more`` says that there are further rows than are shown."""

    title: str
    rows: list[Row]
    more: bool = False

    @property
    def count(self) -> str:
        """How many rows there are, as far as they were counted."""
        return f"first {len(self.rows)}, and more" if self.more else str(len(self.rows))


@dataclass(frozen=True)
class Day:
    """What *My day* shows."""

    today: date
    parts: list[PartOfDay]
    drafts: list[Draft]
    news: list[Notice] = field(default_factory=list)
    families_shown: list[UUID] = field(default_factory=list)
    quiet: str = ""


def day_of(identity: Identity, *, now: datetime) -> Day:
    """Return the day of the actor: alerts first, then what is due, theirs to decide, waiting on others, their families."""
    today = london_date(now)
    me = identity.practitioner_id
    drafts = my_drafts()
    news = front_door.news_for(me) if me is not None else []
    parts: list[PartOfDay] = []
    if me is not None:
        parts = [
            PartOfDay("A child may be in danger now", _dangers(identity)),
            PartOfDay("At the front door", _front_door(identity, now)),
            PartOfDay("Requests not searched", _unsearched(identity, now)),
            _part("Due", _rows(family_help.due_for(me, today, limit=MINE_SHOWN + 1), today), MINE_SHOWN),
            _part("For you to sign off", _to_sign_off(identity, me, today), SHOWN),
            _part("Being written", _rows(family_help.drafts(me, limit=MINE_SHOWN + 1), today), MINE_SHOWN),
            _part(
                "Waiting on others",
                _rows(family_help.waiting_on_others(me, limit=MINE_SHOWN + 1), today),
                MINE_SHOWN,
            ),
            _without(identity, now),
            PartOfDay("Records to look at", _records(identity)),
            _part("Your families", _mine(me), MINE_SHOWN),
            PartOfDay("Restricted records you are named on", _notices(me, today)),
        ]
    shown = [part for part in parts if part.rows]
    families = list(
        dict.fromkeys(row["family_id"] for part in shown for row in part.rows if row.get("family_id"))
    )
    return Day(
        today=today,
        parts=shown,
        drafts=drafts,
        news=news,
        families_shown=families,
        quiet=_quiet(identity, bool(shown or drafts or news)),
    )


def _part(title: str, rows: list[Row], most: int) -> PartOfDay:
    """Return a part with no more rows than ``most``. Whoever reads them asks for one more, which is then left out."""
    return PartOfDay(title, rows[:most], more=len(rows) > most)


def _rows(dues: list[family_help.Due], today: date) -> list[Row]:
    return [
        {
            "title": f"{row.family_name}. {row.what}",
            "href": reverse(row.url_name, kwargs=row.url_kwargs),
            "why": row.why,
            "due": due(row.due_on, today) if row.due_on else "",
            "state": due_state(row.due_on, today) if row.due_on else "",
            "family_id": row.family_id,
        }
        for row in dues
    ]


def _dangers(identity: Identity) -> list[Row]:
    if not identity.roles & ON_ALERT:
        return []
    alerts = (
        DangerAlert.objects.select_related("family").filter(answered_at__isnull=True).order_by("raised_at")
    )
    return [
        {
            "title": alert.family.name,
            "href": reverse("family_help:danger", kwargs={"family_id": alert.family_id}),
            "why": f"{alert.raised_by_name} wrote on {the_datetime(alert.raised_at)}: “{alert.words}” Nobody has answered yet.",
            "state": "overdue",
            "action": "Answer",
            "family_id": alert.family_id,
        }
        for alert in alerts
    ]


def _front_door(identity: Identity, now: datetime) -> list[Row]:
    """What came to the front door for this practitioner: what must not wait."""
    if Part.FRONT_DOOR not in parts_of(identity.roles):
        return []
    try:
        queue = front_door.queue(identity.area_id, now=now)
    except NoModelInForce as refusal:
        return [_no_model(refusal)]
    waits = [
        (len(queue.urgent), "urgent", "They say that a child may be in danger, or read as if one may be."),
        (
            len(queue.handed_over),
            "handed over and not answered",
            "Child protection was told; nobody has written that they answered.",
        ),
    ]
    if identity.roles & MANAGERS:
        waits.append(
            (
                len(queue.to_confirm),
                "to confirm",
                "Decided alone outside hours. You confirm it the next working day.",
            )
        )
    return [
        {
            "title": f"{count} {'request' if count == 1 else 'requests'} {which}",
            "href": reverse("front_door:queue"),
            "why": why,
            "state": "overdue",
            "action": "Open the queue",
        }
        for count, which, why in waits
        if count
    ]


def _unsearched(identity: Identity, now: datetime) -> list[Row]:
    """Requests whose children may be known, and Kith did not look: the job process is down, or the search failed."""
    if Part.FRONT_DOOR not in parts_of(identity.roles):
        return []
    count = count_unsearched(identity.area_id, now=now)
    row = {
        "title": f"{count} {'request has' if count == 1 else 'requests have'} not been searched",
        "href": reverse("front_door:not_searched"),
        "why": "Kith has not checked whether these children are known. Search now, and check by hand before you decide.",
        "state": "overdue",
        "action": "Open the list",
    }
    return [row] if count else []


def _records(identity: Identity) -> list[Row]:
    """Records that may be one person, and people of a list who are in no family yet: for those who may say so."""
    rows: list[Row] = []
    if may_merge(identity.roles):
        open_pairs = PossibleDuplicate.objects.filter(area=identity.area_id, state=PossibleDuplicate.State.OPEN)
        if pairs := len(open_pairs.values_list("pk")[: SHOWN + 1]):
            rows.append(
                {
                    "title": f"{_counted(pairs)} of records that may be one person",
                    "href": reverse("people:duplicates"),
                    "why": "They look alike. Nothing is joined until somebody says so.",
                }
            )
    if may_join(identity.roles):
        waiting = Imported.objects.filter(area=identity.area_id, joined_at__isnull=True, left_out=False)
        if people := len(waiting.values_list("pk")[: SHOWN + 1]):
            rows.append(
                {
                    "title": f"{people if people <= SHOWN else f'More than {SHOWN}'} {'person' if people == 1 else 'people'} to join to families",
                    "href": reverse("people:to_join"),
                    "why": "They came with a list. Nobody has said yet which family they belong to.",
                }
            )
    return rows


def _counted(pairs: int) -> str:
    return f"More than {SHOWN} pairs" if pairs > SHOWN else f"{pairs} {'pair' if pairs == 1 else 'pairs'}"


def _to_sign_off(identity: Identity, me: UUID, today: date) -> list[Row]:
    if not identity.roles & MANAGERS:
        return []
    return _rows(family_help.for_sign_off(identity.area_id, me, limit=SHOWN + 1), today)


def _no_model(refusal: NoModelInForce) -> Row:
    return {
        "title": "Your area has no practice model in force",
        "href": reverse("practice_model:mine"),
        "why": refusal.message,
    }


def _mine(me: UUID) -> list[Row]:
    return [
        {
            "title": row.family_name,
            "href": reverse("family_help:family", kwargs={"family_id": row.family_id}),
            "why": f"{row.as_what} since {the_date(row.since)}. {', '.join(row.children)}",
            "tag": row.highest_basis,
            "kind": BASIS_OF_LABEL.get(row.highest_basis, ""),
            "family_id": row.family_id,
        }
        for row in family_help.my_families(me, limit=MINE_SHOWN + 1)
    ]


def _without(identity: Identity, now: datetime) -> PartOfDay:
    """Children without a social worker they need, and leads without an overseer: for managers, until each is named."""
    title = "Without a lead, overseer or social worker"
    if not identity.roles & MANAGERS:
        return PartOfDay(title, [])
    try:
        children = family_help.children_without_social_worker(identity.area_id, now=now, limit=SHOWN + 1)
    except NoModelInForce as refusal:
        return PartOfDay(title, [_no_model(refusal)])
    missing = family_help.oversight_missing(identity.area_id, limit=SHOWN + 1)
    rows = [
        {
            "title": f"{row.family_name}: {row.child} needs a social worker",
            "href": reverse("family_help:allocate", kwargs={"family_id": row.family_id}),
            "why": f"{row.basis} since {the_date(row.since)}, and no social worker is named.",
            "state": "overdue",
            "family_id": row.family_id,
        }
        for row in children[:SHOWN]
    ]
    rows += [
        {
            "title": f"{each.family_name}: nobody oversees {each.lead}",
            "href": reverse("family_help:allocate", kwargs={"family_id": each.family_id}),
            "why": f"Since {the_date(each.since)}. The rule: {each.rule}.",
            "state": "overdue",
            "family_id": each.family_id,
        }
        for each in missing[:SHOWN]
    ]
    return PartOfDay(title, rows, more=len(children) > SHOWN or len(missing) > SHOWN)


def _notices(me: UUID, today: date) -> list[Row]:
    since = date.fromordinal(today.toordinal() - NOTICE_DAYS)
    return [
        {
            "title": notice.family.name,
            "href": reverse("family_help:family", kwargs={"family_id": notice.family_id}),
            "why": f"On {the_datetime(notice.at)} a search or a request came close to this restricted record.",
            "family_id": notice.family_id,
        }
        for notice in notices_for(me, since=since)
    ]


def _quiet(identity: Identity, has_work: bool) -> str:
    if has_work:
        return ""
    for role, words in QUIET.items():
        if role in identity.roles:
            return words
    if Part.IDENTITY in parts_of(identity.roles):
        return "Nothing waits for you now."
    return "Nothing waits for you here. Your role sees no family’s record."
