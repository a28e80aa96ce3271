"""An area says its own terms on every label, heading, link, list and print, and never the national term that they stand for."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from kith.family_help.models import Tier
from kith.family_help.tests.conftest import NOON, Story, accredit, make_story
from kith.family_help.tests.test_pages import Desk
from kith.front_door.tests.conftest import simple_body
from kith.front_door.tests.test_pages import sent
from kith.kernel.terms import family_term, term
from kith.practice_model.reading import draft, drafts, read_draft
from kith.practice_model.services import publish
from tests.fixtures import administering

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST = 40
"""Pages walked in one area by one role."""
NEVER = ("/model", "/static", "/media", "/accounts", "/demonstration", "/audit", "/api", "/switch")
BEGIN = {"team_manager": ("/", "/families/{family}/"), "front_door": ("/front-door/{request}/", "/front-door/"),
         "administrator": ("/administration/",)}  # fmt: skip
AREAS = ("thurrock", "wolverhampton", "dorset")


def replaced(area: str) -> dict[str, str]:
    """Return by national term what an area says instead of it."""
    ours, national = (read_draft(each, on=NOON.date()).document.terms for each in (area, "national"))
    own = {national[code].screen: each.screen for code, each in ours.items() if each.screen != national[code].screen}
    return {ours: theirs for ours, theirs in own.items() if ours.lower() not in theirs.lower()}


def walked(desk: Desk, *begin: str) -> dict[str, str]:
    """Return the text of every page that can be reached by links, without what people wrote."""
    waiting, seen = list(begin), {}
    while waiting and len(seen) < MOST:
        here = waiting.pop(0)
        if here in seen:
            continue
        answer = desk.client.get(here)
        seen[here] = ""
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        page = BeautifulSoup(answer.content, "html.parser")
        waiting += [
            link["href"] for link in page.select("a[href^='/']") if not link["href"].startswith(NEVER) and "?" not in link["href"]
        ]
        for node in page.select("script, style"):
            node.decompose()
        seen[here] = " ".join(page.get_text(" ").split())
    return seen


def told(acting: Callable[..., Any], area: str) -> Story:
    """Return a family that is helped in an area, with lead, overseer, assessment and plan, and a request that waits."""
    s = make_story(acting, area)
    if area == "wolverhampton":
        accredit(s.practitioner("lead_practitioner"), s.area)
        s.practitioner("senior_social_worker")
    episode = s.open()
    s.lead(episode)
    s.assessed(episode)
    if area != "dorset":  # where a plan waits for an overseer
        s.planned(episode)
    return s


@pytest.mark.parametrize("area", AREAS)
def test_no_page_of_an_area_says_a_national_term_that_it_replaced(
    acting: Callable[..., Any], area: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kith.access.middleware.now", lambda: NOON)
    s = told(acting, area)
    gone = replaced(area)
    assert gone
    found: list[str] = []
    said: set[str] = set()
    here = {"family": s.family.id, "request": sent(s.area, simple_body()).request_id}
    for role, begin in BEGIN.items():
        pages = walked(Desk(s, role), *(each.format(**here) for each in begin))
        assert len(pages) > 5, role
        for address, text in pages.items():
            found += [f"{role} {address}: …{text[max(0, text.index(each) - 60) :][:140]}" for each in gone if each in text]
            said |= {each for each in gone.values() if each in text}
    assert not found, "\n".join(found[:30])
    assert said, "the area's own words stand there instead"


def test_what_a_model_calls_a_thing_stands_in_what_it_says_of_others() -> None:
    national, ours = (read_draft(each, on=NOON.date()).document for each in ("national", "thurrock"))
    assert national.outcomes["family_help"].name == "Family Help by agreement"
    assert ours.outcomes["family_help"].name == "Think Family by agreement"
    assert national.outcomes["family_help"].feedback == "The family is being offered Family Help."
    for name in drafts():
        said = read_draft(name, on=NOON.date()).document.model_dump_json(exclude={"name"})
        assert not re.findall(r"\{\w+\}", said), f"{name} names a term that no model has"


def test_words_are_those_of_the_area_acted_in_and_a_new_version_speaks_at_once(acting: Callable[..., Any]) -> None:
    assert str(term("family_help")) == "Family Help", "nobody acts: the national word"
    thurrock = make_story(acting, "thurrock")
    dorset = make_story(acting, "dorset")
    said = term("family_help")
    with dorset.as_("team_manager"):
        assert str(said) == "Family Help"
    with thurrock.as_("team_manager"):
        assert str(said) == "Think Family"
        assert str(Tier.FAMILY_HELP.label) == "Think Family"
        assert str(family_term("family_help_team")) == "your local Think Family team"
    text = draft("thurrock").replace('"Think Family"', '"All Family"').replace('version = "1"', 'version = "2"')
    with administering(thurrock.area):
        publish(text=text, valid_from=date(2026, 3, 4), published_by="P", now=NOON)
    with thurrock.as_("team_manager"):
        assert str(said) == "All Family"
