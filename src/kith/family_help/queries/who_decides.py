"""Who acts, by which local model, and what that model lets them decide: asked the same way by pages and by services."""

from datetime import date, datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.family_help.queries.moves import version_labelled
from kith.kernel.time import london_date
from kith.organisations.models import Area, Practitioner
from kith.practice_model.queries import model_in_force, model_of_version
from kith.practice_model.rules import Answer, Model, NotInTheModel


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


def model_kept(label: str, now: datetime) -> Model:
    """Return the model of the version that a step carries, ended or not; the one in force when no version is called so."""
    in_force = area_model(now)
    if label == in_force.version_label:
        return in_force
    version = version_labelled(in_force.area, label)
    return model_of_version(version.pk, london_date(now)) if version else in_force


def made_under(label: str, on: date, model: Model) -> str:
    """Return in words under which version of the model, and which edition of national guidance, something was made on a day."""
    try:
        edition = model.edition_on(on).name
    except NotInTheModel:
        edition = "guidance from before the first edition that is recorded"
    return f"Made under {edition}, and the model {label}" if label else f"Made under {edition}"
