"""The pages of the front door, through real HTTP handling and real transactions."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from kith.access.identity import acting_as, service
from kith.front_door.body import FieldProblem, check_body
from kith.front_door.hub_bodies import hub_bodies
from kith.front_door.models import Decision, HubAnswer, HubQuestion, Receipt, Request, RequestPerson
from kith.front_door.services import look_for_family, receive_request, refuse_line
from kith.front_door.tests.conftest import sample_lines, simple_body
from kith.kernel.time import now
from kith.organisations.models import Agency, Area
from kith.staff_desk.tests.helping import signed_in as sign_in
from tests.fixtures import administering


@pytest.fixture
def place(furnished: str) -> Area:
    """An area with its model, in a database of the test's own."""
    return Area.objects.get(slug="wolverhampton")


def signed_in(role: str, area: str = "wolverhampton", **who: Any) -> Client:
    """Return a browser in which somebody with a role is signed in."""
    return sign_in(role, area, **who)


def sent(area: Area, body: dict[str, Any]) -> Receipt:
    """Take a request in and look for its family."""
    moment = now()
    with acting_as(service("intake", area_id=area.id, purpose="test"), now=moment):
        receipt = receive_request(body=check_body(body, now=moment), door="bulk", received_at=moment, now=moment)
    with acting_as(service("matching", area_id=area.id, purpose="test"), now=moment):
        look_for_family(request_id=receipt.request_id, now=moment)
    return receipt


def words_of(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_urgent_stands_first_and_everything_to_notice_is_on_the_page(place: Area) -> None:
    quiet = sent(place, simple_body(reference="quiet"))
    baby = {
        **next(each for each in sample_lines("lincolnshire") if each["reference"] == "AMB-LN-9931"),
        "channel": "",
    }
    baby["people"][0] |= {"date_of_birth": (now().date() - timedelta(days=60)).isoformat()}
    urgent = sent(place, baby)
    browser = signed_in("front_door")
    page = words_of(browser.get("/front-door/"))
    assert page.index("Elsie Varley") < page.index("Milo Hart")
    request_page = words_of(browser.get(f"/front-door/{urgent.request_id}/"))
    assert "A mark on a baby who cannot move about" in request_page
    assert "Ethan" in request_page
    assert "bruise to left cheek" in request_page
    assert words_of(browser.get(f"/front-door/{quiet.request_id}/"))


def test_another_area_gets_the_answer_for_what_does_not_exist(place: Area) -> None:
    receipt = sent(place, simple_body())
    assert signed_in("front_door", "dorset").get(f"/front-door/{receipt.request_id}/").status_code == 404
    assert signed_in("lead_practitioner").get(f"/front-door/{receipt.request_id}/").status_code == 404
    assert signed_in("hub_partner", agency_kind="police").get("/front-door/").status_code == 404


@pytest.mark.row("X-45", at="Decide, at the front door")
def test_a_worker_confirms_who_it_is_decides_and_sees_the_decision(place: Area) -> None:
    receipt = sent(place, simple_body())
    browser = signed_in("front_door")
    here = f"/front-door/{receipt.request_id}/"
    soup = BeautifulSoup(browser.get(here).content, "html.parser")
    assert "No match found" in soup.get_text()
    refused = browser.post(f"{here}decide/", {"p0_outcome": "section_17", "p0_reason": "Tired and late."})
    assert "There is a problem" in words_of(refused)
    assert "Tired and late." in words_of(refused)
    done = browser.post(
        f"{here}decide/",
        {
            "p0_outcome": "section_17",
            "p0_reason": "Tired and late, and his mother asks for help.",
            "p0_strengths": "His mother asks for help.",
            "p0_needs": "Sleep, and getting to school.",
            "p0_lead_kind": "social worker",
            "p0_lead_reason": "The assessment is under section 17.",
            "p0_primary_need": "N4",
        },
    )
    assert done.status_code == 302, words_of(done)
    page = words_of(browser.get(here))
    assert "Decided" in page
    assert "Child in need" in page
    # A named person decided, for a reason of their own.
    assert "Tired and late, and his mother asks for help. wolverhampton front_door social_worker childrens_services, " in page
    # Nobody has opened the assessment, and the day on which it is due is known: on the decision, the family's page and My day.
    assert "45 working days from the referral" in page
    links = BeautifulSoup(browser.get(here).content, "html.parser").select("a[href^='/families/']")
    family = links[0]["href"]
    assert "45 working days from the referral" in words_of(browser.get(family)).split("There is no assessment yet. Due")[1]
    day = words_of(signed_in("team_manager").get("/"))
    assert "Families without a lead" in day
    assert "Assessment due" in day
    moment = now()
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=moment):
        assert Decision.objects.get(request_id=receipt.request_id).episode_id is not None


def test_staff_write_down_a_request_and_a_second_submit_is_the_same_request(place: Area) -> None:
    browser = signed_in("front_door")
    soup = BeautifulSoup(browser.get("/front-door/new/relative/").content, "html.parser")
    token = soup.find("input", {"name": "token"})["value"]
    said = {
        "token": token,
        "channel": "mash24",
        "immediate_danger": "no",
        "name": "Mrs Legg",
        "role": "Grandmother",
        "may_be_named": "no",
        "safe_to_contact": "Before six",
        "worries": "She goes stiff.",
        "child1_role": "child",
        "child1_forename": "Poppy",
        "child1_surname": "Cartlidge",
    }
    first = browser.post("/front-door/new/relative/", said)
    second = browser.post("/front-door/new/relative/", said)
    assert first.status_code == second.status_code == 302, words_of(first)
    assert first["Location"] == second["Location"]
    moment = now()
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=moment):
        assert Request.objects.count() == 1
    # changed and sent again: it is said what happened, what was typed stands, and there are two ways on
    changed = browser.post("/front-door/new/relative/", said | {"worries": "She goes stiff, and cries."})
    page = BeautifulSoup(changed.content, "html.parser")
    assert changed.status_code == 200
    text = words_of(changed)
    assert "You have already sent this form, and have changed it since. Nothing was sent this time." in text
    assert "STAFF-" not in text
    assert "reference" not in text.lower()
    assert "She goes stiff, and cries." in page.find("textarea", {"name": "worries"}).get_text()
    assert page.select_one(f".govuk-inset-text a[href='{first['Location']}']")
    again = page.find("input", {"name": "token"})["value"]
    assert again != token
    third = browser.post("/front-door/new/relative/", said | {"worries": "She goes stiff, and cries.", "token": again})
    assert third.status_code == 302, words_of(third)
    assert third["Location"] != first["Location"]
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=moment):
        assert Request.objects.count() == 2


@pytest.mark.row("B-13", at="Hub questions; the enquiries of a request")
@pytest.mark.row(
    "B-15",
    at="Ask agencies, of a request",
    part="only a question to the hub needs a basis; no protocol is recorded, and what is shared otherwise stands in no log that can be reported",
)
def test_a_hub_partner_sees_the_question_put_to_them_and_nothing_of_the_record(place: Area) -> None:
    receipt = sent(place, simple_body(worries="SECRETWORD in the request"))
    police = Agency.objects.create(slug="wolverhampton-police", name="Police", kind="police")
    police.areas.add(place)
    with administering(place):
        listed = place.hub_bodies.create(key="police", name="Police", group="Police", agency=police, starts_on=date(2024, 1, 1))
    assert listed.team is None
    browser = signed_in("front_door")
    said = {
        "basis": "agreement",
        "basis_words": "Ana agreed on the telephone today",
        "parents_told": "yes",
        "about": ["c"],
        "bodies": ["police"],
        "question": "Have you been called to the address?",
        "necessary": "She says there are arguments.",
    }
    for without in ("basis", "basis_words"):
        unasked = browser.post(f"/front-door/{receipt.request_id}/ask-hub/", said | {without: ""})
        assert "There is a problem" in words_of(unasked), without
    asked = browser.post(f"/front-door/{receipt.request_id}/ask-hub/", said)
    assert asked.status_code == 302, words_of(asked)
    moment = now()
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=moment):
        question = HubQuestion.objects.get()
    shown = words_of(browser.get("/front-door/hub/"))
    assert "This hub has 11 bodies in 9 groups" in shown
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=moment):
        groups = {each.group for each in hub_bodies(place.id, now=moment)}
    assert len(groups) == 9
    assert [group for group in groups if group not in shown.split("Answers by body")[1]] == []
    assert "Not asked" in shown
    assert "Police Outstanding" in words_of(browser.get(f"/front-door/{receipt.request_id}/")).split("Asked of agencies")[1]
    partner = signed_in("hub_partner", agency_kind="police", profession="police_officer")
    listed = words_of(partner.get("/front-door/hub/"))
    assert "Milo Hart" in listed
    assert "SECRETWORD" not in listed
    answered = partner.post(f"/front-door/hub/{question.id}/", {"held": "yes", "words": "Two calls this year.", "mark": "sealed"})
    assert answered.status_code == 302, words_of(answered)
    assert "Police Responded" in words_of(browser.get(f"/front-door/{receipt.request_id}/")).split("Asked of agencies")[1]
    assert partner.get(f"/front-door/{receipt.request_id}/").status_code == 404
    other = signed_in("hub_partner", agency_kind="health", profession="health_visitor")
    assert "Milo Hart" not in words_of(other.get("/front-door/hub/"))
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=moment):
        assert HubAnswer.objects.get().mark == "sealed"


def begun(visitor: Client, kind: str) -> str:
    """Begin a public form, and return the address it was given."""
    return str(visitor.get(f"/ask-for-help/wolverhampton/{kind}/")["Location"])


def test_the_public_form_gives_a_receipt_and_keeps_what_was_typed(place: Area) -> None:
    visitor = Client()
    address = begun(visitor, "child")
    start = words_of(visitor.get(address))
    assert "ring 999" in start
    assert "0800 1111" in start
    assert "not set yet" in words_of(Client().get(begun(visitor, "self")))
    said = {
        "immediate_danger": "no",
        "name": "Isla",
        "safe_to_contact": "text only, after six",
        "may_be_named": "no",
        "worries": "I do not sleep.",
    }
    receipt = words_of(visitor.post(address, said))
    assert "We have received it" in receipt
    again = words_of(visitor.post(address, said))
    number = receipt.split("Your receipt number")[1].split()[0]
    assert number in again


def test_going_back_and_sending_again_makes_no_second_request(place: Area) -> None:
    visitor = Client()
    address = begun(visitor, "self")
    said = {"immediate_danger": "no", "name": "Isla", "worries": "I do not sleep."}
    changed = {**said, "worries": "I do not sleep. He shouts."}

    def send(words: dict[str, str]) -> str:
        # Going back may show the page from memory or ask for it anew.
        assert visitor.get(address).status_code == 200
        receipt = words_of(visitor.post(address, words))
        return receipt.split("Your receipt number")[1].split()[0]

    first, second = send(said), send(changed)
    assert first != second, "changed words are kept beside the first"
    assert [send(said), send(changed)] == [first, second]
    assert begun(visitor, "self") != address, "who begins again sends another form"
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=now()):
        assert Request.objects.count() == 2


def test_the_reconciliation_counts_every_receipt(place: Area) -> None:
    sent(place, simple_body())
    page = words_of(signed_in("front_door").get("/front-door/reconciliation/"))
    assert "Every receipt has its request" in page
    assert signed_in("hub_partner", agency_kind="police").get("/front-door/reconciliation/").status_code == 404


def test_a_line_that_could_not_be_read_says_why_in_the_words_of_a_page(place: Area) -> None:
    problems = [
        FieldProblem(
            field="people[0].date_of_birth", problem="2035-01-01 has not come yet.", fix="Use the role unborn and expected_date."
        ),
        FieldProblem(field="people[1].sex", problem="“X” is not one of the answers.", fix="Use 'M', 'F' or 'U'."),
    ]
    moment = now()
    with acting_as(service("intake", area_id=place.id, purpose="test"), now=moment):
        line = refuse_line(text="{", line=1, reference="B-1", problems=problems, received_at=moment, now=moment)
    page = words_of(signed_in("front_door").get(f"/front-door/unreadable/{line.pk}/"))
    page = page.replace(" :", ":")
    assert "Person 1, date of birth: 2035-01-01 has not come yet." in page
    assert "Person 2, sex: “X” is not one of the answers. Use 'M', 'F' or 'U'." in page
    assert "date_of_birth" not in page
    assert "expected_date" not in page


@pytest.mark.row("B-01", at="Record a conversation, and Conversations")
def test_a_conversation_is_found_again_by_a_name_in_it(place: Area) -> None:
    browser = signed_in("front_door")
    done = browser.post(
        "/front-door/conversations/new/",
        {
            "caller": "Mr Peter Small",
            "about": "Zoë Small",
            "said": "She is late.",
            "advice": "Talk with her.",
            "next_step": "He rings again in a week.",
            "at_day": "3",
            "at_month": "3",
            "at_year": "2026",
            "at_time": "10:30",
        },
    )
    assert done.status_code == 302, words_of(done)
    assert "Talk with her." in words_of(browser.post("/front-door/conversations/", {"names": "zo\x00e"}))
    assert "Searched: no conversation" in words_of(browser.post("/front-door/conversations/", {"names": "Nobody"}))


def test_a_second_child_is_asked_for_and_kept(place: Area) -> None:
    said = {
        "immediate_danger": "no",
        "may_be_named": "no",
        "worries": "They are often alone.",
        "child1_forename": "Ana",
        "more_child2": "yes",
        "child2_forename": "Ben",
    }
    visitor = Client()
    receipt = words_of(visitor.post(begun(visitor, "public"), said))
    assert "We have received it" in receipt
    moment = now()
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=moment):
        assert sorted(person.forename for person in RequestPerson.objects.all()) == ["Ana", "Ben"]
