"""What this room puts on the day of a practitioner."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from kith.access.sight import Part
from kith.design.words import due, due_state, first_sentences, the_date, the_datetime
from kith.family_help import queries
from kith.family_help.models import Basis
from kith.kernel.paging import Source
from kith.practice_model.my_day import no_model
from kith.practice_model.queries import NoModelInForce
from kith.workbench.my_day import MANAGERS, PartOfDay, Reader, Row, as_rows, whole
from kith.workbench.places import OfDay

BASIS_OF_LABEL = {label: value for value, label in Basis.choices}


def my_day(reader: Reader) -> Iterator[PartOfDay]:
    """Give the lists of this room."""
    yield from _dangers(reader)
    yield from _due(reader)
    yield from _overdue(reader)
    yield from _to_sign_off(reader)
    yield from _unfinished(reader)
    yield from _without(reader)
    yield from _mine(reader)


def _dangers(reader: Reader) -> list[PartOfDay]:
    """Alerts on families: all of the area for whoever is on alert, else those on one's own families."""
    source = queries.dangers(reader.identity.area_id, reader.me, on_alert=reader.on_alert)
    rows = as_rows(
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
    late = as_rows(
        queries.safety_plans_late(reader.identity.area_id, reader.me, on_alert=reader.on_alert, today=reader.today),
        lambda plan: {
            "title": plan.family.name,
            "href": reverse("family_help:safety", kwargs={"family_id": plan.family_id}),
            "why": f"The safety plan holds until {the_date(plan.until)}: {first_sentences(plan.worry, 1)}",
            "due": due(plan.until, reader.today),
            "state": due_state(plan.until, reader.today),
            "action": "Look at it again",
            "family_id": plan.family_id,
        },
    )
    return [
        reader.part(OfDay.DANGER, "A child may be in danger now", "dangers", rows),
        reader.part(OfDay.DANGER, "Safety plans to look at again", "safety", late),
    ]


def _due(reader: Reader) -> list[PartOfDay]:
    return [
        reader.part(OfDay.DUE, "For you to answer", "to_answer", _dues(queries.to_answer(reader.me), reader.today)),
        reader.part(OfDay.DUE, "Due", "due", *(_dues(each, reader.today) for each in queries.due_for(reader.me))),
        reader.part(
            OfDay.DUE,
            "Late, and no reason written",
            "reasons",
            _dues(queries.reasons_owed(reader.me, now=reader.now), reader.today),
        ),
    ]


def _overdue(reader: Reader) -> list[PartOfDay]:
    """What is overdue in the area's families, for managers: whose it is, by which rule, and why, where that is written."""
    if not reader.identity.roles & MANAGERS:
        return []
    team, others = queries.overdue_in(reader.identity.area_id, reader.me, now=reader.now)
    return [
        reader.part(OfDay.DUE, "Overdue in your team", "overdue_team", _dues(team, reader.today)),
        reader.part(OfDay.DUE, "Overdue in the area", "overdue", _dues(others, reader.today)),
    ]


def _to_sign_off(reader: Reader) -> list[PartOfDay]:
    if not reader.identity.roles & MANAGERS:
        return []
    source = queries.for_sign_off(reader.identity.area_id, reader.me)
    return [reader.part(OfDay.SIGN_OFF, "For you to sign off", "sign_off", _dues(source, reader.today))]


def _unfinished(reader: Reader) -> list[PartOfDay]:
    me, today = reader.me, reader.today
    return [
        reader.part(OfDay.UNFINISHED, "Drafts", "writing", *(_dues(each, today) for each in queries.drafts(me))),
        reader.part(
            OfDay.UNFINISHED, "Waiting on others", "waiting", *(_dues(each, today) for each in queries.waiting_on_others(me))
        ),
    ]


def _without(reader: Reader) -> list[PartOfDay]:
    """Families without a lead, children without a social worker they need, leads without an overseer: until each is named."""
    area_id, roles = reader.identity.area_id, reader.identity.roles
    parts = []
    if reader.on_alert and reader.sees(Part.EPISODE):
        source = queries.families_without_lead(area_id, now=reader.now)
        parts.append(
            reader.part(
                OfDay.MISSING, "Families without a lead", "no_lead", as_rows(source, lambda row: _no_lead(row, reader.today))
            )
        )
    if not roles & MANAGERS:
        return parts
    steps = queries.families_whose_step_waits(area_id)
    waiting = reader.part(OfDay.MISSING, "Steps without a lead", "no_lead_for_step", as_rows(steps, _step_waits))
    try:
        children = queries.children_without_social_worker(area_id, now=reader.now)
    except NoModelInForce as refusal:
        return [*parts, waiting, whole(OfDay.MISSING, "Without a social worker", [no_model(refusal)])]
    return [
        *parts,
        waiting,
        reader.part(OfDay.MISSING, "Without a social worker", "no_worker", as_rows(children, _no_social_worker)),
        reader.part(
            OfDay.MISSING, "Without an overseer", "no_overseer", as_rows(queries.oversight_missing(area_id), _no_overseer)
        ),
    ]


def _no_lead(row: queries.WithoutLead, today: date) -> Row:
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


def _step_waits(row: queries.StepWithoutLead) -> Row:
    return {
        "title": f"{row.family_name}: {row.what.lower()} waits for a lead",
        "href": reverse("family_help:allocate", kwargs={"family_id": row.family_id}),
        "why": f"Decided on {the_date(row.decided_on)}, not in effect. {row.answer} Ask another lead, or withdraw the step.",
        "tag": "A child may be in danger" if row.in_danger else "",
        "kind": "bad" if row.in_danger else "",
        "state": "overdue",
        "family_id": row.family_id,
    }


def _no_social_worker(row: queries.ChildWithout) -> Row:
    return {
        "title": f"{row.family_name}: {row.child} needs a social worker",
        "href": reverse("family_help:allocate", kwargs={"family_id": row.family_id}),
        "why": f"{row.basis} since {the_date(row.since)}, and no social worker is named.",
        "state": "overdue",
        "family_id": row.family_id,
    }


def _no_overseer(row: queries.OversightMissing) -> Row:
    return {
        "title": f"{row.family_name}: {row.lead} has no overseer",
        "href": reverse("family_help:allocate", kwargs={"family_id": row.family_id}),
        "why": f"Since {the_date(row.since)}. The rule: {row.rule}.",
        "state": "overdue",
        "family_id": row.family_id,
    }


def _mine(reader: Reader) -> list[PartOfDay]:
    rows = as_rows(
        queries.my_families(reader.me),
        lambda row: {
            "title": row.family_name,
            "href": reverse("family_help:family", kwargs={"family_id": row.family_id}),
            "why": f"{row.as_what} since {the_date(row.since)}. {', '.join(row.children)}",
            "tag": row.highest_basis,
            "kind": BASIS_OF_LABEL.get(row.highest_basis, ""),
            "family_id": row.family_id,
        },
    )
    return [reader.part(OfDay.FAMILIES, "Your families", "families", rows)]


def _dues(source: Source[queries.Due], today: date) -> Source[Row]:
    return as_rows(
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
