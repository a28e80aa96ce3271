"""Every page of administration answers the area's own administrator, and no one else."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kith.access.sight import PARTS_BY_ROLE
from kith.administration.tests.helping import TODAY
from kith.administration.web.urls import urlpatterns
from kith.organisations.models import (
    Agency,
    Area,
    Capability,
    DutyTurn,
    HubBody,
    Membership,
    Team,
)
from kith.organisations.services import add_area
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import administering, practitioner_in


def some(area: Area, admin: Client) -> dict[str, UUID]:
    """One row of everything an address may name, in the area."""
    worker, _ = practitioner_in("dorset", "front_door")
    team = Team.objects.create(area=area, slug="one", name="One", kind="hub")
    agency = area.agencies.get(kind="childrens_services", slug="dorset-childrens-services")
    now = timezone.now()
    turn = DutyTurn.objects.create(area=area, team=team, practitioner=worker, starts_at=now, ends_at=now + timedelta(hours=1))
    with administering(area):
        body = HubBody.objects.create(area=area, key="a", name="A", group="A", agency=agency, starts_on=TODAY)
        held = Capability.objects.create(practitioner=worker, area=area, kind="family_help_lead", evidence="x", starts_on=TODAY)
    return {
        "practitioner_id": worker.pk,
        "team_id": team.pk,
        "agency_id": agency.pk,
        "turn_id": turn.pk,
        "body_id": body.pk,
        "capability_id": held.pk,
        "place_id": worker.memberships.get(area=area).pk,
    }


def addresses(ids: dict[str, UUID]) -> dict[str, str]:
    found = {}
    for pattern in urlpatterns:
        names = pattern.pattern.converters.keys()
        kwargs = {name: ids.get(name, "a") for name in names}
        found[str(pattern.name)] = reverse(f"administration:{pattern.name}", kwargs=kwargs)
    return found


@pytest.mark.parametrize("role", sorted(set(PARTS_BY_ROLE) - {"administrator"}))
def test_every_page_is_for_administrators_only(area: Area, admin: Client, role: str) -> None:
    ids = some(area, admin)
    client = signed_in(role)
    counted = [m.objects.count() for m in (Membership, Team, Agency, DutyTurn, HubBody, Capability)]
    for name, address in addresses(ids).items():
        assert client.get(address).status_code == 404, name
        assert client.post(address, {}).status_code in {404, 405}, name
    assert [m.objects.count() for m in (Membership, Team, Agency, DutyTurn, HubBody, Capability)] == counted


def test_every_page_answers_its_administrator_and_no_other_areas(area: Area, admin: Client) -> None:
    ids = some(area, admin)
    add_area(slug="lincolnshire", name="Lincolnshire")
    elsewhere = signed_in("administrator", area="lincolnshire", profession="other")
    for name, address in addresses(ids).items():
        assert admin.get(address).status_code == {"name_body": 404, "not_live": 302}.get(name, 200), name
        about = any(str(each) in address for each in ids.values())
        if about:
            assert elsewhere.get(address).status_code == 404, name
            assert elsewhere.post(address, {}).status_code in {404, 405}, name
