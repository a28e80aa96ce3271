"""What the reports ask of teams and hubs, through the pages of an administrator and of a worker."""

import pytest
from bs4 import BeautifulSoup

from kith.administration.tests.helping import TODAY, sent, three, words_of
from kith.organisations.models import Agency, Team
from kith.staff_desk.tests.helping import signed_in


@pytest.mark.row(
    "B-16",
    at="Teams and hubs",
    part="no family belongs to a hub, so none shows its open families; the eight hubs stand there once an administrator "
    "has added them",
)
@pytest.mark.row("C-28", at="Teams and hubs: the page of a hub")
@pytest.mark.row(
    "C-01",
    at="Teams and hubs: the page of a team",
    part="the disciplines in the models are a default until an area states its own; what a hub should have its administrator says",
)
def test_eight_hubs_are_added_and_the_page_of_one_shows_who_works_there_and_who_is_missing(furnished: str) -> None:
    browser = signed_in("administrator", "wolverhampton", profession="other", name="Pat Lead")
    for number in range(1, 9):
        hub = {
            "name": f"Hub {number}",
            "kind": "hub",
            "locality": f"Ward {number}",
            "disciplines": ["police_officer", "health_visitor"],
        }
        sent(browser, "add_team", hub)
    sent(browser, "add_agency", {"name": "West Midlands Police", "kind": "police"})
    place = {"agency": str(Agency.objects.get(name="West Midlands Police").pk), "team": str(Team.objects.get(name="Hub 3").pk)}
    constable = {"email": "pc@example.org", "name": "Pia Constable", "profession": "police_officer", "role": "hub_partner"}
    sent(browser, "add_staff", constable | place | three("starts_on", TODAY))
    social_worker = {"email": "sw@example.org", "name": "Sol Worker", "profession": "social_worker", "registration": "SW1"}
    in_team = {"role": "lead_practitioner", "team": place["team"]}
    sent(browser, "add_staff", social_worker | in_team | three("starts_on", TODAY))
    worker = signed_in("front_door", "wolverhampton")
    listed = words_of(worker.get("/teams/"))
    assert [number for number in range(1, 9) if f"Hub {number}" not in listed] == []
    page = words_of(worker.get(f"/teams/{Team.objects.get(name='Hub 3').slug}/"))
    for said in (
        "Where Ward 3",
        "Disciplines here Police officer, Social worker",
        "Missing, against the area’s model Health visitor",
        "Pia Constable",
        "Police officer West Midlands Police",
        "Sol Worker",
    ):
        assert said in page, said


@pytest.mark.row(
    "B-18",
    at="Administration: Teams, and Record a request",
    part="all hubs are one way in: which of them a request came from is recorded nowhere",
)
def test_a_family_hub_of_thurrock_is_added_and_is_a_way_in(furnished: str) -> None:
    browser = signed_in("administrator", "thurrock", profession="other", name="Pat Lead")
    sent(browser, "add_team", {"name": "Tilbury Family Hub", "kind": "hub", "locality": "Tilbury"})
    worker = signed_in("front_door", "thurrock")
    assert "Tilbury Family Hub" in words_of(worker.get("/teams/"))
    form = BeautifulSoup(worker.get("/front-door/new/public/").content, "html.parser")
    said = {
        "token": form.find("input", {"name": "token"})["value"],
        "channel": "family_hub",
        "immediate_danger": "no",
        "may_be_named": "no",
        "worries": "She is often alone.",
        "child1_forename": "Poppy",
    }
    done = worker.post("/front-door/new/public/", said)
    assert done.status_code == 302, words_of(done)
    assert "Family Hub" in words_of(worker.get(done["Location"])).split("Decide")[0]
