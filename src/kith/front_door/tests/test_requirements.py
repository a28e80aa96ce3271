"""What the reports ask of the front door, row by row, through the pages on which a worker would look for it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from kith.front_door.tests.conftest import simple_body
from kith.front_door.tests.test_pages import begun, place, sent, signed_in, words_of  # noqa: F401  a fixture
from kith.kernel.time import now
from kith.organisations.models import Area, DutyTurn, Team
from kith.practice_model.reading import draft
from kith.practice_model.services import publish
from tests.fixtures import administering, practitioner_in


def on_paper(browser: Client, kind: str = "relative", **said: Any) -> Any:
    """Record a request as staff do, and return the answer to it."""
    form = browser.get(f"/front-door/new/{kind}/")
    token = BeautifulSoup(form.content, "html.parser").find("input", {"name": "token"})["value"]
    asked = {
        "token": token,
        "channel": "mash24",
        "immediate_danger": "no",
        "may_be_named": "no",
        "worries": "She is often alone.",
        "child1_role": "child",
        "child1_forename": "Poppy",
        "child1_surname": "Cartlidge",
    }
    return browser.post(f"/front-door/new/{kind}/", asked | said)


def offered(browser: Client) -> list[str]:
    """Return the ways in that are offered when a request is recorded."""
    form = BeautifulSoup(browser.get("/front-door/new/relative/").content, "html.parser")
    return [each["value"] for each in form.select("[name=channel] option, input[name=channel]")]


def decision(outcome: str, **changes: str) -> dict[str, str]:
    """Return everything that is typed to decide for the first child of a request."""
    said = {
        "p0_outcome": outcome,
        "p0_reason": "Tired and late, and his mother asks for help.",
        "p0_strengths": "His mother asks for help.",
        "p0_needs": "Sleep, and getting to school.",
        "p0_lead_kind": "social worker",
        "p0_lead_reason": "The assessment is under section 17.",
        "p0_primary_need": "N4",
        "p0_agreement": "Ana, by telephone today",
    }
    return said | changes


def everybody_is_new(browser: Client, here: str) -> None:
    """Search, and say of each person of a request that nobody on record is meant."""
    browser.post(f"{here}search/")
    page = BeautifulSoup(browser.get(here).content, "html.parser")
    for form in page.select("form[action*='/who/']"):
        if form.select_one("[name=is][value=new]"):
            assert browser.post(form["action"], {"is": "new"}).status_code == 302


@pytest.mark.row(
    "B-02",
    at="Front door and the page of a request",
    part="the area has one queue, with none for each way in, and no report counts by way in",
)
@pytest.mark.row(
    "B-04", at="The page of a request, and the family's page", part="a request cannot be passed on from one way in to another"
)
@pytest.mark.parametrize(
    ("channel", "name"),
    [("chad", "Children’s Advice and Duty Service (ChAD)"), ("family_help_hub", "Family Help Hub")],
)
def test_a_contact_through_a_way_in_of_dorset_becomes_help_without_typing_again(furnished: str, channel: str, name: str) -> None:
    browser = signed_in("front_door", "dorset")
    answer = on_paper(browser, channel=channel, may_be_named="yes")
    assert answer.status_code == 302, words_of(answer)
    here = answer["Location"]
    assert "Poppy Cartlidge" in words_of(browser.get("/front-door/"))
    assert name in words_of(browser.get(here))
    everybody_is_new(browser, here)
    done = browser.post(f"{here}decide/", decision("family_help"))
    assert done.status_code == 302, words_of(done)
    link = BeautifulSoup(browser.get(here).content, "html.parser").select_one("a[href^='/families/']")
    family = words_of(browser.get(link["href"]))
    assert "Poppy Cartlidge" in family
    assert "Level of help Family Help" in family


@pytest.mark.row("B-05", at="Record a request, and Record a conversation")
def test_the_education_advice_line_is_no_way_in_before_it_goes_live_and_advice_to_a_school_is_kept(furnished: str) -> None:
    browser = signed_in("front_door", "dorset")
    assert "chad" in offered(browser)
    assert not {"education_advice_line", "camhs_gateway"} & set(offered(browser))
    refused = on_paper(browser, channel="education_advice_line")
    assert refused.status_code == 200
    said = {
        "caller": "Ada Reedham",
        "caller_role": "Head teacher",
        "said": "He is late.",
        "advice": "Talk with him.",
        "next_step": "None",
    }
    at = {"at_day": "3", "at_month": "3", "at_year": "2026", "at_time": "10:30"}
    assert browser.post("/front-door/conversations/new/", said | at).status_code == 302
    assert "Talk with him." in words_of(browser.post("/front-door/conversations/", {"names": "reedham"}))


@pytest.mark.row("B-05", at="Ask for a consultation, of a request that came by the Dorset Education Advice Line")
def test_what_a_way_in_raises_can_be_asked_for_from_a_request_that_came_by_it(furnished: str) -> None:
    text = draft("dorset").replace('version = "1"', 'version = "2"', 1)
    line = text.index("[channels.education_advice_line]")
    text = text[:line] + text[line:].replace('goes_live = "unset"', "goes_live = 2026-03-03", 1)
    publish(text=text, valid_from=date(2024, 2, 1), published_by="P. Lead", now=now())
    browser = signed_in("front_door", "dorset")

    def choices(here: str) -> dict[str, str]:
        page = BeautifulSoup(browser.get(f"{here}consult/").content, "html.parser")
        return {each["value"]: each.get_text(strip=True) for each in page.select("[name=channel] option")}

    psychology = "Educational psychology consultation (Dorset Education Advice Line)"
    here = on_paper(browser, channel="education_advice_line")["Location"]
    assert choices(here)["education_advice_line"] == psychology
    assert browser.post(f"{here}consult/", {"channel": "education_advice_line", "question": "May he be seen?"}).status_code == 302
    assert psychology in words_of(browser.get(here))
    assert "chad" not in choices(on_paper(browser, channel="chad")["Location"]), "a way in that raises nothing asks nobody anew"


@pytest.mark.row(
    "B-06",
    at="Ask for a consultation, of a request",
    part="nothing reaches the gateway: the worker asks it by other means and records question and answer; Dorset has set no day "
    "on which it goes live",
)
def test_what_the_mental_health_gateway_answers_comes_back_to_the_request(furnished: str) -> None:
    text = draft("dorset").replace('version = "1"', 'version = "2"', 1)
    gateway = text.index("[channels.camhs_gateway]")
    text = text[:gateway] + text[gateway:].replace('goes_live = "unset"', "goes_live = 2024-02-01", 1)
    publish(text=text, valid_from=date(2024, 2, 1), published_by="P. Lead", now=now())
    browser = signed_in("front_door", "dorset")
    here = on_paper(browser, channel="chad")["Location"]
    asked = browser.post(f"{here}consult/", {"channel": "camhs_gateway", "question": "May she be seen?"})
    assert asked.status_code == 302, words_of(asked)
    page = BeautifulSoup(browser.get(here).content, "html.parser")
    assert "Gateway request (CAMHS Gateway) : May she be seen?" in " ".join(page.get_text(" ").split())
    back = page.select_one("a[href*='/consult/']:not([href$='/consult/'])")["href"]
    assert browser.post(back, {"outcome": "Seen on 9 March."}).status_code == 302
    assert "Seen on 9 March." in words_of(browser.get(here))


@pytest.mark.row(
    "B-07",
    at="Decide, of a request",
    part="for a child in danger now the strengths are owed afterwards; how it felt to make contact is not asked",
)
@pytest.mark.row("B-08", at="Decide, of a request, and My day")
def test_help_is_not_decided_without_strengths_or_a_kind_of_lead_and_then_waits_for_one(place: Area) -> None:  # noqa: F811
    here = f"/front-door/{sent(place, simple_body()).request_id}/"
    browser = signed_in("front_door")
    everybody_is_new(browser, here)
    for outcome in ("family_help", "section_17", "early_help"):
        refused = browser.post(f"{here}decide/", decision(outcome, p0_strengths=""))
        assert "Write both the strengths and the needs" in words_of(refused), outcome
    advice = decision("advice", p0_strengths="", p0_needs="Sleep", words_for_sender="Talk with the school nurse.")
    assert "Write the strengths too, or leave the needs empty" in words_of(browser.post(f"{here}decide/", advice))
    for missing in ("p0_lead_kind", "p0_lead_reason"):
        refused = browser.post(f"{here}decide/", decision("section_17", **{missing: ""}))
        assert "Say which kind of lead practitioner" in words_of(refused)
    assert "Nothing has been decided yet" in words_of(browser.get(here))
    done = browser.post(f"{here}decide/", decision("section_17"))
    assert done.status_code == 302, words_of(done)
    assert "Lead: social worker, because The assessment is under section 17." in words_of(browser.get(here))
    for role in ("team_manager", "front_door"):
        day = signed_in(role).get("/")
        assert "Families without a lead" in words_of(day)
        assert "Milo Hart" in words_of(day).split("Families without a lead")[1]
        assert BeautifulSoup(day.content, "html.parser").select("a[href$='/allocate/']")


@pytest.mark.row("B-10", at="Record a request, the public form, and Front door")
def test_every_way_into_wolverhampton_leads_to_its_one_queue(place: Area) -> None:  # noqa: F811
    aside = (
        '\n[channels.side_door]\nname = "Side door"\nmeaning = "Past the queue"\nhours = "unset"\ngoes_live = 2024-02-01\n'
        'queue = "somewhere_else"\nstatus = "live"\nrows = ["B-10"]\nsource = "Test"\nbinding = "local"\n'
    )
    text = draft("wolverhampton").replace('version = "1"', 'version = "2"', 1) + aside
    publish(text=text, valid_from=date(2024, 2, 1), published_by="P. Lead", now=now())
    browser = signed_in("front_door")
    ways = offered(browser)
    assert {"mash24", "strengthening_family_hub"} <= set(ways)
    for way in ways:
        answer = on_paper(browser, channel=way, child1_forename=f"By {way}")
        if way == "side_door":
            assert answer.status_code == 200
            assert "Everything new in Wolverhampton enters one queue" in words_of(answer)
        else:
            assert answer.status_code == 302, words_of(answer)
    visitor = Client()
    said = {"immediate_danger": "no", "may_be_named": "no", "worries": "They are alone.", "child1_forename": "By public form"}
    assert "We have received it" in words_of(visitor.post(begun(visitor, "public"), said))
    queue = words_of(browser.get("/front-door/"))
    for way in (*(each for each in ways if each != "side_door"), "public form"):
        assert f"By {way}" in queue, way
    assert "By side_door" not in queue


@pytest.mark.row(
    "B-11",
    at="Decide, of a request",
    part="a social worker decides for it, but at a low level of risk a family worker may be accepted as lead and write it",
)
def test_only_a_social_worker_decides_for_an_initial_social_work_assessment(place: Area) -> None:  # noqa: F811
    here = f"/front-door/{sent(place, simple_body()).request_id}/"
    worker = signed_in("front_door", profession="family_worker")
    everybody_is_new(worker, here)
    refused = worker.post(f"{here}decide/", decision("initial_social_work_assessment"))
    assert refused.status_code == 200
    assert "social worker" in words_of(refused).split("There is a problem")[1][:300]
    done = signed_in("front_door").post(f"{here}decide/", decision("initial_social_work_assessment"))
    assert done.status_code == 302, words_of(done)


@pytest.mark.row("B-19", at="The page of a request", part="no report counts directed, accepted, started and not engaged")
def test_how_far_early_help_came_stands_with_the_request(place: Area) -> None:  # noqa: F811
    here = f"/front-door/{sent(place, simple_body()).request_id}/"
    browser = signed_in("front_door")
    everybody_is_new(browser, here)
    done = browser.post(f"{here}decide/", decision("early_help"))
    assert done.status_code == 302, words_of(done)
    assert "Early help: directed" in words_of(browser.get(here))
    address = BeautifulSoup(browser.get(here).content, "html.parser").select_one("form[action*='/take-up/']")["action"]
    for code, shown in (("accepted", "accepted"), ("started", "started"), ("not_engaged", "not engaged")):
        browser.post(address, {"take_up": code})
        assert f"Early help: {shown}" in words_of(browser.get(here))


@pytest.mark.row("B-20", at="Decide, of a request")
def test_a_relatives_request_is_not_closed_without_a_managers_reason(place: Area) -> None:  # noqa: F811
    worker, manager = signed_in("front_door"), signed_in("team_manager")
    here = on_paper(worker)["Location"]
    everybody_is_new(worker, here)
    nothing = {"p0_outcome": "nfa", "p0_reason": "Only a grandmother's word."}
    assert "manager" in words_of(worker.post(f"{here}decide/", nothing)).split("There is a problem")[1]
    unsaid = manager.post(f"{here}decide/", nothing | {"p0_reason": " "})
    assert "Say why, for Poppy Cartlidge" in words_of(unsaid)
    assert "Nothing has been decided yet" in words_of(manager.get(here))
    done = manager.post(f"{here}decide/", nothing | {"p0_reason": "Looked at with the school."})
    assert done.status_code == 302, words_of(done)
    assert "Looked at with the school." in words_of(manager.get(here))


@pytest.mark.row("B-21", at="The page of a request: Earlier contacts")
def test_an_anonymous_call_reaches_the_queue_and_shows_what_came_before_it(place: Area) -> None:  # noqa: F811
    earlier = sent(place, simple_body())
    browser = signed_in("front_door")
    answer = on_paper(browser, "anonymous", child1_forename="Milo", child1_surname="Hart", child1_age="10", worries="He screams.")
    assert answer.status_code == 302, words_of(answer)
    here = answer["Location"]
    queue = BeautifulSoup(browser.get("/front-door/").content, "html.parser")
    assert queue.select(f"a[href='{here}']")
    browser.post(f"{here}search/")
    page = BeautifulSoup(browser.get(here).content, "html.parser")
    assert page.select(f"a[href='/front-door/{earlier.request_id}/']")


@pytest.mark.row(
    "B-09",
    at="Record a request, Front door and Teams and hubs, at night",
    part="it waits in the queue for whoever is on duty and is allocated to nobody of the rota; its time limit counts working days "
    "although the service never closes",
)
def test_a_contact_on_sunday_at_two_is_taken_timed_and_waits_for_whoever_is_on_duty(
    place: Area,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    night = datetime(2026, 3, 8, 2, 0, tzinfo=UTC)
    browser = signed_in("front_door")
    worker, _ = practitioner_in("wolverhampton", "front_door")
    with administering(place):
        team = Team.objects.create(area=place, slug="mash24", name="MASH24", kind="front_door")
        DutyTurn.objects.create(
            area=place, team=team, practitioner=worker, starts_at=night - timedelta(hours=2), ends_at=night + timedelta(hours=6)
        )
    monkeypatch.setattr("kith.access.middleware.now", lambda: night)
    answer = on_paper(browser, channel="mash24")
    assert answer.status_code == 302, words_of(answer)
    assert "8 March 2026 at 2am" in words_of(browser.get(answer["Location"]))
    assert f"MASH24 : {worker.name}" in words_of(browser.get("/teams/"))
    assert "Poppy Cartlidge" in words_of(browser.get("/front-door/"))
