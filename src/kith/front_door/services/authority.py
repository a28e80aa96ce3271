"""Who decides at the front door: a practitioner with a role there."""

from kith.access.identity import current_identity
from kith.kernel.refusals import NotPermitted
from kith.organisations.models import Practitioner

FRONT_DOOR_ROLES = frozenset({"front_door", "out_of_hours", "duty_worker", "team_manager", "senior_social_worker"})


def practitioner() -> Practitioner:
    """Return the practitioner who acts. Raises ``NotPermitted`` for a service or a client: they decide nothing."""
    identity = current_identity()
    if identity.practitioner_id is None:
        raise NotPermitted("Only a practitioner can do this. Sign in as one.")
    return Practitioner.objects.get(pk=identity.practitioner_id)


def roles() -> frozenset[str]:
    """Return the roles in which the actor acts."""
    return frozenset(str(role) for role in current_identity().roles)
