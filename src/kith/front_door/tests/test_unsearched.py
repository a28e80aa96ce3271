"""A request that was not searched is on a list, and says so on the front door and in My day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from kith.access.identity import acting_as, service
from kith.front_door.models import Request
from kith.front_door.queries.unsearched import count_unsearched, unsearched
from kith.front_door.services.look import mark_search_failed
from kith.front_door.tests.conftest import NOW, simple_body
from kith.front_door.tests.test_pages import place, sent, signed_in, words_of
from kith.kernel.paging import Place, page_of
from kith.kernel.time import now
from kith.organisations.models import Area
from tests.fixtures import Acting

__all__ = ["place"]

Receive = Callable[..., Request]


def test_what_is_not_searched_in_ten_minutes_is_listed_danger_first(acting: Acting, receive: Receive) -> None:
    # given three requests that no job looked at, one of a child in danger, and one that was searched
    quiet = receive(simple_body(reference="quiet"), look=False)
    danger = receive(simple_body(reference="danger", immediate_danger=True), look=False)
    searched = receive(simple_body(reference="searched"))
    with acting(role="front_door", now=NOW):
        # when five minutes have gone by
        assert count_unsearched(quiet.area_id, now=NOW + timedelta(minutes=5)).number == 0
        # and when ten have
        found = page_of(unsearched(quiet.area_id, now=NOW + timedelta(minutes=10)))
    assert [row.number for row in found.rows] == [danger.number, quiet.number]
    assert searched.number not in [row.number for row in found.rows]
    assert (str(found.count), found.is_whole) == ("2", True)


def test_a_long_list_says_how_many_there_are_and_goes_on(acting: Acting, receive: Receive) -> None:
    for number in range(3):
        first = receive(simple_body(reference=f"R{number}"), look=False)
    with acting(role="front_door", now=NOW):
        rows = unsearched(first.area_id, now=NOW + timedelta(hours=1))
        found = page_of(rows, size=2)
        rest = page_of(rows, place=Place.read(found.next), size=2)
    assert (len(found.rows), str(found.count), len(rest.rows)) == (2, "3", 1)


def test_a_search_that_failed_is_listed_at_once_and_a_decided_request_is_not(acting: Acting, receive: Receive) -> None:
    failed, decided = (
        receive(simple_body(reference="failed")),
        receive(simple_body(reference="over"), look=False),
    )
    with acting(as_service="matching", now=NOW):
        mark_search_failed(request_id=failed.pk, words="The search failed (OperationalError).")
        Request.objects.filter(pk=decided.pk).update(state=Request.State.DECIDED)
    with acting(role="front_door", now=NOW):
        found = page_of(unsearched(failed.area_id, now=NOW + timedelta(hours=1)))
    assert [row.number for row in found.rows] == [failed.number]


def test_the_pages_say_so_until_it_is_searched(place: Area) -> None:
    receipt = sent(place, simple_body(reference="failed"))
    with acting_as(service("matching", area_id=place.id, purpose="test"), now=now()):
        mark_search_failed(request_id=receipt.request_id, words="The search failed (OperationalError).")
    for role in ("front_door", "team_manager", "out_of_hours"):
        browser = signed_in(role)
        assert "1 request has not been searched" in words_of(browser.get("/")), role
        assert "1 request has not been searched" in words_of(browser.get("/front-door/")), role
        listed = words_of(browser.get("/front-door/not-searched/"))
        assert f"Receipt {receipt.number}" in listed
        assert "The search failed (OperationalError)." in listed
    _search_now(browser, receipt)
    assert "Every request has been searched." in words_of(browser.get("/front-door/not-searched/"))
    assert "not been searched" not in words_of(browser.get("/front-door/"))
    assert signed_in("lead_practitioner").get("/front-door/not-searched/").status_code == 404


def _search_now(browser: Client, receipt: Any) -> None:
    assert browser.post(f"/front-door/{receipt.request_id}/search/").status_code == 302
