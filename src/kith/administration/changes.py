"""What was changed in an area's organisations, by whom and when: read from history, newest first."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet, Value

from kith.design.words import sentence
from kith.kernel.history import states_before
from kith.kernel.paging import Page, Place, Source, page_of
from kith.organisations.models import Membership, Practitioner
from kith.organisations.queries import names_of
from kith.organisations.services import CapabilityKind
from kith.organisations.words import Profession
from kith.workbench.history import in_words

WORDS: dict[str, str] = {
    "Area": "Area",
    "Agency": "Agency",
    "AgencyArea": "Agency in the area",
    "Team": "Team",
    "Practitioner": "Details",
    "Membership": "Place",
    "Capability": "Capability",
    "DutyTurn": "Duty turn",
    "HubBody": "Hub body",
    "User": "Sign-in",
}
NAMES = sorted(WORDS)
ORDER = ("-pgh_created_at", "of_table", "-pgh_id")
LIST = "changes"
"""The list's name in the address."""
DONE = {"insert": "Added", "update": "Changed", "delete": "Removed"}
LABELS = {
    "is_active": "May sign in",
    "invited_at": "Invited",
    "codes_reset_at": "Codes reset",
    "la_code": "DfE code",
    "live_at": "Live since",
    "live_by": "Taken live by",
    "not_live_since": "Not live since",
    "not_live_reason": "Reason for not being live",
}
CODED: dict[str, Callable[[str], str]] = {
    "kind": lambda code: str(CapabilityKind(code).label) if code in CapabilityKind.values else code,
    "expected_disciplines": lambda code: str(Profession(code).label) if code in Profession.values else code,
}
"""How the codes of a field without choices are said."""
LEFT_OUT = {"id", "area", "is_staff", "is_superuser"}


@dataclass(frozen=True)
class Change:
    """One change: when, by whom, of what, and each value before and after."""

    at: datetime
    who: str
    what: str
    about: str
    values: list[str]


def changes_in(area_id: UUID, *, place: Place | None = None) -> Page[Change]:
    """Return a page of the changes of an area, newest first; of people, those who have or had a place there."""
    people = list(ever_in(area_id).values_list("pk", "user_id"))
    practitioners, users = {who for who, _ in people}, {user for _, user in people if user}
    event = _event_model("AgencyArea")
    agencies = set(event.objects.filter(area_id=area_id).values_list("agency_id", flat=True))
    wanted = {name: Q(area_id=area_id) for name in WORDS}
    wanted |= {
        "Area": Q(pgh_obj_id=area_id),
        "Agency": Q(pgh_obj_id__in=agencies),
        "Practitioner": Q(pgh_obj_id__in=practitioners),
        "User": Q(pgh_obj_id__in=users),
    }
    return _page(wanted, place)


def ever_in(area_id: UUID) -> QuerySet[Practitioner]:
    """Return everyone who has or ever had a place in an area: also one that was taken back before it had lasted a day."""
    had = _event_model("Membership").objects.filter(area_id=area_id).values("practitioner_id")
    has = Membership.objects.filter(area_id=area_id).values("practitioner_id")
    return Practitioner.objects.filter(Q(pk__in=has) | Q(pk__in=had))


def changes_of(practitioner: Practitioner, *, area_id: UUID | None, place: Place | None = None) -> Page[Change]:
    """Return a page of the changes of one person's details, sign-in, and places, capabilities and duty, newest first.

    Places, capabilities and duty are those of one area; with ``None``, of every area (for who runs Kith).
    """
    mine = Q(practitioner_id=practitioner.pk)
    if area_id is not None:
        mine &= Q(area_id=area_id)
    return _page(
        {
            "Practitioner": Q(pgh_obj_id=practitioner.pk),
            "User": Q(pgh_obj_id=practitioner.user_id),
            "Membership": mine,
            "Capability": mine,
            "DutyTurn": mine,
        },
        place,
    )


def _event_model(name: str) -> Any:
    return apps.get_model("organisations", f"{name}Event")


def _page(wanted: dict[str, Q], place: Place | None) -> Page[Change]:
    """Return a page of some tables' changes. Many of one moment, such as a file of staff, go on over several pages."""
    found: Page[Any] = page_of(
        *(
            Source(_event_model(name).objects.filter(which).annotate(of_table=Value(NAMES.index(name))), ORDER)
            for name, which in wanted.items()
        ),
        place=place,
        name=LIST,
        counted=False,
    )
    shown = [(NAMES[event.of_table], event) for event in found]
    earlier = _earlier(shown)
    names = _Names(shown, earlier)
    rows = [
        Change(
            at=event.pgh_created_at,
            who=names.actor(event),
            what=f"{WORDS[name]}: {DONE.get(event.pgh_label, event.pgh_label).lower()}",
            about=names.about(name, event),
            values=names.values(name, event, earlier.get((name, event.pgh_id))),
        )
        for name, event in shown
    ]
    return replace(found, rows=rows)


def _earlier(shown: list[tuple[str, Any]]) -> dict[tuple[str, int], Any]:
    """Return, for each update shown, the state of the same thing before it. One query for each kind of thing."""
    wanted: dict[str, list[Any]] = defaultdict(list)
    for name, event in shown:
        # A row that only links two others is added or removed, never changed, and has no reference of its own.
        if name != "AgencyArea":
            wanted[name].append(event)
    return {
        (name, number): state
        for name, events in wanted.items()
        for number, state in states_before(apps.get_model("organisations", name), events).items()
    }


class _Names:
    """Names for the ids that events hold, looked up once for a page."""

    def __init__(self, shown: list[tuple[str, Any]], earlier: dict[tuple[str, int], Any]) -> None:
        ids: dict[str, set[Any]] = defaultdict(set)
        for event in [*(event for _, event in shown), *earlier.values()]:
            for field in _fields(event):
                if field.is_relation and getattr(event, field.attname):
                    ids[field.related_model._meta.label].add(getattr(event, field.attname))
        actors = {actor for _, event in shown if (actor := _actor_id(event))}
        self.actors = names_of(actors)
        self.held: dict[str, dict[UUID, str]] = {}
        for label, keys in ids.items():
            model: type[Model] = apps.get_model(label)
            self.held[label] = {row.pk: str(row) for row in model._default_manager.filter(pk__in=keys)}

    def actor(self, event: Any) -> str:
        """Say who made a change."""
        context = event.pgh_context or {}
        known = self.actors.get(_actor_id(event) or UUID(int=0))
        if known:
            return known
        why = str(context.get("why") or "")
        return f"On the server: {why}" if why else "On the server"

    def about(self, name: str, event: Any) -> str:
        """Say what a change is about: whose place, which team."""
        person = getattr(event, "practitioner_id", None)
        if person:
            return self._held("organisations.Practitioner", person)
        if name == "AgencyArea":
            return self._held("organisations.Agency", event.agency_id)
        return str(getattr(event, "name", "") or getattr(event, "email", ""))

    def _held(self, label: str, key: UUID) -> str:
        return self.held.get(label, {}).get(key, "")

    def values(self, name: str, event: Any, before: Any) -> list[str]:
        """Say each value of something new, or each that changed."""
        said = []
        for field in _fields(event):
            new = self._value(event, field)
            if event.pgh_label == "update" and before is not None:
                if getattr(before, field.attname) != getattr(event, field.attname):
                    old = self._value(before, field)
                    # Two times within a minute read alike.
                    said.append(f"{_label(field)}: " + (new if old == new else f"{old or 'empty'} → {new or 'empty'}"))
            elif new and not (name in {"Agency", "Team"} and field.name == "name"):
                said.append(f"{_label(field)}: {new}")
        return said

    def _value(self, event: Any, field: Any) -> str:
        value = getattr(event, field.attname)
        if value in (None, "", []):
            return ""
        return in_words(field, value, self.held, None if field.choices else CODED.get(field.name))


def _fields(event: Any) -> list[Any]:
    return [
        field
        for field in event._meta.fields
        if not field.name.startswith("pgh_") and field.name not in LEFT_OUT and field.name != "practitioner"
    ]


def _label(field: Any) -> str:
    words = LABELS.get(field.name) or str(field.name).replace("_", " ")
    return sentence(words)


def _actor_id(event: Any) -> UUID | None:
    context = event.pgh_context or {}
    if context.get("kind") != "practitioner":
        return None
    try:
        return UUID(str(context.get("actor")))
    except ValueError:
        return None
