"""Who is accredited to lead, day by day: from the first day to the last, both of them in."""

from datetime import date

import pytest

from kith.family_help.services.authority import ACCREDITATION, accredited
from kith.organisations.models import Area, Capability
from tests.fixtures import Acting, administering, practitioner_in

FIRST, LAST = date(2026, 1, 5), date(2026, 3, 4)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "place", "ends", "on", "may"),
    [
        (ACCREDITATION, "dorset", LAST, date(2026, 1, 4), False),
        (ACCREDITATION, "dorset", LAST, FIRST, True),
        (ACCREDITATION, "dorset", LAST, LAST, True),
        (ACCREDITATION, "dorset", LAST, date(2026, 3, 5), False),
        (ACCREDITATION, "dorset", None, date(2036, 1, 1), True),
        (ACCREDITATION, "thurrock", None, LAST, False),
        ("first_aid", "dorset", None, LAST, False),
    ],
)
def test_accredited_on_a_day(kind: str, place: str, ends: date | None, on: date, may: bool, acting: Acting) -> None:
    worker, area = practitioner_in("dorset", "lead_practitioner")
    practitioner_in(place, "administrator")
    held = Area.objects.get(slug=place)
    with administering(held):
        Capability.objects.create(practitioner=worker, area=held, kind=kind, evidence="A course", starts_on=FIRST, ends_on=ends)
    assert accredited(worker, area.pk, on) is may
