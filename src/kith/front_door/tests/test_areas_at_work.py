"""What an area's model decides, on the pages of the front door: ways in, the hub, who decides, by when."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from kith.front_door.tests.conftest import simple_body
from kith.front_door.tests.test_pages import begun, place, sent, signed_in, words_of
from kith.kernel.refusals import Refusal
from kith.organisations.models import Area, DutyTurn, Team
from kith.practice_model.reading import draft
from kith.practice_model.services import publish
from tests.fixtures import practitioner_in

__all__ = ["place"]

HELD = {
    "p0_reason": "Tired and late, and his mother asks for help.",
    "p0_strengths": "His mother asks for help.",
    "p0_needs": "Sleep, and getting to school.",
    "p0_lead_kind": "social worker",
    "p0_lead_reason": "It needs one.",
    "p0_primary_need": "N4",
}
ASKED = {"basis": "agreement", "basis_words": "Ana agreed today", "parents_told": "yes", "about": ["c"], "bodies": ["police"],
         "question": "Have you been called there?", "necessary": "She says there are arguments."}  # fmt: skip
RELATIVE = {"immediate_danger": "no", "name": "Mrs Legg", "role": "Grandmother", "may_be_named": "no", "worries": "She goes stiff.",
            "child1_role": "child", "child1_forename": "Poppy", "child1_surname": "Cartlidge", "child1_born_day": "2",
            "child1_born_month": "6", "child1_born_year": "2018"}  # fmt: skip


@pytest.fixture
def areas(furnished: str) -> dict[str, Area]:
    return {area.slug: area for area in Area.objects.all()}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Return ``at(moment)``: from then on every page is opened at that moment."""

    def set_to(moment: datetime) -> None:
        for page in ("kith.access.middleware", "kith.public_site.web.views", "kith.front_door.tests.test_pages"):
            monkeypatch.setattr(f"{page}.now", lambda: moment)

    return set_to


def ways_in(worker: Client) -> set[str]:
    page = BeautifulSoup(worker.get("/front-door/new/relative/").content, "html.parser")
    return {each["value"] for each in page.select("[name=channel] option, input[name=channel]") if each["value"]}


def record(worker: Client, **said: str) -> Any:
    page = BeautifulSoup(worker.get("/front-door/new/relative/").content, "html.parser")
    return worker.post("/front-door/new/relative/", {**RELATIVE, "token": page.find("input", {"name": "token"})["value"], **said})


@pytest.mark.row(
    "V-02",
    at="Record a request",
    part="hours are not set in Dorset, Lincolnshire and Thurrock; Grantham's police hub is no channel",
)
@pytest.mark.parametrize(
    ("area", "offered"),
    [
        ("dorset", {"chad", "mash", "family_help_hub"}),
        ("lincolnshire", {"front_door"}),
        ("wolverhampton", {"mash24", "strengthening_family_hub"}),
        ("thurrock", {"family_hub"}),
    ],
)
def test_each_area_offers_its_own_ways_in(areas: dict[str, Area], area: str, offered: set[str]) -> None:
    worker = signed_in("front_door", area)
    assert ways_in(worker) - {"front_door"} == offered - {"front_door"}
    # what is not in use yet, or is another area's, is refused
    elsewhere = {"dorset": "education_advice_line"}.get(area, "chad")
    assert "There is a problem" in words_of(record(worker, channel=elsewhere))


@pytest.mark.row("L-36", at="Front door; the page of a request", part="ChAD has no queue and no report of its own")
@pytest.mark.row(
    "L-79", at="Record a request; the page of a request", part="a request says that it came from a Family Hub, not from which"
)
@pytest.mark.parametrize(
    ("area", "channel", "name"),
    [("dorset", "chad", "Children’s Advice and Duty Service (ChAD)"), ("thurrock", "family_hub", "Family Hub")],
)
def test_a_request_says_by_which_way_it_came(areas: dict[str, Area], area: str, channel: str, name: str) -> None:
    worker = signed_in("front_door", area)
    done = record(worker, channel=channel)
    assert done.status_code == 302, words_of(done)
    assert f", {name})" in words_of(worker.get(done["Location"]))
    assert "Poppy Cartlidge" in words_of(worker.get("/front-door/"))


@pytest.mark.row(
    "L-38",
    at="Decide, at the front door; the family's page",
    part="nothing is routed to the hub: whoever decides begins the help, by any channel",
)
def test_what_came_to_the_family_help_hub_begins_help_without_being_typed_again(areas: dict[str, Area]) -> None:
    receipt = sent(areas["dorset"], simple_body(channel="family_help_hub"))
    worker = signed_in("front_door", "dorset")
    here = f"/front-door/{receipt.request_id}/"
    assert "Family Help Hub" in words_of(worker.get(here))
    done = worker.post(f"{here}decide/", {**HELD, "p0_outcome": "family_help", "p0_agreement": "Ana, today"})
    assert done.status_code == 302, words_of(done)
    family = BeautifulSoup(worker.get(here).content, "html.parser").select_one("a[href^='/families/']")
    page = words_of(signed_in("team_manager", "dorset").get(family["href"]))
    for words in ("Milo Hart", "Ana Hart", "By agreement", HELD["p0_reason"]):
        assert words in page, words


@pytest.mark.row("N-46", at="Hub questions")
@pytest.mark.row("L-62", at="Hub questions")
@pytest.mark.row("L-66", at="Administration: hub bodies")
@pytest.mark.row("L-67", at="Administration: hub bodies")
@pytest.mark.row("L-68", at="Administration: hub bodies")
@pytest.mark.row("L-69", at="Administration: hub bodies")
def test_the_hub_of_wolverhampton_shows_its_nine_groups_and_who_has_answered(place: Area) -> None:
    listed = BeautifulSoup(signed_in("administrator", profession="other").get("/administration/hub/").content, "html.parser")
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")][:2] for row in listed.select("tbody tr")]
    assert {name for name, group in rows if group == "Health"} == {
        "Black Country Healthcare NHS Foundation Trust", "Integrated Care Board", "The Royal Wolverhampton Trust",
    }  # fmt: skip
    assert len(rows) == 11
    assert {name for name, group in rows if group != "Health"} == {
        "Police", "Education", "Housing", "Adult Social Care", "Probation", "Early Help", "Substance Misuse Services", "Children’s Social Care",
    }  # fmt: skip
    worker = signed_in("front_door")
    here = f"/front-door/{sent(place, simple_body()).request_id}/"
    assert worker.post(f"{here}ask-hub/", {**ASKED, "bodies": ["police", "housing"]}).status_code == 302
    page = BeautifulSoup(worker.get("/front-door/hub/").content, "html.parser")
    assert "This hub has 11 bodies in 9 groups" in page.get_text(" ")
    links = {a.get_text(strip=True).split(":")[0]: a["href"] for a in page.select("#questions a")}
    assert worker.post(links["Housing"], {"held": "yes", "words": "Rent is owed.", "mark": "professionals"}).status_code == 302
    counted = BeautifulSoup(worker.get("/front-door/hub/").content, "html.parser").select("tbody tr")
    cells = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in counted]
    asked = [["Housing", "1", "0", "0", "", "Housing"], ["Police", "0", "1", "0", "", "Police"]]
    assert [row for row in cells if "Not asked" not in row] == asked
    assert len([row for row in cells if row[1:5] == ["0", "0", "0", "Not asked"]]) == 9, "who was not asked stands there too"


NOT_ASKED = ["Black Country Healthcare NHS Foundation Trust", "Integrated Care Board", "The Royal Wolverhampton Trust", "Education",
             "Adult Social Care", "Probation", "Early Help", "Substance Misuse Services", "Children’s Social Care"]  # fmt: skip


def test_bodies_that_were_not_asked_stand_on_the_request_as_not_asked(place: Area) -> None:
    worker = signed_in("front_door")
    here = f"/front-door/{sent(place, simple_body()).request_id}/"
    assert worker.post(f"{here}ask-hub/", {**ASKED, "bodies": ["police", "housing"]}).status_code == 302
    links = {
        a.get_text(strip=True).split(":")[0]: a["href"]
        for a in BeautifulSoup(worker.get("/front-door/hub/").content, "html.parser").select("#questions a")
    }
    assert worker.post(links["Housing"], {"held": "no", "words": "", "mark": "professionals"}).status_code == 302
    shown = [
        each.get_text(" ", strip=True)
        for each in BeautifulSoup(worker.get(here).content, "html.parser").select("h3.kith-task__title")
    ]
    bodies = {name: said for said in shown for name in [*NOT_ASKED, "Police", "Housing"] if name in said}
    assert {name for name, said in bodies.items() if said.endswith("Not asked")} == set(NOT_ASKED)
    assert bodies["Police"].endswith("Outstanding")
    assert bodies["Housing"].endswith("Nothing held"), "to hold nothing is an answer, not a body that was not asked"


def test_who_takes_a_step_of_the_front_door_is_the_areas_choice(place: Area) -> None:
    """The steps of asking the hub and of confirming who somebody is are decided by the model in force."""
    text = draft("wolverhampton").replace('version = "1"', 'version = "2"', 1)
    for step, name in (("ask_hub", "Ask agencies"), ("confirm_match", "Confirm")):
        text += (
            f'\n[decisions.{step}]\nname = "{name}"\nroles = ["team_manager"]\nstatus = "agreed"\nrows = ["B-13"]\n'
            'source = "A made-up source"\nbinding = "local"\n'
        )
    here = f"/front-door/{sent(place, simple_body()).request_id}/"
    worker = signed_in("front_door")
    publish(text=text, valid_from=date(2024, 6, 1), published_by="P. Lead", now=datetime(2024, 6, 1, tzinfo=UTC))
    refused = worker.post(f"{here}ask-hub/", {**ASKED, "bodies": ["police"]})
    assert refused.status_code == 200
    assert "Ask agencies: this is decided by team manager" in words_of(refused)
    page = BeautifulSoup(worker.get(here).content, "html.parser")
    who = page.select_one("form[action*='/who/']")
    answer = worker.post(who["action"], {"is": "new"}, follow=True)
    assert "Confirm: this is decided by team manager" in words_of(answer)
    manager = signed_in("team_manager")
    assert manager.post(f"{here}ask-hub/", {**ASKED, "bodies": ["police"]}).status_code == 302


@pytest.mark.row(
    "L-62", at="My day; Front door", part="a request is told to whoever is on duty, and is allocated to nobody by name"
)
def test_at_two_on_a_sunday_a_request_is_taken_timed_and_told_to_whoever_is_on_duty(
    place: Area,
    at: Callable[[datetime], None],
) -> None:
    night = datetime(2026, 3, 8, 2, 10, tzinfo=UTC)
    at(night)
    worker = signed_in("front_door", name="Nia Night")
    person, _ = practitioner_in("wolverhampton", "front_door", name="Nia Night")
    team = Team.objects.create(area=place, slug="mash24", name="MASH24", kind="front_door", telephone="01902 960100")
    DutyTurn.objects.create(
        area=place, team=team, practitioner=person, starts_at=night - timedelta(hours=9), ends_at=night + timedelta(hours=6)
    )
    visitor = Client()
    receipt = words_of(
        visitor.post(begun(visitor, "relative"), {**RELATIVE, "immediate_danger": "yes", "worries": "He has locked her out."})
    )
    assert "We have received it" in receipt
    number = receipt.split("Your receipt number")[1].split()[0]
    page = words_of(worker.get("/front-door/"))
    assert f"Receipt {number}" in page
    assert "8 March 2026 at 2:1" in page
    assert f"Request {number}: someone may be being hurt now" in page
    day = words_of(worker.get("/"))
    assert "Poppy Cartlidge" in day.partition("Requests to read first (1)")[2]
    assert "MASH24 : Nia Night" in words_of(worker.get("/teams/"))


@pytest.mark.row(
    "L-63",
    at="Front door; Decide",
    part="the Child Assessment Team is no team of its own, and no assessment is assigned to somebody in it",
)
def test_wolverhamptons_one_queue_takes_everything_and_a_social_worker_decides_on_an_assessment(place: Area) -> None:
    sent(place, simple_body(channel="strengthening_family_hub"))
    visitor = Client()
    visitor.post(begun(visitor, "relative"), RELATIVE)
    worker = signed_in("front_door")
    assert record(worker, channel="mash24", child1_forename="Robin").status_code == 302
    page = words_of(worker.get("/front-door/"))
    for name in ("Milo Hart", "Poppy Cartlidge", "Robin Cartlidge"):
        assert name in page, name
    receipt = sent(place, simple_body(reference="R-2", channel="mash24", people=[{"key": "c", "role": "child", "forename": "Ida"}],
                                      relationships=[]))  # fmt: skip
    here = f"/front-door/{receipt.request_id}/"
    said = {**HELD, "p0_outcome": "initial_social_work_assessment"}
    other = signed_in("front_door", profession="family_worker")
    assert "social worker" in words_of(other.post(f"{here}decide/", said)).partition("There is a problem")[2][:400]
    assert worker.post(f"{here}decide/", said).status_code == 302
    made = words_of(worker.get(here))
    assert "Initial social work assessment" in made
    assert "wolverhampton front_door social_worker childrens_services, " in made


@pytest.mark.row(
    "L-80",
    at="Front door; the page of a request",
    part="no report counts who was directed to early help, accepted, started or did not engage",
)
def test_thurrock_closes_no_relatives_request_alone_and_shows_an_anonymous_caller_what_came_before(
    areas: dict[str, Area],
) -> None:
    body = simple_body(kind="relative", sender={"name": "Nan", "may_be_named": "no"})
    receipt = sent(areas["thurrock"], body)
    worker, manager = signed_in("front_door", "thurrock"), signed_in("team_manager", "thurrock")
    here = f"/front-door/{receipt.request_id}/"
    said = {"p0_outcome": "nfa", "p0_reason": "Looked at with the school."}
    assert "manager" in words_of(worker.post(f"{here}decide/", said)).partition("There is a problem")[2][:400]
    assert "There is a problem" in words_of(manager.post(f"{here}decide/", {**said, "p0_reason": ""}))
    assert manager.post(f"{here}decide/", said).status_code == 302
    # an anonymous call about the same child reaches the queue and shows that contact
    again = sent(areas["thurrock"], simple_body(reference="R-2", kind="anonymous", sender={}))
    there = f"/front-door/{again.request_id}/"
    assert "Milo Hart" in words_of(worker.get("/front-door/"))
    earlier = words_of(worker.get(there)).partition("Earlier contacts on the same child")[2]
    assert "Decided: Milo Hart: nfa" in earlier
    # early help is followed until it starts or does not
    agreed = {**HELD, "p0_outcome": "early_help", "p0_agreement": "Ana, today"}
    done = worker.post(f"{there}decide/", agreed)
    assert done.status_code == 302, words_of(done)
    page = BeautifulSoup(worker.get(there).content, "html.parser")
    take_up = page.find("button", {"name": "take_up", "value": "not_engaged"}).find_parent("form")["action"]
    for code, word in (("accepted", "accepted"), ("started", "started"), ("not_engaged", "not engaged")):
        worker.post(take_up, {"take_up": code})
        assert f"Early help: {word}" in words_of(worker.get(there))


@pytest.mark.row(
    "X-01",
    at="Ask agencies, at the front door",
    part="a plan that is handed over and what the API answers carry no basis of sharing of their own",
)
def test_the_hub_is_asked_on_a_recorded_basis_only_and_protection_overrides_with_a_reason(place: Area) -> None:
    receipt = sent(place, simple_body(agreement={"service": "yes", "sharing": "no", "by": "Ana, his mother"}))
    worker = signed_in("front_door")
    here = f"/front-door/{receipt.request_id}/"
    for wrong in ({"basis_words": " "}, {"basis": "none"}, {"necessary": ""}, {"question": ""}, {"bodies": []}):
        assert "There is a problem" in words_of(worker.post(f"{here}ask-hub/", {**ASKED, **wrong})), wrong
    # they said no, so agreement is no basis, whatever is written
    assert "Nobody has agreed that information is shared" in words_of(worker.post(f"{here}ask-hub/", ASKED))
    suspected = {**ASKED, "basis": "suspicion", "basis_words": "A mark on his neck", "parents_told": "no"}
    other = signed_in("front_door", profession="family_worker")
    told = {**suspected, "parents_not_told_reason": "He might be hurt for it"}
    assert "A qualified social worker says what gives reasonable cause" in words_of(other.post(f"{here}ask-hub/", told))
    assert "There is a problem" in words_of(worker.post(f"{here}ask-hub/", suspected)), "why are the parents not told?"
    done = worker.post(f"{here}ask-hub/", told)
    assert done.status_code == 302, words_of(done)
    page = words_of(worker.get(here)).partition("Asked of agencies")[2]
    for words in ("A mark on his neck", "Parents not told: He might be hurt for it", "Police", "Have you been called there?"):
        assert words in page, words


@pytest.mark.row("X-17", at="The family's page", part="whether a child is competent to decide for themselves is not recorded")
def test_who_is_responsible_and_who_refused_stand_on_the_familys_page(place: Area) -> None:
    receipt = sent(place, simple_body(agreement={"service": "no", "sharing": "no", "by": "Ana, his mother"}))
    worker = signed_in("front_door")
    here = f"/front-door/{receipt.request_id}/"
    done = worker.post(f"{here}decide/", {**HELD, "p0_outcome": "section_17"})
    assert done.status_code == 302, words_of(done)
    family = BeautifulSoup(worker.get(here).content, "html.parser").select_one("a[href^='/families/']")["href"]
    page = words_of(signed_in("team_manager").get(family))
    for words in ("Ana Hart: having a service: no", "Ana Hart: sharing information: no", "parental responsibility"):
        assert words in page, words


@pytest.mark.row(
    "X-25",
    at="Decide, at the front door",
    part="nothing is handed over in Kith: no transfer of a record, no unit shared by areas with its capacity",
)
def test_a_child_of_another_area_is_passed_on_with_whom_it_was_agreed(place: Area) -> None:
    receipt = sent(place, simple_body())
    worker = signed_in("front_door")
    here = f"/front-door/{receipt.request_id}/"
    said = {"p0_outcome": "another_area", "p0_reason": "He lives in Dudley.", "words_for_sender": "We passed it on."}
    assert "There is a problem" in words_of(worker.post(f"{here}decide/", said))
    done = worker.post(f"{here}decide/", {**said, "p0_passed_to": "Dudley, Mr Ash, today at ten"})
    assert done.status_code == 302, words_of(done)
    assert "Dudley, Mr Ash, today at ten" in words_of(worker.get(here))
    assert signed_in("front_door", "dorset").get(here).status_code == 404, "one record for each area"


@pytest.mark.row(
    "X-02",
    at="The page of a request",
    part="an area cannot shorten it: the national example asks for one working day exactly, of every area",
)
@pytest.mark.row("X-06", at="The page of a request")
@pytest.mark.row(
    "X-07",
    at="The page of a request",
    part="one calendar of working days and bank holidays for all services; the limits in hours are set by no area",
)
def test_a_day_that_is_due_is_counted_by_the_guidance_or_by_an_area_that_is_quicker(
    areas: dict[str, Area], at: Callable[[datetime], None]
) -> None:
    # given an area that gives itself 30 working days for an assessment where the guidance gives 45
    quick = """
[limits.assessment]
amount = 30
status = "live"
rows = ["X-06"]
source = "Our own standard"
binding = "local"
"""
    text = draft("dorset").replace('version = "1"', 'version = "2"', 1) + quick
    publish(text=text, valid_from=date(2026, 3, 1), published_by="P. Lead", now=datetime(2026, 3, 1, tzinfo=UTC))
    at(datetime(2026, 3, 4, 12, tzinfo=UTC))
    # Good Friday, Easter Monday and the holiday in May do not count.
    for area, due in (("dorset", "Assessment due 17 April 2026"), ("lincolnshire", "Assessment due 11 May 2026")):
        worker = signed_in("front_door", area)
        here = f"/front-door/{sent(areas[area], simple_body()).request_id}/"
        before = words_of(worker.get(here))
        assert "Due by the end of Thursday 5 March" in before or "Due tomorrow" in before, before
        assert "Working Together to Safeguard Children 2023" in before
        done = worker.post(f"{here}decide/", {**HELD, "p0_outcome": "section_17"})
        assert done.status_code == 302, words_of(done)
        assert due in words_of(worker.get(here))


def test_a_senior_social_worker_who_may_decide_sees_the_front_door_and_its_hub(place: Area) -> None:
    here = f"/front-door/{sent(place, simple_body()).request_id}/"
    senior = signed_in("senior_social_worker")
    assert "Milo Hart" in words_of(senior.get("/front-door/"))
    assert senior.get(f"{here}decide/").status_code == 200
    assert senior.post(f"{here}ask-hub/", {**ASKED, "bodies": ["police"]}).status_code == 302
    assert "Police" in words_of(senior.get("/front-door/hub/"))


def test_an_area_may_have_a_request_decided_in_hours(place: Area, at: Callable[[datetime], None]) -> None:
    """Four hours on the clock can only end sooner than a working day, so a model that says so is published."""
    text = draft("wolverhampton").replace('version = "1"', 'version = "2"', 1) + (
        '\n[limits.decision]\namount = 4\nunit = "clock_hours"\nstatus = "agreed"\nrows = ["B-24"]\nsource = "A made-up source"\n'
        'binding = "local"\n'
    )
    with pytest.raises(Refusal, match="can end later"):
        publish(
            text=text.replace("amount = 4", "amount = 25"),
            valid_from=date(2024, 6, 1), published_by="P. Lead", now=datetime(2024, 6, 1, tzinfo=UTC),
        )  # fmt: skip
    publish(text=text, valid_from=date(2024, 6, 1), published_by="P. Lead", now=datetime(2024, 6, 1, tzinfo=UTC))
    noon = datetime(2026, 3, 4, 12, tzinfo=UTC)
    at(noon)
    request_id = sent(place, simple_body()).request_id
    at(noon + timedelta(minutes=30))
    page = words_of(signed_in("front_door").get(f"/front-door/{request_id}/"))
    assert "Today, 3 hours left. Decision on a request (A made-up source)" in page


@pytest.mark.row(
    "V-02",
    at="Front door: a queue",
    part="hours are not set in Dorset, Lincolnshire and Thurrock; Grantham's police hub is no channel",
)
def test_each_queue_of_the_model_can_be_opened_and_one_queue_stays_one(areas: dict[str, Area]) -> None:
    dorset = areas["dorset"]
    for channel in ("chad", "family_help_hub"):
        body = simple_body(channel=channel)
        body["people"][0]["forename"] = f"Via{channel[:4]}"
        sent(dorset, body | {"reference": channel})
    worker = signed_in("front_door", "dorset")
    every = words_of(worker.get("/front-door/"))
    assert "Viachad" in every
    assert "Viafami" in every
    one = words_of(worker.get("/front-door/?queue=family_help_hub"))
    assert "Queue: Family Help Hub" in one
    assert "Viafami" in one
    assert "Viachad" not in one
    assert "2 requests wait for you" in one, "what is not listed is counted"
    sent(areas["wolverhampton"], simple_body())
    assert "Queue:" not in words_of(signed_in("front_door").get("/front-door/")), "nothing new bypasses its one queue"
