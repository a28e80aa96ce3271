"""An area with the people and teams that refusals are tried on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from kith.organisations import services
from kith.organisations.models import Agency, Area, Capability, DutyTurn, HubBody, Membership, Practitioner, Team
from kith.organisations.services.duty import add_duty
from kith.organisations.services.hub_bodies import name_hub_body
from kith.organisations.services.staff import (
    add_capability,
    bring_in,
)
from tests.fixtures import NOON, administering, practitioner_in, signs_in

TODAY = date(2026, 3, 4)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass
class Here:
    """Dorset with a lead practitioner (Rosa) and its one administrator (Ada), a team on the rota, a hub body; and Thurrock beside it."""

    area: Area
    other: Area
    rosa: Practitioner
    ada: Practitioner
    gone: Practitioner
    team: Team
    theirs: Team
    ended: Team
    agency: Agency
    body: HubBody
    turn: DutyTurn
    shown: Capability

    def place(self, who: Practitioner) -> Membership:
        return Membership.objects.select_related("practitioner", "area").get(practitioner=who, area=self.area)

    def bring(self, **said: Any) -> Membership:
        return bring_in(
            **{"area": self.area, "email": "new@example.org", "role": "front_door", "name": "Nell New", "now": NOON} | said
        )

    def duty(self, **said: Any) -> list[DutyTurn]:
        return add_duty(
            **{"team": self.team, "practitioner": self.rosa, "starts_at": NOON + 9 * DAY, "ends_at": NOON + 9 * DAY + 8 * HOUR}
            | said
        )

    def show(self, **said: Any) -> Capability:
        told = {"practitioner": self.ada, "area": self.area, "kind": "family_help_lead", "evidence": "Seen", "starts_on": TODAY}
        return add_capability(**told | said)

    def name_body(self, **said: Any) -> HubBody:
        told = {
            "area": self.area,
            "key": "police",
            "name": "Police",
            "group": "Police",
            "agency": self.agency,
            "starts_on": TODAY,
        }
        return name_hub_body(**told | said)


@pytest.fixture
def here(db: None) -> Iterator[Here]:
    rosa, area = practitioner_in("dorset", "lead_practitioner", name="Rosa Lead")
    ada, _ = practitioner_in("dorset", "administrator", name="Ada Admin")
    gone, other = practitioner_in("thurrock", "front_door", name="Gus Gone")
    for each, place, email in (
        (rosa, area, "rosa@example.org"),
        (ada, area, "ada@example.org"),
        (gone, other, "gus@example.org"),
    ):
        signs_in(each, place, email)
    with administering(other):
        services.leave(practitioner=gone, now=NOON)
        gone.refresh_from_db()
        theirs = Team.objects.create(area=other, slug="west", name="West", kind="family_help")
    with administering(area):
        team = Team.objects.create(area=area, slug="north", name="North", kind="front_door")
        ended = Team.objects.create(area=area, slug="old", name="Old", kind="family_help", ends_on=TODAY - DAY)
        agency = Agency.objects.get(slug="dorset-childrens_services")
        yield Here(
            area=area,
            other=other,
            rosa=rosa,
            ada=ada,
            gone=gone,
            team=team,
            theirs=theirs,
            ended=ended,
            agency=agency,
            body=HubBody.objects.create(area=area, key="health", name="Health", group="Health", agency=agency, starts_on=TODAY),
            turn=DutyTurn.objects.create(area=area, team=team, practitioner=rosa, starts_at=NOON - 8 * HOUR, ends_at=NOON),
            shown=Capability.objects.create(
                practitioner=rosa, area=area, kind="family_help_lead", evidence="Seen", starts_on=TODAY
            ),
        )


Act = Callable[[Here], Any]
