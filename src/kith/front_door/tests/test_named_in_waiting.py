"""A search finds who is named in a request that waits, danger first: a child in the queue is not on record yet, and "nobody" is
the answer that keeps a worker from looking there."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from kith.front_door.models import Request
from kith.front_door.tests.conftest import simple_body
from kith.front_door.tests.test_pages import place as place
from kith.front_door.tests.test_pages import sent, signed_in
from kith.kernel.time import now
from kith.organisations.models import Area
from tests.fixtures import Acting


def named(browser: Client, text: str, **more: str) -> list[tuple[str, str]]:
    """Search, and return each name found in a request that waits with the address it leads to."""
    page = BeautifulSoup(browser.post("/search/", {"name": text, **more}).content, "html.parser")
    assert page.find(id="found"), page.get_text(" ")
    return [(row.strong.get_text(), row.a["href"]) for row in page.select("[data-elsewhere] li")]


def test_a_child_in_the_queue_is_found_by_search_danger_first(place: Area) -> None:
    quiet = sent(place, simple_body(reference="quiet"))
    urgent = sent(place, simple_body(reference="urgent", immediate_danger=True))
    browser = signed_in("front_door")
    for text in ("Milo Hart", "milo", "Hart", "Hart, Milo", "Mil*", "Mylo Hart"):
        found = [row for row in named(browser, text) if row[0] == "Milo Hart"]
        assert found == [
            ("Milo Hart", f"/front-door/{urgent.request_id}/"),
            ("Milo Hart", f"/front-door/{quiet.request_id}/"),
        ], text
    assert named(browser, "milo", settled="no"), "also while it is typed"
    page = browser.post("/search/", {"name": "Milo Hart"}).content.decode()
    assert "A child may be in danger now" in page
    assert "What to try next" not in page
    assert named(browser, "Nobodyatall") == []


@pytest.mark.parametrize(("role", "area"), [("lead_practitioner", "wolverhampton"), ("front_door", "dorset")])
def test_who_does_not_see_the_front_door_finds_nothing_of_it(place: Area, role: str, area: str) -> None:
    sent(place, simple_body())
    assert named(signed_in(role, area), "Milo Hart") == []


def test_a_request_that_is_decided_waits_no_longer(place: Area, acting: Acting) -> None:
    receipt = sent(place, simple_body())
    with acting(role="front_door", area=place.slug, now=now()):
        assert Request.objects.filter(pk=receipt.request_id).update(state="decided")
    assert named(signed_in("front_door"), "Milo Hart") == []
