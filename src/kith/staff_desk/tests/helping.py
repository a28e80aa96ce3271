"""Somebody signed in, for tests through HTTP on a database of their own."""

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from kith.organisations.models import Membership
from tests.fixtures import NOON, administering, enter, practitioner_in, signs_in


def signed_in(role: str, area: str = "dorset", *, until: date | None = None, **who: Any) -> Client:
    """Return a client signed in as a practitioner with ``role``, made when absent; their membership ends on ``until``."""
    practitioner, place = practitioner_in(area, role, **who)
    if practitioner.user is None:
        signs_in(practitioner, place, f"{practitioner.pk}@example.org")
    if until is not None:
        with administering(place, now=datetime.combine(until, NOON.time(), UTC)):
            Membership.objects.filter(practitioner=practitioner, area=place).update(ends_on=until)
    client = Client()
    enter(client, practitioner.user)
    return client
