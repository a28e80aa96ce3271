"""What stands on the page of dangers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, SmallIntegerField, Value, When

from kith.family_help.models import DangerAlert
from kith.family_help.queries.banner import Banner, banner_of
from kith.kernel.paging import Page, Place, Source, page_of
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.people.models import Family
from kith.practice_model.queries import model_in_force


@dataclass(frozen=True)
class DangerPage:
    family: Family
    banner: Banner
    alerts: Page[DangerAlert]
    out_of_hours: str | None


def danger_page(family_id: UUID, *, now: datetime, place: Place | None = None) -> DangerPage:
    """Return what stands on the page of dangers. Raises :class:`NotFound`."""
    banner = banner_of(family_id, now=now)
    if banner is None:
        raise NotFound
    family = Family.objects.select_related("area").get(pk=family_id)
    model = model_in_force(family.area.slug, london_date(now))
    # What nobody has answered stands first, however old it is.
    raised = (
        DangerAlert.objects.select_related("answered_by", "on_duty")
        .filter(family=family)
        .annotate(waits=Case(When(answered_at__isnull=True, then=Value(1)), default=Value(0), output_field=SmallIntegerField()))
    )
    alerts: Page[DangerAlert] = page_of(Source(raised, ("-waits", "-raised_at", "-id")), place=place, size=20, name="alerts")
    return DangerPage(family, banner, alerts, model.out_of_hours_number)
