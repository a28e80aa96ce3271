"""What journeys through the front door have in common: the request of a school, the decision, and the lead."""

import re
from typing import Any

from playwright.sync_api import Browser

from tests.journeys import base
from tests.journeys.demonstration import Demonstration


def request_body(reference: str, **changes: Any) -> dict[str, Any]:
    """Return what a school sends about Milo Hartnell: his mother asks for help, his father lives elsewhere."""
    return {
        "reference": reference,
        "kind": "professional",
        "sender": {
            "name": "Ada Reedham",
            "role": "Designated safeguarding lead",
            "organisation": "Mill Lane Primary School",
            "telephone": "01632 960301",
            "told_family": "yes",
        },
        "immediate_danger": False,
        "people": [
            {
                "key": "child",
                "role": "child",
                "forename": "Milo",
                "surname": "Hartnell",
                "date_of_birth": "2017-05-14",
                "school": "Mill Lane Primary School",
                "address": "3 Ropewalk, Weymouth",
                "postcode": "ZZ99 1AA",
            },
            {"key": "mother", "role": "parent", "forename": "Ana", "surname": "Hartnell", "telephone": "07700 900411"},
            {
                "key": "father",
                "role": "parent",
                "forename": "Darren",
                "surname": "Cutlack",
                "address": "9 Tanyard Close, Dorchester",
                "telephone": "07700 900477",
                "notes": "On bail until May",
            },
        ],
        "relationships": [
            {"from": "mother", "to": "child", "kind": "mother", "parental_responsibility": True},
            {"from": "father", "to": "child", "kind": "father", "parental_responsibility": True},
        ],
        "worries": "Milo is tired, often late, and says he looks after his little cousin at night.",
        "strengths": "His mother came to us and asked for help.",
        "agreement": {"service": "yes", "sharing": "yes", "by": "Ana, his mother, at school on Monday"},
        **changes,
    }


ABOUT_THE_FATHER = ("Darren", "Cutlack", "Tanyard", "900477", "bail")


def decide_on_help(visitor: base.Visitor, *, for_sender: str = "") -> str:
    """Decide for Family Help by agreement on the page of a decision, and record it."""
    visitor.choose("Family Help by agreement", of="What happens?")
    visitor.fill("Why?", "His father Darren is on bail and his mother is alone with everything. She asked for help.")
    visitor.fill("What goes well", "His mother asks for help, and school knows him well.")
    visitor.fill("What is needed", "Sleep, and somebody for the nights.")
    visitor.select("Which kind of lead practitioner?", "Family worker")
    visitor.fill("Why this kind of lead?", "It is about the days and nights at home.")
    if for_sender:
        visitor.fill("The reason, in words the sender may read", for_sender)
    return visitor.press("Record the decision")


def nobody_on_record(visitor: base.Visitor) -> None:
    """Search, and say of each person that nobody on record is meant."""
    visitor.press("Search now")
    while (button := visitor.page.get_by_role("button", name=re.compile("^No match – new person"))).count():
        button.first.click()
        visitor.page.wait_for_load_state()


def give_a_lead(demonstration: Demonstration, chromium: Browser, family: str) -> None:
    """Have the manager ask the council's lead practitioner to lead, and have them accept."""
    manager = demonstration.visitor(chromium)
    manager.sign_in_as("dorset", "team_manager")
    manager.visit(f"/families/{family}/allocate/")
    choices = manager.page.get_by_label("Who would lead?").locator("option").all_inner_texts()
    manager.select("Who would lead?", next(each for each in choices if "Tom Attrill" in each))
    manager.fill("Why are they best placed?", "Knows the school and the street.")
    manager.fill("Whom would the family like?", "Ana does not mind, if it is one person.")
    assert "They have been asked" in manager.press("Ask them to lead")
    lead = demonstration.visitor(chromium)
    lead.sign_in_as("dorset", "lead_practitioner")
    lead.visit(f"/families/{family}/allocate/")
    lead.press("Accept")
    assert "You lead this family from today" in lead.press("Accept")
