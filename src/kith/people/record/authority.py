"""Refusing a worker whose role does not allow something."""

from typing import Any

from kith.access.identity import Identity, current_identity
from kith.kernel.refusals import NotPermitted
from kith.organisations.models import Role


def authority(rule: Any, otherwise: str) -> None:
    """Refuse a worker without a role that ``rule`` accepts, with the words of what to do instead."""
    identity: Identity = current_identity()
    if identity.kind != "service" and not rule({Role(role) for role in identity.roles}):
        raise NotPermitted(otherwise)
