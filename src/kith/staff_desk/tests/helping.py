"""Somebody signed in, for tests through HTTP on a database of their own."""

from datetime import date
from typing import Any

from django.test import Client

from kith.organisations.models import Membership, User
from tests.fixtures import enter, practitioner_in


def signed_in(role: str, area: str = "dorset", *, until: date | None = None, **who: Any) -> Client:
    """Return a client signed in as a practitioner with ``role``, made when absent; their membership ends on ``until``."""
    practitioner, place = practitioner_in(area, role, **who)
    if practitioner.user is None:
        practitioner.user = User.objects.create_user(f"{practitioner.pk}@example.org")
        practitioner.save()
    if until is not None:
        Membership.objects.filter(practitioner=practitioner, area=place).update(ends_on=until)
    client = Client()
    enter(client, practitioner.user)
    return client
