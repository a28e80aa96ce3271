"""What this room says in the banner of a family, and the events of its help."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from kith.design.words import the_date
from kith.family_help import queries
from kith.family_help.models import LeadAssignment, StepDecision
from kith.kernel.terms import term
from kith.workbench import about
from kith.workbench.about import Event, Subject


def banner(family: Subject) -> about.Banner | None:
    """Return the banner of a family, or ``None`` when the actor sees no such family."""
    page = family.held(queries.family_page)
    found = page.banner if page else family.read(queries.banner_of)
    return said(found) if found else None


def said(found: queries.Banner) -> about.Banner:
    """Return the banner in words."""
    due = found.next_due
    return about.Banner(
        name=found.family_name,
        href=reverse("family_help:family", kwargs={"family_id": found.family_id}),
        restricted=found.restricted,
        members=tuple(
            {
                "name": child.name,
                "age": child.age,
                "tag": child.basis_label,
                "kind": child.basis,
                "note": f"Social worker: {child.social_worker}" if child.social_worker else "",
            }
            for child in found.children
        ),
        hazards=(
            *(f"A child may be in danger: {alert.words}" for alert in found.dangers),
            *(f"{hazard.words} ({hazard.source})" for hazard in found.hazards),
        ),
        interpreter=", ".join(found.interpreters),
        other=tuple({"label": label, "text": text} for label, text in _other(found)),
        lead=_lead(found.lead) if found.lead else None,
        on_duty={"name": found.on_duty.name, "phone": found.on_duty.telephone} if found.on_duty else None,
        safety_plan=_safety_plan(found),
        next_due=about.Due(due.what, due.due_on, reverse(due.url_name, kwargs=due.url_kwargs)) if due and due.due_on else None,
    )


def _safety_plan(found: queries.Banner) -> dict[str, str] | None:
    if found.safety is None:
        return None
    href = reverse("family_help:safety", kwargs={"family_id": found.family_id})
    late = ": look at it again now" if found.safety.late else ""
    return {"text": f"Safety plan until {the_date(found.safety.until)}{late}", "href": href}


def _lead(lead: Any) -> dict[str, str]:
    return {"name": lead.name, "role": lead.get_profession_display().lower(), "phone": lead.telephone}


def _other(found: queries.Banner) -> Iterator[tuple[str, str]]:
    if found.tier:
        yield "Level of help", found.tier
    if found.episode_id and not found.lead:
        asked = f"{found.lead_asked} has been asked. " if found.lead_asked else ""
        days = found.days_without_lead
        yield "Lead practitioner", f"{asked}Without a lead for {days} day{'' if days == 1 else 's'}"
    if found.overseer:
        yield term("overseer"), found.overseer.name
    if found.overseer_missing:
        yield term("overseer"), "Nobody yet, and the area’s rule asks for somebody"
    if not found.episode_id:
        yield "Help now", "No open episode"


def events(family: Subject) -> Iterator[Event]:
    """Give the steps, the leads and the earlier episodes of a family."""
    page = family.read(queries.family_page)
    yield from (_step(each) for each in page.steps)
    yield from (_turn(each) for each in page.leads)
    for episode in page.past:
        yield Event(episode.opened_at, f"Earlier help, closed {the_date(episode.closed_on)}", episode.reason)


def _step(step: StepDecision) -> Event:
    state = "" if step.state == "in_effect" else f" ({step.get_state_display().lower()})"
    return Event(
        step.decided_at,
        step.get_kind_display(),
        f"{step.reason}{state}",
        by=step.decided_by.name if step.decided_by else "",
    )


def _turn(lead: LeadAssignment) -> Event:
    title = f"Lead: {lead.practitioner.name}, {lead.get_state_display().lower()}"
    return Event(lead.proposed_at, title, lead.best_placed_reason)
