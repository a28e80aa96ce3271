"""The four areas as they are entered: their agencies, who holds which place since when,
and their teams and hubs, on the pages."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kith.administration.demonstration import establish_demonstration_areas
from kith.design.words import the_date
from kith.organisations.models import Area, Membership, Team
from kith.practice_model.services import publish_drafts


@pytest.fixture(scope="module")
def areas(module_clone: str) -> dict[str, Area]:
    areas = {area.slug: area for area in establish_demonstration_areas(timezone.now())}
    publish_drafts(valid_from=date(2024, 1, 1), published_by="P. Lead", now=timezone.now())
    return areas


def page(area: str, role: str, address: str) -> BeautifulSoup:
    """Return a page as a persona of the area sees it."""
    client = Client()
    client.post("/personas/", {"persona": f"{area}:{role}"})
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def rows(shown: BeautifulSoup) -> list[list[str]]:
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in shown.select("tbody tr")]


@pytest.mark.row("L-49", at="Administration: agencies")
@pytest.mark.row("L-76", at="Administration: agencies")
@pytest.mark.parametrize(
    ("area", "name"),
    [
        ("lincolnshire", "Lincolnshire County Council children's services"),
        ("thurrock", "Thurrock Council children's services"),
    ],
)
def test_the_council_is_entered_among_the_agencies(areas: dict[str, Area], area: str, name: str) -> None:
    assert [name, "Children's services"] == next(
        row[:2] for row in rows(page(area, "administrator", "/administration/agencies/")) if name in row
    )


@pytest.mark.row(
    "L-20",
    at="Administration: a member of staff",
    part="only places of those who work in Kith: the posts that the law names, such as director, are not recorded",
)
@pytest.mark.row(
    "L-59",
    at="Administration: a member of staff",
    part="only places of those who work in Kith: the posts that the law names, such as director, are not recorded",
)
@pytest.mark.row(
    "L-54",
    at="Administration: a member of staff",
    part="Lincolnshire's police alone, with the home agency and dates of each person: no host of a secondment, no "
    "Integrated Care Board",
)
@pytest.mark.parametrize(
    ("area", "role", "agency"),
    [
        ("dorset", "team_manager", "Dorset Council children's services"),
        ("wolverhampton", "team_manager", "Wolverhampton children's social care"),
        ("lincolnshire", "hub_partner", "Lincolnshire police"),
    ],
)
def test_who_holds_a_place_since_when_and_of_which_agency(areas: dict[str, Area], area: str, role: str, agency: str) -> None:
    held: Any = Membership.objects.filter(area=areas[area], role=role).select_related("practitioner").first()
    shown = page(area, "administrator", reverse("administration:member", args=[held.practitioner_id]))
    assert agency in shown.get_text(" ")
    assert any(held.get_role_display() in row and the_date(held.starts_on) in row for row in rows(shown))


@pytest.mark.row("N-47", at="Teams and hubs")
@pytest.mark.row("L-65", at="Teams and hubs", part="a hub shows no families, and its help is not recorded without an episode")
def test_wolverhampton_shows_its_eight_hubs(areas: dict[str, Area]) -> None:
    hubs = [row[0] for row in rows(page("wolverhampton", "front_door", "/teams/")) if row[0].endswith("Strengthening Family Hub")]
    assert len(hubs) == len(set(hubs)) == 8


@pytest.mark.row("L-41", at="Teams and hubs; a team", part="a family is not assigned to a locality team")
def test_a_locality_team_shows_where_it_works_who_is_there_and_who_is_missing(areas: dict[str, Area]) -> None:
    teams = Team.objects.filter(area=areas["dorset"], kind="family_help")
    listed = {row[0]: row for row in rows(page("dorset", "team_manager", "/teams/"))}
    assert {team.name for team in teams} == {name for name in listed if name.endswith("Family Help team")}
    assert len(teams) == 5
    for team in teams:
        text = " ".join(page("dorset", "team_manager", f"/teams/{team.slug}/").get_text(" ").split())
        _, _, present, missing = listed[team.name]
        for words in (f"Where {team.locality}", f"Disciplines here {present}", f"Missing, against the area’s model {missing}"):
            assert words.replace("model Nothing", "model Nothing is missing") in text, words
    assert any("Social worker" in row[2] and row[3] not in {"Nothing", "Not set"} for row in listed.values())


@pytest.mark.row(
    "L-79", at="Administration: teams; Teams and hubs", part="a request says that it came from a Family Hub, not from which"
)
def test_thurrocks_network_of_hubs_grows_by_page(areas: dict[str, Area]) -> None:
    client = Client()
    client.post("/personas/", {"persona": "thurrock:administrator"})
    assert client.post("/administration/teams/add/", {"name": "Purfleet Family Hub", "kind": "hub"}).status_code == 302
    hubs = {row[0] for row in rows(page("thurrock", "front_door", "/teams/")) if row[0].endswith("Family Hub")}
    assert {"Aveley Family Hub", "Tilbury Family Hub", "Purfleet Family Hub"} <= hubs
