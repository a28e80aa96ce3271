"""What an area must have before it takes requests from outside. Pure.

Sources: practice P-3 (no urgent concern into a closed queue), P-4 and P-6 (who decides), P-7 (who may lead), P-13 (cap); ledger
Q-22.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from kith.kernel.rules import Example, Rule, allows, gives, refuses, rule
from kith.kernel.time import LONDON
from kith.practice_model.rules import Model

ROTA = timedelta(hours=24)
"""For how long from now somebody must be on the rota of the front door or out of hours."""


@dataclass(frozen=True)
class People:
    """How many people with a place today can do what an area cannot be without."""

    administrators: int
    front_door_social_workers: int
    managers: int
    out_of_hours_social_workers: int
    leads: int
    accredited_leads: int
    lead_child_protection: int


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, and what to do about it. ``rule`` is the rule's id."""

    what: str
    fix: str
    rule: str


def _needed(id: str, source: str, what: str, fix: str, *sides: Example) -> Rule[[object], bool]:
    """Make the rule that something is there, from what is missing without it and what to do. ``sides``: by default one, and
    none."""
    decorate = rule(
        f"administration.{id}", source=source, edition="2026", message=f"{what}\n{fix}", examples=sides or (allows(1), refuses(0))
    )

    def there(held: object) -> bool:
        """Say whether what an area cannot be without is there."""
        return bool(held)

    return decorate(there)


MODEL = _needed(
    "model_in_force",
    "design 2.3",
    "No practice model is in force.",
    "Publish one: kith practice-model publish AREA --from DATE --by NAME.",
    allows("the model"),
    refuses(None),
)
NIGHT_NUMBER = _needed(
    "night_number",
    "practice P-3",
    "The telephone number for nights and weekends is not set.",
    "Set settings.out_of_hours_number in the practice model and publish it. Every form shows it beside 999.",
    allows("01305 496 0000"),
    refuses(None),
    refuses(""),
)
CASELOAD = _needed(
    "child_protection_caseload",
    "practice P-13; ledger Q-22",
    "The most children that a lead child protection practitioner holds is not set.",
    "Set settings.lead_child_protection_caseload in the practice model and publish it.",
    allows(12),
    refuses(None),
)
OPENING = _needed(
    "front_door_hours",
    "practice P-3",
    "The hours of the front door are not set.",
    "Set channels.{channel}.hours in the practice model and publish it. Forms say when someone is there again.",
    allows("always"),
    refuses(None),
)
ADMINISTRATOR = _needed("administrator", "practice P-18", "No administrator has a place today.", "Invite one.")
SOCIAL_WORKER = _needed(
    "front_door_social_worker",
    "practice P-6",
    "No registered social worker works at the front door.",
    "Add one, with their registration number: a request that alleges harm is decided by a social worker.",
)
MANAGER = _needed(
    "manager",
    "practice P-4",
    "No team manager has a place today.",
    "Add one: no further action on a relative’s or an anonymous request needs a manager’s reason.",
)
NIGHT_WORKER = _needed(
    "night_social_worker",
    "practice P-3",
    "No registered social worker works out of hours, and the front door is not open at night.",
    "Add one with the role out_of_hours.",
)
LEAD = _needed("lead", "practice P-7", "No one may lead a family.", "Add a lead practitioner.")
ACCREDITED = _needed(
    "accredited_lead",
    "practice P-7; ledger C-14",
    "No lead practitioner is accredited, and this area’s model asks for it.",
    "Record an accreditation with its evidence.",
)
CHILD_PROTECTION = _needed(
    "child_protection_lead",
    "practice P-1",
    "No lead child protection practitioner has a place today.",
    "Add one with the role lead_child_protection.",
)


def _has_no_gap(gap: object) -> bool:
    """Say whether there is no stretch of the next day in which no one is on the rota."""
    return gap is None


ON_DUTY = rule(
    "administration.someone_on_duty",
    source="practice P-3",
    edition="2026",
    message="No one is on the rota of the front door or out of hours from {begins} to {ends}.\n"
    "Put someone on the duty rota for it: an urgent request goes to whoever is on duty.",
    examples=(allows(None), refuses((datetime(2026, 3, 4, 17, tzinfo=UTC), datetime(2026, 3, 4, 22, tzinfo=UTC)))),
)(_has_no_gap)


_DAY = (datetime(2026, 3, 4, 9, tzinfo=UTC), datetime(2026, 3, 4, 17, tzinfo=UTC))
_NIGHT = (_DAY[1], datetime(2026, 3, 5, 9, tzinfo=UTC))


@rule(
    "administration.first_gap",
    source="practice P-3",
    edition="2026",
    examples=(
        gives(None, [_NIGHT, _DAY], _DAY[0], _NIGHT[1]),
        gives(_NIGHT, [_DAY], _DAY[0], _NIGHT[1]),
        gives(_DAY, [_NIGHT], _DAY[0], _NIGHT[1]),
        gives(_DAY, [], *_DAY),
        gives((_DAY[1], _DAY[1] + timedelta(hours=1)), [_DAY, (_DAY[1] + timedelta(hours=1), _NIGHT[1])], _DAY[0], _NIGHT[1]),
        gives(None, [(_DAY[0] - ROTA, _NIGHT[1])], _DAY[0], _NIGHT[1]),
    ),
)
def first_gap(spans: Iterable[tuple[datetime, datetime]], start: datetime, end: datetime) -> tuple[datetime, datetime] | None:
    """Return the first stretch between ``start`` and ``end`` that no span covers, or ``None``."""
    covered = start
    for begins, ends in sorted(spans):
        if begins > covered:
            return covered, min(begins, end)
        covered = max(covered, ends)
        if covered >= end:
            return None
    return (covered, end) if covered < end else None


def _missing(unmet: Rule[[object], bool], said: Mapping[str, str]) -> Missing:
    what, fix = unmet.messages[""].format(**said).split("\n")
    return Missing(what, fix, unmet.id)


_ENOUGH = People(1, 1, 1, 1, 1, 1, 1)


@rule(
    "administration.missing",
    source="practice P-3, P-4, P-6, P-7, P-13; design 2.3",
    edition="2026",
    examples=(
        gives([_missing(MODEL, {})], model=None, people=_ENOUGH, rota=[_DAY, _NIGHT], now=_DAY[0]),
        gives(
            [
                _missing(MODEL, {}),
                _missing(SOCIAL_WORKER, {}),
                _missing(ON_DUTY, {"begins": "17:00 on 4 March", "ends": "09:00 on 5 March"}),
            ],
            model=None,
            people=replace(_ENOUGH, front_door_social_workers=0),
            rota=[_DAY],
            now=_DAY[0],
        ),
    ),
)
def missing(*, model: Model | None, people: People, rota: Iterable[tuple[datetime, datetime]], now: datetime) -> list[Missing]:
    """Return what an area lacks before it may be taken live, the most dangerous first; empty when it lacks nothing.

    Each thing is a rule of its own, above.
    """
    gap = first_gap(rota, now, now + ROTA)
    of_model = _of_model(model) if model is not None else [(MODEL, None)]
    asked = (*of_model, *_of_people(people, model), (ON_DUTY, gap))
    said = {"channel": model.default_channel if model else ""}
    if gap is not None:
        said |= {"begins": _said(gap[0]), "ends": _said(gap[1])}
    return [_missing(each, said) for each, held in asked if not each(held)]


def _of_model(model: Model) -> Iterator[tuple[Rule[[object], bool], object]]:
    yield NIGHT_NUMBER, model.out_of_hours_number
    if model.has_lead_child_protection:
        yield CASELOAD, model.lead_child_protection_caseload is not None
    yield OPENING, _front_door(model) is not None


def _of_people(people: People, model: Model | None) -> Iterator[tuple[Rule[[object], bool], object]]:
    always = model is not None and _front_door(model) == "always"
    yield ADMINISTRATOR, people.administrators
    yield SOCIAL_WORKER, people.front_door_social_workers
    yield MANAGER, people.managers
    yield NIGHT_WORKER, people.out_of_hours_social_workers or always
    yield LEAD, people.leads
    if model is not None and people.leads and model.setting("lead_accreditation"):
        yield ACCREDITED, people.accredited_leads
    if model is not None and model.has_lead_child_protection:
        yield CHILD_PROTECTION, people.lead_child_protection


def _front_door(model: Model) -> object:
    """Return the hours of the area's front door, or ``None`` until it says."""
    channel = model.document.channels.get(model.default_channel)
    return None if channel is None else channel.hours


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%H:%M on %-d %B}"
