"""How a door tries something and shows a refusal beside the field that can mend it, and from which address it was asked."""

from collections.abc import Callable
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from kith.access.identity import Identity
from kith.kernel.refusals import Refusal

Result = TypeVar("Result")


class SignedIn(HttpRequest):
    """A request that runs inside ``acting_as``."""

    kith_identity: Identity
    kith_now: datetime


def attempt(form: forms.Form, action: Callable[[], Result]) -> Result | None:
    """Call ``action`` in a savepoint. A refusal undoes all it wrote and becomes an error of ``form``, with the rule's id as its
    code; then returns ``None``.

    A database constraint that has a message is a refusal too (``kernel.constraints``); one without is our mistake and raised.
    """
    try:
        with transaction.atomic():
            return action()
    except Refusal as refusal:
        form.add_error(
            refusal.field if refusal.field in form.fields else None, ValidationError(refusal.message, code=refusal.rule)
        )
    return None


def address_of(request: HttpRequest) -> str:
    """Return the network address of the caller, as the outermost of our own proxies saw it (``KITH_PROXIES``).

    Each proxy adds at the right of ``X-Forwarded-For`` the address that spoke to it; what stands further left is only what a
    caller says. One home has a whole /64 of IPv6, so those are taken together.
    """
    spoke = str(request.META.get("REMOTE_ADDR") or "")
    chain = [*(part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()), spoke]
    seen = chain[max(len(chain) - 1 - settings.PROXIES, 0)]
    try:
        # Some proxies add the port.
        address = ip_address(seen.split(":")[0] if seen.count(":") == 1 else seen)
    except ValueError:
        return spoke
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False).network_address)
    return str(address)
