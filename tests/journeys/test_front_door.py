"""From a request for support to a decision, as a school, a grandmother, the police and the people at the front door live it."""

import io
import re
from datetime import date, datetime

import pypdf
import pytest
from playwright.sync_api import Browser

from tests.journeys import base
from tests.journeys.demonstration import Demonstration
from tests.journeys.front_door import ABOUT_THE_FATHER, decide_on_help, give_a_lead, nobody_on_record, request_body

pytestmark = pytest.mark.journey


def test_a_school_asks_by_api_and_reads_next_day_what_became_of_it(demonstration: Demonstration, chromium: Browser) -> None:
    school = demonstration.system_of("dorset-mill-lane-school")
    with demonstration.clock(chromium) as set_to:
        # given a school that sends a request on a Tuesday morning
        set_to(datetime(2026, 3, 10, 9, 30))
        status, receipt = school.call("/api/v1/requests-for-support", request_body("MILL-77"))
        # then it has a receipt at once, and no outcome yet
        assert status == 201, receipt
        assert receipt["receipt"]
        assert receipt["received_at"].startswith("2026-03-10T09:3")
        status, answer = school.call("/api/v1/requests-for-support/MILL-77")
        assert (status, answer["state"], answer["outcomes"], answer["lead"]) == (200, "received", [], None)

        # when a front door worker opens it, says who it is about, and decides
        worker = demonstration.visitor(chromium)
        worker.sign_in_as("dorset", "front_door")
        worker.visit("/front-door/")
        text = worker.press("Milo Hartnell")
        assert receipt["receipt"] in text
        assert "says he looks after his little cousin" in text
        nobody_on_record(worker)
        worker.press("Decide")
        text = decide_on_help(worker, for_sender="Milo’s mother asked for help and agrees. A lead practitioner visits this week.")
        assert "The decision is recorded" in text
        worker.press("Open the family's page")
        family = worker.page.url.rstrip("/").rsplit("/", 1)[-1]
        give_a_lead(demonstration, chromium, family)

        # then next day the school reads the outcome, the reason and the lead's name, and nothing about the father
        set_to(datetime(2026, 3, 11, 10, 0))
        status, answer = school.call("/api/v1/requests-for-support/MILL-77")
        assert (status, answer["state"]) == (200, "decided")
        assert [each["label"] for each in answer["outcomes"]] == ["Family Help by agreement"]
        assert answer["reason"].startswith("Milo’s mother asked for help")
        assert answer["lead"]["name"] == "Tom Attrill"
        assert answer["lead"]["telephone"]
        for word in ABOUT_THE_FATHER:
            assert word not in str(answer)
        # and no other agency's system reads it
        assert demonstration.system_of("dorset-police").call("/api/v1/requests-for-support/MILL-77")[0] == 404


def test_a_grandmother_is_not_dropped_and_never_named(demonstration: Demonstration, chromium: Browser) -> None:
    # given a grandmother at her telephone who does not want to be named
    visitor = demonstration.visitor(chromium, viewport=base.PHONE)
    text = visitor.visit("/ask-for-help/")
    assert "ring 999" in text
    visitor.press("Dorset")
    visitor.press("I am a relative or friend of the family")
    visitor.choose("No", of="Is somebody being hurt, or about to be hurt, now?")
    visitor.fill("Your name", "Winifred Thistlewood")
    visitor.fill("Who are you to the child?", "Grandmother")
    visitor.fill("Telephone", "01632 960477")
    visitor.choose("No", of="May we tell the family that it was you?")
    visitor.fill("What is happening? What are you worried about?", "Bryony goes quiet when he shouts, and she is so thin.")
    visitor.fill("First name", "Bryony")
    visitor.fill("Last name", "Quillfeather")
    visitor.fill_date("Date of birth, or the date the baby is expected", date(2018, 6, 2))
    adult = visitor.page.locator("[name=adult1_forename]")
    adult.fill("Cass")
    visitor.page.locator("[name=adult1_surname]").fill("Quillfeather")
    visitor.page.locator("[name=adult1_child1_kind]").select_option("mother")
    visitor.page.locator("[name=adult1_child1_responsibility]").select_option("yes")
    # when she presses the button twice
    visitor.page.get_by_role("button", name="Send", exact=True).dblclick()
    visitor.page.get_by_text("Your receipt number").wait_for()
    visitor.check()
    # then it is received, once
    text = visitor.text()
    assert "We have received it" in text
    number = re.search(r"[A-Z0-9]{4}[A-Z0-9-]{2,}", text.partition("receipt number")[2])
    assert number
    # when a front door worker wants to do nothing, then that is refused: it needs a manager's reason
    worker = demonstration.visitor(chromium)
    worker.sign_in_as("dorset", "front_door")
    worker.visit("/front-door/")
    assert worker.page.get_by_role("link", name="Bryony Quillfeather", exact=True).count() == 1
    worker.press("Bryony Quillfeather")
    nobody_on_record(worker)
    worker.press("Decide")
    worker.choose("No further action", of="What happens?")
    worker.fill("Why?", "Only a grandmother's word.")
    worker.press("Record the decision")
    assert "manager" in worker.refused()
    # and what was typed is still there
    assert worker.page.get_by_label("Why?", exact=True).first.input_value() == "Only a grandmother's word."
    # when the worker talks with the mother instead, then help begins
    worker.page.locator("[name$=_outcome][value=family_help]").check()
    worker.page.locator("[name$=_agreement]").first.fill("Cass, by telephone today")
    assert "The decision is recorded" in decide_on_help(worker)
    assert "Thank you. What you told us was received" in worker.text()
    worker.press("Open the family's page")
    family = worker.page.url.rstrip("/").rsplit("/", 1)[-1]
    give_a_lead(demonstration, chromium, family)

    # and the grandmother is named on no page of the family, nor in what the mother reads and takes home
    lead = demonstration.visitor(chromium)
    lead.sign_in_as("dorset", "lead_practitioner")
    lead.visit(f"/families/{family}/plan/")
    lead.press("Start the Family Help plan")
    lead.press("Cass Quillfeather's copy")
    paper = lead.context.request.get(lead.page.url + "pdf/")
    assert paper.ok
    texts = {"copy": lead.text(), "pdf": text_of_pdf(paper.body())}
    for path in ("families/{}/", "families/{}/assessment/", "families/{}/plan/", "families/{}/allocate/", "people/families/{}/"):
        answer = lead.context.request.get(f"{lead.address}/{path.format(family)}")
        assert answer.ok, path
        texts[path] = answer.text()
    for where, words in texts.items():
        for name in ("Winifred", "Thistlewood", "960477"):
            assert name not in words, where


def text_of_pdf(body: bytes) -> str:
    """Return the words of a PDF."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)


@pytest.mark.row(
    "B-12",
    at="The page of a request: Handed over to child protection",
    part="there is no record of an enquiry under section 47: the request keeps who decided, who was called and what was answered",
)
def test_an_out_of_hours_worker_decides_alone_at_night(demonstration: Demonstration, chromium: Browser) -> None:
    with demonstration.clock(chromium) as set_to:
        # given Sunday night, and police who found a child alone
        set_to(datetime(2026, 3, 8, 2, 5))
        body = request_body("LOG-0208", immediate_danger=True, worries="Child found alone in the flat. Front door broken in.")
        body["people"][0] |= {"forename": "Nell", "surname": "Varcoe", "date_of_birth": "2019-01-20", "address": "8 Quay Steps"}
        body["people"][1] |= {"surname": "Varcoe"}
        body["agreement"] = {"service": "not_asked", "sharing": "not_asked", "reason_if_not": "Nobody there to ask"}
        status, _ = demonstration.system_of("dorset-police").call("/api/v1/requests-for-support", body)
        assert status == 201
        set_to(datetime(2026, 3, 8, 2, 10))
        # when the out-of-hours worker opens the front door at their telephone, then it stands first
        worker = demonstration.visitor(chromium, viewport=base.PHONE)
        worker.sign_in_as("dorset", "out_of_hours")
        text = worker.visit("/front-door/")
        assert text.index("Nell Varcoe") > text.index("A child may be in danger now")
        worker.press("Nell Varcoe")
        worker.press("Decide")
        # and they decide alone, with what is known and nothing more
        worker.choose("Child protection: strategy discussion now", of="What happens?")
        worker.fill("Why?", "She is six and alone at two in the morning. The door is broken.")
        worker.fill("The reason, in words the sender may read", "Child protection has taken this up tonight.")
        worker.fill("Child protection: whom did you ring?", "Inspector Vane, public protection")
        worker.fill_date("When did you ring?", datetime(2026, 3, 8, 2, 8))
        text = worker.press("Record the decision")
        assert "The decision is recorded" in text
        assert "Inspector Vane, public protection was called on" in text
        assert "Not yet answered" in text
        assert "Still owed" in text
        # then it stays on top until it is answered
        assert "Handed over to child protection, not yet answered" in worker.visit("/front-door/")

        # when the answer is written on Monday, and a manager confirms
        set_to(datetime(2026, 3, 9, 9, 30))
        manager = demonstration.visitor(chromium)
        manager.sign_in_as("dorset", "team_manager")
        assert "Decided alone out of hours" in manager.visit("/front-door/")
        manager.page.get_by_role("link", name="Nell Varcoe").first.click()
        manager.page.wait_for_load_state()
        assert "Confirmed by Bridget Samways" in manager.press("Confirm, as a manager, what was decided alone")
        manager.press("Record the call or the answer")
        manager.fill("What was answered?", "Strategy discussion held at 02:40. Nell is with her aunt.")
        manager.fill("Who answered?", "Inspector Vane")
        manager.fill_date("When was the answer given?", datetime(2026, 3, 8, 2, 40))
        manager.press("Save")
        # then it leaves the top of the front door
        assert "Nell Varcoe" not in manager.visit("/front-door/")


def test_the_front_door_decides_with_the_keyboard_and_without_javascript(demonstration: Demonstration, chromium: Browser) -> None:
    # given a request, and a worker whose browser runs no script and who uses no mouse
    body = request_body("MILL-88")
    body["people"][0] |= {"forename": "Otis", "surname": "Penhallow", "date_of_birth": "2016-09-09", "address": "5 Sail Loft"}
    assert demonstration.system_of("dorset-mill-lane-school").call("/api/v1/requests-for-support", body)[0] == 201
    worker = demonstration.visitor(chromium, javascript=False)
    worker.sign_in_as("dorset", "front_door")
    worker.visit("/front-door/")
    worker.press("Otis Penhallow")
    worker.press("Decide")
    keyboard = worker.page.keyboard
    # when they choose and type
    worker.tab_to("p0_outcome")
    keyboard.press("Space")
    while not worker.page.locator("[name=p0_outcome][value=advice]:checked").count():
        keyboard.press("ArrowDown")
    worker.tab_to("p0_reason")
    keyboard.type("School can go on with its own offer; we agreed what to watch.")
    worker.tab_to("p0_strengths")
    keyboard.type("School knows him well.")
    worker.tab_to("p0_needs")
    keyboard.type("Somebody at school to talk with.")
    worker.tab_to("words_for_sender")
    keyboard.type("We talked it through with you. Please tell us again if it gets worse.")
    keyboard.press("Tab")
    for _ in range(10):
        if worker.page.locator("button:focus", has_text="Record the decision").count():
            break
        keyboard.press("Tab")
    with worker.page.expect_navigation():
        keyboard.press("Enter")
    # then it is decided
    text = worker.text()
    assert "The decision is recorded" in text, text[:1500]
    assert "Otis Penhallow: Advice given" in text


def test_a_session_that_ends_in_the_middle_of_a_form_loses_nothing(demonstration: Demonstration, chromium: Browser) -> None:
    # given a worker in the middle of writing down a request, whose session ends
    worker = demonstration.visitor(chromium)
    worker.sign_in_as("dorset", "front_door")
    form = "/front-door/new/relative/"
    worker.visit(form)
    worker.choose("No", of="Is somebody being hurt, or about to be hurt, now?")
    worker.choose("No", of="May we tell the family that it was you?")
    worker.fill("What is happening? What are you worried about?", "Tegan sleeps in the car with her brother.")
    worker.fill("First name", "Tegan")
    worker.fill("Last name", "Marrack")
    worker.context.clear_cookies(name="sessionid")
    # when they press the button
    worker.page.get_by_role("button", name="Receive the request").click()
    worker.page.wait_for_load_state()
    assert "/accounts/login/" in worker.page.url or "/personas/" in worker.page.url, worker.page.url
    # and sign in again and come back
    worker.sign_in_as("dorset", "front_door")
    worker.visit(form)
    # then what they typed is there, and can be sent: once
    box = worker.page.get_by_label("What is happening? What are you worried about?", exact=True)
    assert box.input_value() == "Tegan sleeps in the car with her brother."
    worker.page.get_by_role("button", name="Receive the request").click()
    worker.page.wait_for_load_state()
    worker.check()
    assert "Tegan" in worker.visit("/front-door/")
    assert worker.page.get_by_role("link", name="Tegan Marrack", exact=True).count() == 1
