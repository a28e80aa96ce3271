"""What the tests of the API ask with: a client with its token, and what an answer says."""

import base64
from collections.abc import Callable
from typing import Any

from django.test import Client as Browser

from kith.access.identity import acting_as, service
from kith.front_door.models import Request
from kith.kernel.time import now
from kith.organisations.models import Agency, Area
from kith.partner_api.services import Credentials, create_client

REQUESTS = "/api/v1/requests-for-support"
Send = Callable[..., Any]


def token_for(name: str, area: Area) -> str:
    """Return an access token of a new client of a school, asked for as a partner asks."""
    school, _ = Agency.objects.get_or_create(slug=name, defaults={"name": name.title(), "kind": "education"})
    school.areas.add(area)
    return asked_for(create_client(name=name, agency=name, area=area.slug, now=now()))


def asked_for(made: Credentials) -> str:
    """Return a token, asked for with the client's own credentials."""
    basic = base64.b64encode(f"{made.client_id}:{made.client_secret}".encode()).decode()
    answer = Browser().post(
        "/api/token",
        "grant_type=client_credentials",
        content_type="application/x-www-form-urlencoded",
        headers={"Authorization": f"Basic {basic}"},
    )
    assert answer.status_code == 200, answer.content
    token: str = answer.json()["access_token"]
    return token


def read(token: str, reference: str) -> Any:
    return Browser().get(f"{REQUESTS}/{reference}", headers={"Authorization": f"Bearer {token}"})


def stored(area: Area) -> int:
    with acting_as(service("evidence", area_id=area.id, purpose="test"), now=now()):
        return Request.objects.count()
