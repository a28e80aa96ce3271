"""Who decides at the front door: a practitioner with a role there."""

from datetime import datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.front_door.local_model import model_for
from kith.kernel.refusals import NotPermitted
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner

FRONT_DOOR_ROLES = frozenset({"front_door", "out_of_hours", "duty_worker", "team_manager", "senior_social_worker"})


def practitioner() -> Practitioner:
    """Return the practitioner who acts. Raises ``NotPermitted`` for a service or a client: they decide nothing."""
    identity = current_identity()
    if identity.practitioner_id is None:
        raise NotPermitted("Only a practitioner can do this. Sign in as one.")
    return Practitioner.objects.get(pk=identity.practitioner_id)


def must_be_able(step: str, *, area_id: UUID, now: datetime, as_also: frozenset[str] = frozenset()) -> Practitioner:
    """Return the practitioner who acts, where the area's model lets their roles take a step, such as ``ask_hub``.

    ``as_also``: roles in which they act beside their own. Raises ``NotPermitted`` with the element of the model that says so.
    """
    who = practitioner()
    answer = model_for(area_id, london_date(now)).may(step, roles() | as_also, who.is_social_worker)
    if answer.no:
        raise answer.refusal(answer.no)
    return who


def roles() -> frozenset[str]:
    """Return the roles in which the actor acts."""
    return frozenset(str(role) for role in current_identity().roles)
