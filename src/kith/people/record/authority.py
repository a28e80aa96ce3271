"""Refusing a worker whose role does not allow something."""

from kith.access.identity import Identity, current_identity
from kith.kernel.refusals import NotPermitted
from kith.kernel.rules import Rule


def authority(rule: Rule[[set[str]], bool]) -> None:
    """Refuse a worker without a role that ``rule`` accepts, in the rule's words."""
    identity: Identity = current_identity()
    if identity.kind != "service" and not rule({str(role) for role in identity.roles}):
        raise NotPermitted(rule.no())
