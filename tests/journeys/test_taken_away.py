"""What is printed: the words of every page on paper. A reader's copy holds their own and nothing of the worker's banner; every
other page of somebody signed in says that it is for workers only. And after signing out the button *back* shows nothing.
"""

import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdf
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import Page

from kith.family_help import services as family_help
from kith.family_help.tests.conftest import Story, make_story
from kith.family_portal.services import WayIn, make_way_in
from kith.kernel.time import now
from kith.people import services as people
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import NOON
from tests.journeys import base

pytestmark = pytest.mark.journey

WORKERS_ONLY = "For workers only"
OF_THE_BANNER = (
    "MARKERHAZARD",
    "MARKERDANGER",
    "MARKERRISK",
    "MARKERREASON",
    "MARKERPOSSIBLE",
    "may be in danger: ",
    WORKERS_ONLY,
)
"""What no reader takes away: hazards, danger, the statement of risk, why something is protected, and who may be a father."""
FROM_THE_FATHER = ("Refuge Row", "3AA", "900 123", "900123", "WORDS-OF-CHILD", "MOTHERS-OWN")
OF_THE_WORKER = (
    "and nobody else",
    "may not learn",
    "Give them this copy",
    "Whose copy",
    "Put in the centre",
    "shown once",
    "is recorded",
)
LEADS_AWAY = ("/accounts/", "/personas/", "/areas/", "/ask-for-help/", "/design/", "/model/", "/static/", "/time/")


class Told:
    """A family with a plan shared with both parents, and a marker in whatever only workers may know."""

    def __init__(self, acting: Callable[..., Any]) -> None:
        self.story: Story = make_story(acting, "dorset")
        episode = self.story.open(sam="section_17")
        self.story.lead(episode)
        with self.story.as_("team_manager"):
            senior = self.story.practitioner("senior_social_worker")
            family_help.name_overseer(episode=episode, practitioner=senior, reason="Asked for", now=NOON)
        self.story.assessed(episode)
        plan = self.story.planned(episode)
        with self.story.as_("lead_practitioner"):
            for words in episode.child_words.all():
                family_help.decide_readers(
                    child_words=words,
                    readers="named",
                    may_read=[self.story.mother.pk],
                    decided_by="child",
                    reason="",
                    own_copy=False,
                    now=NOON,
                )
            self._only_for_workers()
            shares = [
                family_help.share_plan(
                    plan=plan,
                    reader_person_id=reader.pk,
                    contact="Told in person",
                    agreed_safe=True,
                    read_for_them=True,
                    now=NOON,
                )
                for reader in (self.story.father, self.story.mother)
            ]
            self.mothers_way: WayIn = make_way_in(share=shares[1], now=now())

    def _only_for_workers(self) -> None:
        told, later = self.story, NOON.date().replace(year=2027)
        people.record_hazard(person=told.father, words="MARKERHAZARD", source="Police", review_on=later, now=NOON)
        people.state_risk(
            family=told.family, person=told.father, words="MARKERRISK", source="Court", stated_on=NOON.date(), review_on=later,
            now=NOON,
        )  # fmt: skip
        people.protect(
            person=told.mother, what="routine", hidden_from=told.father, reason="MARKERREASON", review_on=later, now=NOON
        )
        possible = people.add_to_family(
            family=told.family, role="adult", on=NOON.date(), now=NOON, forename="Markerpossible", surname="Other"
        )
        people.relate(person=possible, other=told.sam, kind="possible_father", now=NOON)
        family_help.raise_danger(family=told.family, words="MARKERDANGER", now=NOON)

    def readers_pages(self) -> Iterator[tuple[str, str]]:
        """Give each page of which somebody takes something away, and who."""
        for reader in (self.story.mother, self.story.father, self.story.gran, self.story.ella):
            yield f"/families/{self.story.family.pk}/plan/copy/{reader.pk}/", reader.forename
            for drawing in ("genogram", "ecomap"):
                yield f"/people/families/{self.story.family.pk}/{drawing}/?reader={reader.pk}", reader.forename


def reachable(client: Client, start: list[str]) -> list[str]:
    """Return one address of each kind of page that links lead to from ``start``."""
    kinds: set[str] = set()
    found: list[str] = []
    waiting = deque(start)
    while waiting:
        path = waiting.popleft()
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", path)
        if kind in kinds:
            continue
        kinds.add(kind)
        answer = client.get(path)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        found.append(path)
        for link in BeautifulSoup(answer.content, "html.parser").select("a[href]"):
            where = urlsplit(urljoin(path, str(link["href"])))
            if not where.scheme and not where.netloc and not where.path.startswith(LEADS_AWAY):
                waiting.append(where.path)
    return found


def printed(page: Page) -> str:
    """Return the words of a page as Chromium prints it."""
    paper = pypdf.PdfReader(io.BytesIO(page.pdf()))
    return " ".join(" ".join(each.extract_text() for each in paper.pages).split())


def wrong_words(text: str, who: str) -> list[str]:
    """Return the words in what ``who`` takes away that are not theirs, in whatever case and however lines were broken."""
    joined = re.sub(r"\s", "", text).casefold()
    kept = [*OF_THE_BANNER, *OF_THE_WORKER, *(FROM_THE_FATHER if who == "Lee" else ())]
    return [words for words in kept if re.sub(r"\s", "", words).casefold() in joined]


@contextmanager
def signed_in_browser(running: Any, address: str, client: Client) -> Iterator[base.Visitor]:
    visitor = base.Visitor(running, address)
    cookie = client.cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    yield visitor
    visitor.context.close()


def test_no_print_hands_a_reader_what_is_not_theirs(clone: str, acting: Callable[..., Any]) -> None:
    told = Told(acting)
    manager = signed_in("team_manager")
    family = told.story.family.pk
    start = [
        "/",
        f"/families/{family}/",
        f"/people/families/{family}/",
        f"/my-family/links/{family}/",
        "/search/",
        "/front-door/",
    ]
    pages = reachable(manager, start)
    assert len(pages) > 50, "most pages of the record were reached"
    wrong = []
    with base.server(clone) as address, base.browser() as running:
        with signed_in_browser(running, address, manager) as worker:
            for path in pages:
                worker.page.goto(address + path)
                text = printed(worker.page)
                readers_own = worker.page.locator("[data-readers-copy]").count()
                if not readers_own and WORKERS_ONLY not in text:
                    wrong.append(f"{path}: the print does not say that it is for workers only")
                if readers_own and (found := wrong_words(text, "")):
                    wrong.append(f"{path}: {found}")
            for path, who in told.readers_pages():
                worker.page.goto(address + path)
                assert worker.page.locator("[data-readers-copy]").count(), path
                assert not worker.page.locator(".kith-banner__bar, .kith-banner, .kith-add").count(), path
                if found := wrong_words(printed(worker.page), who):
                    wrong.append(f"{path} for {who}: {found}")
            worker.page.goto(f"{address}/my-family/links/{family}/")
            worker.page.get_by_role("button", name="Make a link for Lee Other").click()
            worker.page.wait_for_load_state()
            text = printed(worker.page)
            assert "Code:" in text
            if found := [*wrong_words(text, "Lee"), *(["Jo Example"] if "Jo Example" in text else [])]:
                wrong.append(f"a new link: {found}")
        way = told.mothers_way
        mother = base.Visitor(running, address)
        mother.page.goto(f"{address}/my-family/dorset/#{way.token}")
        mother.page.locator("input[name=code]").fill(way.code)
        mother.page.get_by_role("button").first.click()
        mother.page.wait_for_load_state()
        text = printed(mother.page)
        assert "Walk Ella to school" in text
        if found := wrong_words(text, "Jo"):
            wrong.append(f"the family's own page: {found}")
        # when she closes her plan and somebody presses the button back
        mother.page.get_by_role("button", name="Close my plan").click()
        mother.page.wait_for_load_state()
        mother.page.go_back()
        mother.page.wait_for_load_state()
        assert "Walk Ella to school" not in mother.text(), "the plan is not shown again"
        with signed_in_browser(running, address, manager) as worker:
            worker.page.goto(f"{address}/families/{family}/")
            assert "MARKERHAZARD" in worker.text()
            worker.page.locator("[data-signs-out]").click()
            worker.page.get_by_role("button", name="Sign out").click()
            worker.page.wait_for_load_state()
            for _ in range(2):
                worker.page.go_back()
                worker.page.wait_for_load_state()
                assert "MARKERHAZARD" not in worker.text(), "back after signing out shows nothing"
    assert not wrong, "\n".join(wrong)
