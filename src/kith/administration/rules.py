"""What an area must have before it takes requests from outside. Pure.

Sources: practice P-3 (no urgent concern into a closed queue), P-4 and P-6 (who decides), P-7 (who may lead),
P-13 (cap); ledger Q-22.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

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
    """One thing that is missing, and what to do about it. ``rule`` names where it comes from."""

    what: str
    fix: str
    rule: str


def missing(*, model: Model | None, people: People, rota: Iterable[tuple[datetime, datetime]], now: datetime) -> list[Missing]:
    """Return what an area lacks before it may be taken live, the most dangerous first; empty when it lacks nothing."""
    if model is None:
        found = [
            Missing(
                "No practice model is in force.",
                "Publish one: kith practice-model publish AREA --from DATE --by NAME.",
                "design 2.3",
            )
        ]
    else:
        found = list(_of_model(model))
    found += _of_people(people, model)
    gap = first_gap(rota, now, now + ROTA)
    if gap is not None:
        begins, ends = gap
        found.append(
            Missing(
                f"No one is on the rota of the front door or out of hours from {_said(begins)} to {_said(ends)}.",
                "Put someone on the duty rota for it: an urgent request goes to whoever is on duty.",
                "P-3",
            )
        )
    return found


def _of_model(model: Model) -> Iterator[Missing]:
    if not model.out_of_hours_number:
        yield Missing(
            "The telephone number for nights and weekends is not set.",
            "Set settings.out_of_hours_number in the practice model and publish it. Every form shows it beside 999.",
            "P-3",
        )
    if model.has_lead_child_protection and model.lead_child_protection_caseload is None:
        yield Missing(
            "The most children that a lead child protection practitioner holds is not set.",
            "Set settings.lead_child_protection_caseload in the practice model and publish it.",
            "P-13, Q-22",
        )
    channel = model.document.channels.get(model.default_channel)
    if channel is None or channel.opening is None:
        yield Missing(
            "The hours of the front door are not set.",
            f"Set channels.{model.default_channel}.hours in the practice model and publish it. Forms say when someone is "
            f"there again.",
            "P-3",
        )


def _of_people(people: People, model: Model | None) -> Iterator[Missing]:
    always = False
    if model is not None:
        channel = model.document.channels.get(model.default_channel)
        always = channel is not None and channel.hours == "always"
    for held, what, fix, rule in (
        (people.administrators, "No administrator has a place today.", "Invite one.", "P-18"),
        (
            people.front_door_social_workers,
            "No registered social worker works at the front door.",
            "Add one, with their registration number: a request that alleges harm is decided by a social worker.",
            "P-6",
        ),
        (
            people.managers,
            "No team manager has a place today.",
            "Add one: no further action on a relative’s or an anonymous request needs a manager’s reason.",
            "P-4",
        ),
        (
            people.out_of_hours_social_workers or always,
            "No registered social worker works out of hours, and the front door is not open at night.",
            "Add one with the role out_of_hours.",
            "P-3",
        ),
        (people.leads, "No one may lead a family.", "Add a lead practitioner.", "P-7"),
    ):
        if not held:
            yield Missing(what, fix, rule)
    if model is None:
        return
    if people.leads and model.setting("lead_accreditation") and not people.accredited_leads:
        yield Missing(
            "No lead practitioner is accredited, and this area’s model asks for it.",
            "Record an accreditation with its evidence.",
            "P-7, C-14",
        )
    if model.has_lead_child_protection and not people.lead_child_protection:
        yield Missing(
            "No lead child protection practitioner has a place today.",
            "Add one with the role lead_child_protection.",
            "P-1",
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


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%H:%M on %-d %B}"
