"""Who works with families in the area acted in."""

from datetime import date
from uuid import UUID

from kith.access.identity import current_identity
from kith.organisations.models import Membership, Practitioner, Role

_LEADERS = {
    Role.LEAD_PRACTITIONER,
    Role.PARTNER_LEAD,
    Role.SENIOR_SOCIAL_WORKER,
    Role.LEAD_CHILD_PROTECTION,
    Role.DUTY_WORKER,
}


def practitioners_of_families(today: date) -> dict[UUID, Practitioner]:
    """Return who could lead or do work with families on a day, by name: by their place, or as a social worker."""
    people: dict[UUID, Practitioner] = {}
    for place in (
        Membership.objects.select_related("practitioner__agency")
        .filter(area_id=current_identity().area_id, starts_on__lte=today)
        .order_by("practitioner__name")
    ):
        holds = place.ends_on is None or place.ends_on >= today
        if holds and (place.role in _LEADERS or place.practitioner.is_social_worker):
            people.setdefault(place.practitioner_id, place.practitioner)
    return people
