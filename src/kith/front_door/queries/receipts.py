"""A receipt, and what its sender may be told."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from kith.access.identity import current_identity
from kith.family_help.models import LeadAssignment
from kith.front_door.models import Feedback, Receipt, Request
from kith.kernel.time import london_date


def receipt(reference: str, sender_key: str) -> Receipt | None:
    """Return the receipt of a sender by the sender's own reference or by the receipt's number, or ``None``."""
    return (
        Receipt.objects.filter(area_id=current_identity().area_id, sender_key=sender_key)
        .filter(Q(reference=reference) | Q(number=reference))
        .first()
    )


CONSIDERED = (
    "Thank you. What you told us was received and has been considered. We cannot tell you more about another family. "
    "If you are worried again, tell us again."
)


def outcome_for_sender(request_id: UUID, *, now: datetime, api_client: UUID | None = None) -> dict[str, Any]:
    """Return what the sender of a request may be told (practice P-4), as plain values.

    A professional hears the outcome for each child they named, the level, the reason in words written for them, the lead's name
    and telephone as they are today, and what comes next. Anybody else hears that it was considered. Run as the service *notices*.
    """
    request = Request.objects.filter(pk=request_id).first()
    told: dict[str, Any] = {
        "state": "received",
        "decided_at": None,
        "outcomes": [],
        "level": "",
        "reason": "",
        "lead": None,
        "next_step": "",
    }
    given = Feedback.objects.filter(request_id=request_id).order_by("-given_at", "-id").first()
    if request is None or given is None:
        return told
    told["decided_at"] = given.given_at.isoformat()
    if not given.to_professional:
        return {**told, "state": "considered", "next_step": CONSIDERED}
    return {
        **told,
        "state": "decided",
        "outcomes": given.outcomes,
        "level": given.level,
        "reason": given.reason,
        "lead": lead_of(given.episode_id, on=london_date(now)),
        "next_step": given.next_step,
    }


def lead_of(episode_id: UUID | None, *, on: date) -> dict[str, str] | None:
    """Return the name and telephone of an episode's lead practitioner on a day, or ``None`` while there is none."""
    if episode_id is None:
        return None
    lead = (
        LeadAssignment.objects.filter(episode_id=episode_id, state=LeadAssignment.State.ACCEPTED, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
        .select_related("practitioner")
        .order_by("-starts_on")
        .first()
    )
    return {"name": lead.practitioner.name, "telephone": lead.practitioner.telephone} if lead else None
