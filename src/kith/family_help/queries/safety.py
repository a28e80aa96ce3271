"""What stands on the page of the immediate safety plan."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.access.sight import Part
from kith.family_help.models import SafetyPlan
from kith.family_help.queries.family_rows import SEES
from kith.kernel.paging import Page, Place, Source, page_of
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.people.models import Family
from kith.practice_model.queries import NoModelInForce, model_in_force


@dataclass(frozen=True)
class SafetyPage:
    family: Family
    standing: SafetyPlan | None
    earlier: Page[SafetyPlan]
    out_of_hours: str


def standing_plan(family_id: UUID) -> SafetyPlan | None:
    """Return the safety plan that holds for a family now."""
    return SafetyPlan.objects.select_related("made_by").filter(family_id=family_id, ended_at__isnull=True).first()


def safety_page(family_id: UUID, *, now: datetime, place: Place | None = None) -> SafetyPage:
    """Return the plan that stands, and those before it. Raises :class:`NotFound`, also for who does not see the help of the
    family: they would take it that none stands."""
    family = Family.objects.select_related("area").filter(pk=family_id).annotate(sees=SEES).first()
    if family is None or Part.EPISODE not in family.sees:
        raise NotFound
    ended = SafetyPlan.objects.select_related("made_by", "ended_by").filter(family=family, ended_at__isnull=False)
    earlier: Page[SafetyPlan] = page_of(Source(ended, ("-ended_at", "-id")), place=place, size=10, name="earlier")
    try:
        number = model_in_force(family.area.slug, london_date(now)).out_of_hours_number or ""
    except NoModelInForce:
        number = ""
    return SafetyPage(family, standing_plan(family_id), earlier, number)
