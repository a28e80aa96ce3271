"""The first family of an area on the pages: decided, assessed, planned, and the way in for its mother."""

import re
from datetime import timedelta

from bs4 import BeautifulSoup

from kith.kernel.time import london_date, now
from tests.running.at_the_desk import AtTheDesk


def decided(fay: AtTheDesk, child: str) -> str:
    """Step 9: decide for Family Help by agreement, and return the family's address."""
    fay.visit("/front-door/")
    fay.follow(child)
    assert "nobody like the people in this request is on record" in fay.words
    fay.follow("Decide")
    about_each = {
        "outcome": "family_help",
        "agreement": "Jo Brook, by telephone today",
        "reason": "Their mother asks for help with the mornings.",
        "strengths": "She rings school back.",
        "needs": "Breakfast and sleep.",
        "lead_kind": "School nurse",
        "lead_reason": "She knows both children from school.",
    }
    said = fay.press(
        "Record the decision",
        **{f"p{number}_{name}": value for number in (0, 1) for name, value in about_each.items()},
        words_for_sender="Their mother agrees. A lead practitioner visits this week.",
    )
    assert "The decision is recorded." in said
    fay.follow("Open the family's page")
    return fay.where


def assessed(nina: AtTheDesk, sue: AtTheDesk, family: str) -> None:
    """Step 11: written by the nurse, signed off by the social worker who oversees."""
    here, today = f"{family}assessment/", london_date(now())
    nina.visit(here)
    nina.press("Start the Family Plan")
    for part in re.findall(rf'href="({here}part/[^"]+)"', nina.page):
        nina.visit(part)
        nina.press("Save", words="Jo works nights. Mornings are hard since March.")
    for member in re.findall(rf'href="({here}member/[^"]+)"', nina.visit(here) and nina.page):
        nina.visit(member)
        nina.press("Save", strengths="Kind and funny", needs="Sleep")
    for child, words in (("Ella Brook", "I like it when Mum is up."), ("Sam Brook", "I want to be early once.")):
        nina.visit(here)
        nina.follow("A child was seen")
        nina.press("Save", person=child, seen_on=today, alone="yes")
        nina.follow("Add a child's own words")
        nina.press(
            "Save",
            person=child,
            words=words,
            how="We drew the morning",
            said_on=today,
            readers="professionals",
            decided_by="worker",
            reason="They asked to keep it between us for now.",
            own_copy="no",
        )
    nina.follow("Add a need")
    nina.press("Save", person="The whole family", words="Mornings in which the children eat")
    nina.follow("Write the analysis")
    nina.press("Save", analysis="Nights and mornings wear Jo out.", family_view="Jo agrees with all of it.", factors=["21"])
    nina.visit(here)
    assert "Still to do" not in nina.words, nina.words
    nina.follow("Ask for sign-off")
    assert "waits for sign-off" in nina.press("Ask for sign-off")
    sue.visit(here)
    sue.follow("Sign off")
    assert "The assessment is signed off." in sue.press("Sign it off")


def planned(nina: AtTheDesk, sue: AtTheDesk, family: str) -> None:
    """Step 12: the family's proposal, a goal, who does what, agreed and approved."""
    here, today = f"{family}plan/", london_date(now())
    nina.visit(here)
    assert "The plan has begun." in nina.press("Start the Family Help Plan")
    nina.follow("Write what the family proposes")
    nina.press("Save", words="Gran walks with Ella. Jo sleeps on Tuesdays.", by="Jo Brook")
    nina.follow("Add a goal for: Mornings")
    nina.press(
        "Save",
        words="The children come to school fed and on time.",
        worded_by="Jo Brook",
        outcome="Both eat before school every day.",
        by_when=today + timedelta(days=60),
    )
    for words, owner in (
        ("Jo puts breakfast out at night", "Jo Brook"),
        ("Lee rings Ella from 9 Tanyard Close on Sundays", "Lee Dunn"),
    ):
        nina.visit(here)
        nina.follow("Add an action")
        nina.press(
            "Save",
            words=words,
            owner=owner,
            owner_side="family",
            author=owner,
            author_side="family",
            by_when=today + timedelta(days=20),
        )
    nina.visit(f"{here}together/")
    nina.press("Save", if_things_get_harder="We ring each other first.", next_review_on=today + timedelta(days=42))
    nina.visit(here)
    nina.follow("Agree the Family Help Plan")
    assert "The plan is agreed." in nina.press("The plan is agreed", family_agreement="Jo and Lee agree. Ella says it is fine.")
    sue.visit(here)
    sue.follow("Approve")
    assert "The plan is approved." in sue.press("Approve")


def way_in(nina: AtTheDesk, family: str) -> tuple[str, str]:
    """Step 13, the worker's half: the copy is given, and a link and a code are made for its reader."""
    nina.visit(f"{family}plan/")
    copy = nina.follow("Jo Brook's copy")
    # the father's address is kept from her, so what is the whole family's waits for a worker who has read it for her
    assert "The children come to school fed and on time." not in copy
    given = {"contact": "At school, by hand", "agreed_safe": "on"}
    assert "Read each part of this copy" in nina.refused("They have been given this copy", **given)
    parts = [str(each["value"]) for each in BeautifulSoup(nina.page, "lxml").select("[name=safe_parts]")]
    assert parts
    because = "None of it says where Lee lives or how he is reached."
    nina.press("They have been given this copy", **given, read_for_them="on", safe_parts=parts, safe_because=because)
    nina.visit(f"{family}plan/")
    assert "The children come to school fed and on time." in nina.follow("Jo Brook's copy")
    nina.visit(f"{family}plan/")
    nina.follow("A reader’s own link to the plan")
    nina.press("Make a link for Jo Brook")
    link, code = (re.search(rf"<\w+ {what}>([^<]+)<", nina.page) for what in ("data-link", "data-code"))
    assert link
    assert code
    return link.group(1), code.group(1)
