"""Refusing those whose role may not do something."""

from typing import Any

from kith.access.identity import Identity, current_identity
from kith.kernel.refusals import NotPermitted
from kith.organisations.models import Role


def authority(rule: Any, otherwise: str) -> None:
    """Refuse, with the words of what to do instead, whoever has no role that ``rule`` accepts."""
    identity: Identity = current_identity()
    if identity.kind != "service" and not rule({Role(role) for role in identity.roles}):
        raise NotPermitted(otherwise)
