"""The family's banner in the words of the layout."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from kith.design.words import due, due_state
from kith.family_help.queries import Banner
from kith.kernel.time import london_date


def shown(banner: Banner, *, now: datetime) -> dict[str, Any]:
    """Return a family's banner as the design's ``family_banner`` takes it."""
    family = {"family_id": banner.family_id}
    today = london_date(now)
    other = []
    if banner.tier:
        other.append({"label": "Level of help", "text": banner.tier})
    if banner.episode_id and not banner.lead:
        asked = f"{banner.lead_asked} has been asked. " if banner.lead_asked else ""
        days = banner.days_without_lead
        other.append(
            {
                "label": "Lead practitioner",
                "text": f"{asked}Without a lead for {days} day{'' if days == 1 else 's'}",
            }
        )
    if banner.overseer:
        other.append({"label": "Overseen by", "text": banner.overseer.name})
    if banner.overseer_missing:
        other.append({"label": "Overseen by", "text": "Nobody yet, and the area’s rule asks for somebody"})
    if not banner.episode_id:
        other.append({"label": "Help now", "text": "No open episode"})
    danger = [f"A child may be in danger: {alert.words}" for alert in banner.dangers]
    found = {
        "name": banner.family_name,
        "href": reverse("family_help:family", kwargs=family),
        "restricted": banner.restricted,
        "members": [
            {
                "name": child.name,
                "age": child.age,
                "tag": child.basis_label,
                "kind": child.basis,
                "note": f"Social worker: {child.social_worker}" if child.social_worker else "",
            }
            for child in banner.children
        ],
        "hazards": [*danger, *(f"{hazard.words} ({hazard.source})" for hazard in banner.hazards)],
        "interpreter": ", ".join(banner.interpreters),
        "other": other,
    }
    if banner.lead:
        found["lead"] = {
            "name": banner.lead.name,
            "role": banner.lead.get_profession_display().lower(),
            "phone": banner.lead.telephone,
        }
    if banner.on_duty:
        found["on_duty"] = {"name": banner.on_duty.name, "phone": banner.on_duty.telephone}
    if banner.next_due:
        row = banner.next_due
        found["next_due"] = {
            "text": f"{row.what}, {due(row.due_on, today)}",
            "state": due_state(row.due_on, today),
            "href": reverse(row.url_name, kwargs=row.url_kwargs),
        }
    return found
