"""Who acts, by which local model, and what that model lets them decide: asked the same way by pages and by services."""

from datetime import datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.kernel.time import london_date
from kith.organisations.models import Area, Practitioner
from kith.practice_model.queries import model_in_force
from kith.practice_model.rules import Answer, Model


def practitioner_id() -> UUID | None:
    """Return the practitioner who acts; a named service is none."""
    return current_identity().practitioner_id


def acts_as_social_worker() -> bool:
    """Return whether the actor is a qualified social worker."""
    acting = practitioner_id()
    return acting is not None and Practitioner.objects.get(pk=acting).is_social_worker


def area_model(now: datetime) -> Model:
    """Return the practice model in force in the area acted in."""
    return model_in_force(Area.objects.get(pk=current_identity().area_id).slug, london_date(now))


def may_take(decision: str, *, now: datetime) -> Answer:
    """Say whether the actor may take a step of the area's model, such as ``allocate_lead``."""
    return area_model(now).may(decision, current_identity().roles, acts_as_social_worker())
