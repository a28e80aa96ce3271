"""Who leads, and a plan from its first word to its end."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from tests.journeys import base
from tests.journeys.demonstration import Demonstration

pytestmark = pytest.mark.journey


def ask_to_lead(manager: base.Visitor, family: str, who: str) -> str:
    """Ask somebody, by name, to lead a family. Returns the page that answers."""
    manager.visit(f"/families/{family}/allocate/")
    box = manager.page.get_by_label("Who would lead?", exact=True)
    box.select_option(label=next(each for each in box.locator("option").all_inner_texts() if who in each))
    manager.fill("Why are they best placed?", "Has known Ella since she started school.")
    manager.fill("Whom would the family like?", "Jo asked for the school nurse.")
    return manager.press("Ask them to lead")


@pytest.mark.row("C-05", at="Who leads, of a family")
@pytest.mark.row(
    "A-20",
    at="Who leads, of a family",
    part="another area changes rules and levels, but of its words only the titles of assessment and plan reach a page; no "
    "setting "
    "says whether it is a must, a flexibility or a question of delivery",
)
def test_a_school_nurse_leads_where_the_area_lets_her(demonstration: Demonstration, chromium: Browser) -> None:
    """The same nurse's profession, three families, and each area's own rule."""
    nurses = {"dorset": "Rosalind Okafor", "lincolnshire": "Marta Kowalska"}
    managers = {}
    for area in nurses:
        managers[area] = demonstration.visitor(chromium)
        managers[area].sign_in_as(area, "team_manager")
    nurse = demonstration.visitor(chromium, viewport=base.PHONE)
    nurse.sign_in_as("dorset", "partner_lead")

    # given a child in need in Dorset whom the nurse cannot see
    family = demonstration.families["dorset, nobody leads a child in need"]
    nurse.visit(f"/families/{family}/", status=404)
    # when the manager asks her to lead, and she accepts
    assert "They have been asked" in ask_to_lead(managers["dorset"], family, nurses["dorset"])
    nurse.visit("/")
    nurse.page.get_by_role("link", name="Example and Other").first.click()
    nurse.visit(f"/families/{family}/allocate/")
    nurse.press("Accept")
    assert "You lead this family from today" in nurse.press("Accept")
    # then she leads, and the page says that a social worker must oversee
    text = nurse.visit(f"/families/{family}/")
    assert nurses["dorset"] in text
    text = managers["dorset"].visit(f"/families/{family}/allocate/")
    assert "this area's rules ask for a social worker" in text

    # when Lincolnshire's manager asks a school nurse for early help, then she may lead
    early = demonstration.families["lincolnshire, nobody leads early help"]
    assert "They have been asked" in ask_to_lead(managers["lincolnshire"], early, nurses["lincolnshire"])
    there = demonstration.visitor(chromium)
    there.sign_in_as("lincolnshire", "partner_lead")
    there.visit(f"/families/{early}/allocate/")
    there.press("Accept")
    assert "You lead this family from today" in there.press("Accept")

    # but for a child in need it is refused, with the area's reason, and nothing typed is lost
    need = demonstration.families["lincolnshire, nobody leads a child in need"]
    ask_to_lead(managers["lincolnshire"], need, nurses["lincolnshire"])
    assert "In Lincolnshire a social worker leads for a child in need" in managers["lincolnshire"].refused()
    assert managers["lincolnshire"].page.get_by_label("Whom would the family like?").input_value().startswith("Jo asked")
    there.visit(f"/families/{need}/", status=404)


def way_in(lead: base.Visitor, family: str, name: str) -> tuple[str, str]:
    """Make a link and a code for a reader, at the desk."""
    lead.visit(f"/my-family/links/{family}/")
    lead.page.get_by_role("button", name=f"link for {name}").click()
    lead.page.wait_for_load_state()
    lead.check()
    return lead.page.locator("[data-link]").inner_text(), lead.page.locator("[data-code]").inner_text()


def test_a_plan_from_its_first_word_to_its_end(demonstration: Demonstration, chromium: Browser) -> None:
    today = date.today()
    family = demonstration.families["dorset, assessed"]
    here = f"/families/{family}/"
    # given a lead whose assessment is signed off
    lead = demonstration.visitor(chromium)
    lead.sign_in_as("dorset", "lead_practitioner")
    lead.visit(f"{here}plan/")
    # when they start the plan, then it begins with the family's own proposal
    assert "The plan has begun" in lead.press("Start the Family Help plan")
    lead.press("Write what the family proposes")
    lead.fill("What does the family propose?", "Gran walks with Ella. Jo sleeps on Tuesdays.")
    lead.fill("Who proposed it?", "Jo and Pat")
    lead.press("Save")

    # when a goal is added for a need, with who does what by when
    lead.page.get_by_role("link", name="Add a goal for: Ella misses school").click()
    lead.page.wait_for_load_state()
    lead.check()
    lead.fill("The goal, in the family's words", "Ella goes to school and comes home happy.")
    lead.fill("Whose words are these?", "Jo")
    lead.fill("What will be different when it is done?", "Ella is in school every day.")
    lead.fill_date("By when?", today + timedelta(days=60))
    lead.press("Save")
    for words, owner, side in (
        ("Jo takes Ella as far as the corner of 12 Refuge Row", "Jo Example", "Family"),
        ("Lee rings Ella from 4 Father Street on Sundays", "Lee Other", "Family"),
    ):
        lead.press("Add an action to goal 1")
        lead.fill("What will be done?", words)
        box = lead.page.get_by_label("Who will do it?", exact=True)
        box.select_option(label=next(each for each in box.locator("option").all_inner_texts() if owner in each))
        lead.choose(side, of="Are they family, family network or a professional?")
        lead.fill("Whose idea was it?", owner)
        lead.choose(side, of="Is that family, family network or a professional?")
        lead.fill_date("By when?", today + timedelta(days=20))
        lead.press("Save")
    lead.visit(f"{here}plan/")
    lead.page.get_by_role("link", name="say why not now").first.click()
    lead.page.wait_for_load_state()
    lead.fill("Why is this need not in the plan for now?", "Jo wants to begin with school.")
    lead.press("Save")
    lead.visit(f"{here}plan/together/")
    lead.fill("What we do if things get harder", "We ring each other first.")
    lead.fill_date("When do you look at the plan together?", today + timedelta(days=42))
    lead.press("Save")
    lead.visit(f"{here}plan/agree/")
    lead.fill("Who agreed, and what did each say?", "Jo and Lee agree. Ella says it is fine.")
    text = lead.press("The plan is agreed")
    assert "The plan is agreed." in text, text[:1500]
    # and the social worker who oversees approves it, as Dorset asks
    senior = demonstration.visitor(chromium, viewport=base.PHONE)
    senior.sign_in_as("dorset", "senior_social_worker")
    senior.visit(f"{here}plan/approve/")
    assert "The plan is approved" in senior.press("Approve")

    # when each parent is given a copy
    lead.visit(f"{here}assessment/")
    lead.page.get_by_role("link", name="Decide who may read it").first.click()
    lead.page.wait_for_load_state()
    lead.choose("Professionals only")
    lead.choose("The worker")
    lead.fill("Why, if the worker decided", "Ella asked to keep it between us for now.")
    lead.choose("No", of="Does the child want these words in their own copy of the plan?")
    lead.press("Save")
    texts = {}
    for name in ("Jo Example", "Lee Other"):
        lead.visit(f"{here}plan/")
        lead.press(f"{name}'s copy")
        lead.fill("Where or how do they get it?", "At school, by hand")
        lead.choose("They said that this is safe for them")
        # from each of them something of the other is kept, so the copy waits for a worker who has read it for them
        assert "Read each part of this copy" in lead.press("They have been given this copy")
        lead.choose("I have read each part of this copy for what it could tell them")
        if name == "Jo Example":
            for part in lead.page.locator("[name=safe_parts]").all():
                part.check()
            lead.fill("Why are these safe for them?", "None of it says where Lee lives or how he is reached.")
        assert "It is recorded that they have their copy" in lead.press("They have been given this copy")
        link, code = way_in(lead, family, name)
        reader = demonstration.visitor(chromium, viewport=base.PHONE)
        reader.visit(link.removeprefix(demonstration.address))
        reader.fill("Your code", code)
        texts[name] = reader.press("Continue")
    # then the mother reads it without the father's address, and the father without hers
    assert "Refuge Row" in texts["Jo Example"]
    assert "Father Street" not in texts["Jo Example"]
    assert "Father Street" in texts["Lee Other"]
    assert "Refuge" not in texts["Lee Other"]
    # and what is the whole family's is in his copy only where a worker said that it is safe for him
    assert "Ella goes to school and comes home happy" in texts["Jo Example"]
    assert "Ella goes to school and comes home happy" not in texts["Lee Other"]
    for text in texts.values():
        assert "WORDS-OF-CHILD" not in text

    # when it is reviewed
    lead.visit(f"{here}plan/review/")
    lead.fill_date("When was it?", today)
    lead.fill("Who was there?", "Jo, Lee, Pat and Ella")
    lead.fill("What has changed?", "Ella was at school on 19 of 20 days.")
    lead.fill("What did the family say?", "It is easier in the mornings.")
    lead.page.locator("[name^=progress_]").first.check()
    lead.fill_date("When do you look at it again?", today + timedelta(days=80))
    assert "The review is recorded" in lead.press("Save")
    assert "19 of 20 days" in lead.visit(f"{here}plan/")

    # and help is stepped down by the manager, at a telephone, then the plan is the same plan
    manager = demonstration.visitor(chromium, viewport=base.PHONE)
    manager.sign_in_as("dorset", "team_manager")
    manager.visit(f"{here}step/")
    manager.choose("Step down: less help")
    manager.fill("Why?", "Ella is at school and safe.")
    manager.fill("What does this rest on?", "Review of today and school's register.")
    manager.fill("What did the family say?", "They are glad and want Tom to stay.")
    manager.choose("Yes", of="Does the family agree?")
    manager.choose("Low", of="Level of risk and harm now")
    manager.fill("For a step down: Moving-on plan, made with the family", "Gran goes on walking. School rings Jo.")
    manager.page.locator("[name^=basis_][value=by_agreement]").first.check()
    manager.page.locator("[name^=said_]").first.fill("I like school now.")
    assert "The decision is recorded" in manager.press("Record the decision")
    assert "By agreement" in manager.page.locator(".kith-banner").inner_text()
    assert "Ella goes to school and comes home happy" in manager.visit(f"{here}plan/")

    # and at last it ends, with what stays in place
    manager.visit(f"{here}close/")
    manager.fill("Why?", "Nothing is left that the family cannot do by itself.")
    manager.fill("What does this rest on?", "Two reviews and school's register.")
    manager.fill("What did the family say?", "Thank you, we know where you are.")
    manager.fill("Moving-on plan, made with the family", "Gran goes on walking. School rings Jo. Jo rings Tom if it gets hard.")
    closure = manager.page.locator("[name^=closure_]").first
    closure.select_option(index=1)
    for action in manager.page.locator("select[name^=action_]").all():
        action.select_option(label="It is done")
    manager.page.locator("[name^=said_]").first.fill("Bye Tom.")
    assert "The decision is recorded" in manager.press("End help")
    text = manager.visit(here)
    assert "No help is open for this family" in text
    assert "There is no plan yet" not in text
    # and both papers can still be read
    assert "Ended" in manager.press("The plan of the help that has ended")
    manager.visit(here)
    assert "Ella stays at home to look after Sam" in manager.press("The assessment of the help that has ended")
