"""Making and ending API clients, and telling who calls."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from oauth2_provider.generators import generate_client_id, generate_client_secret
from oauth2_provider.models import get_access_token_model, get_application_model

from kith.access.identity import Identity
from kith.kernel.refusals import Refusal
from kith.organisations.models import Agency, Area
from kith.partner_api.models import Client

SCOPE = "requests"


class UnknownPlace(Refusal):
    """There is no such agency or area."""

    code = "unknown_place"
    source = "docs/using/api.md"


@dataclass(frozen=True)
class Credentials:
    """What an agency's system needs to call the API. The secret is shown once and kept only as a hash."""

    client_id: str
    client_secret: str
    client: Client


def create_client(*, name: str, agency: str, area: str, now: datetime) -> Credentials:
    """Make an OAuth2 client (client credentials) that sends for an agency into one area.

    ``agency`` and ``area`` are slugs. Raises :class:`UnknownPlace` with what there is.
    """
    place = Area.objects.filter(slug=area).first()
    if place is None:
        raise UnknownPlace(
            f"There is no area {area}. Areas: {_listed(Area.objects.values_list('slug', flat=True))}.",
            field="area",
        )
    sender = Agency.objects.filter(slug=agency).first()
    if sender is None:
        there = Agency.objects.filter(areas=place).values_list("slug", flat=True)
        raise UnknownPlace(f"There is no agency {agency}. Agencies of {area}: {_listed(there)}.", field="agency")
    client_id, secret = generate_client_id(), generate_client_secret()
    application_model = get_application_model()
    with transaction.atomic():
        application_model.objects.create(
            name=name,
            client_id=client_id,
            client_secret=secret,
            client_type=application_model.CLIENT_CONFIDENTIAL,
            authorization_grant_type=application_model.GRANT_CLIENT_CREDENTIALS,
        )
        client = Client.objects.create(name=name, oauth_client_id=client_id, agency=sender, area=place, created_at=now)
    return Credentials(client_id=client_id, client_secret=secret, client=client)


def end_client(*, client: Client, now: datetime) -> None:
    """Stop a client: its tokens are refused from now on."""
    Client.objects.filter(pk=client.pk, ended_at__isnull=True).update(ended_at=now)


def client_of_token(token: str, *, now: datetime) -> Client | None:
    """Return the client whose valid, unexpired token this is, or ``None``. One query: this stands before every call."""
    tokens = get_access_token_model().objects.filter(token_checksum=_checksum(token), expires__gt=now, scope__contains=SCOPE)
    return (
        Client.objects.select_related("area")
        .filter(ended_at__isnull=True, oauth_client_id__in=tokens.values("application__client_id"))
        .first()
    )


def identity_of(client: Client, *, why: str) -> Identity:
    """Return the identity under which a client's calls run."""
    return Identity(
        kind="client",
        name=client.name,
        area_id=client.area_id,
        purpose="request_for_support",
        why=why,
        agency_id=client.agency_id,
        client_id=client.id,
    )


def _checksum(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _listed(slugs: object) -> str:
    return ", ".join(sorted(slugs)) or "none"  # type: ignore[call-overload]
