"""One child, one record: two requests about one child, both searched before either was decided (practice P-23)."""

from datetime import timedelta
from typing import Any

from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.access.identity import acting_as, service
from kith.family_help.models import Episode, EpisodeChild
from kith.front_door.body import check_body
from kith.front_door.models import Receipt, RequestPerson
from kith.front_door.services import look_for_family, receive_request
from kith.front_door.tests.conftest import simple_body
from kith.front_door.tests.test_pages import place as place
from kith.front_door.tests.test_pages import sent, signed_in, words_of
from kith.kernel.time import now
from kith.organisations.models import Area
from kith.people.models import Person, PossibleDuplicate

HELP = {
    "p0_outcome": "family_help",
    "p0_reason": "They ask for help.",
    "p0_strengths": "His mother asks for help.",
    "p0_needs": "Sleep.",
    "p0_lead_kind": "family worker",
    "p0_lead_reason": "They know her.",
    "p0_agreement": "Ana, today",
}


def decided(browser: Client, receipt: Receipt, **changes: str) -> Any:
    return browser.post(f"/front-door/{receipt.request_id}/decide/", {**HELP, **changes})


def read(place: Area) -> Any:
    return acting_as(service("evidence", area_id=place.id, purpose="test"), now=now())


def test_the_second_of_two_requests_about_one_child_is_stopped_and_shows_the_child(place: Area) -> None:
    first, second = sent(place, simple_body()), sent(place, simple_body(reference="R-2"))
    browser = signed_in("front_door")
    assert decided(browser, first).status_code == 302
    refused = decided(browser, second)
    assert refused.status_code == 200
    assert "Look at the possible matches for Milo Hart first" in words_of(refused)
    assert "Milo Hart may be Milo Hart, born 4 May 2016, already helped" in words_of(refused)
    with read(place):
        assert EpisodeChild.objects.count() == Episode.objects.count() == 1
        milo = Person.objects.get(forename="Milo")
        row = RequestPerson.objects.get(request_id=second.request_id, key="c")
    # What was found stays found: the request's own page has it too, and the worker says who the child is.
    assert "already helped" in words_of(browser.get(f"/front-door/{second.request_id}/"))
    browser.post(f"/front-door/{second.request_id}/who/{row.pk}/", {"is": str(milo.pk)})
    told = words_of(decided(browser, second))
    assert "Milo Hart is already helped" in told
    assert decided(browser, second, p0_outcome="linked_open").status_code == 302
    with read(place):
        assert Person.objects.filter(forename="Milo").count() == 1
        assert EpisodeChild.objects.count() == Episode.objects.count() == 1


def test_a_child_called_new_before_the_record_was_there_is_looked_at_again(place: Area) -> None:
    first, second = sent(place, simple_body()), sent(place, simple_body(reference="R-2"))
    browser = signed_in("front_door")
    with read(place):
        row = RequestPerson.objects.get(request_id=second.request_id, key="c")
    browser.post(f"/front-door/{second.request_id}/who/{row.pk}/", {"is": "new"})
    assert decided(browser, first).status_code == 302
    assert "Look at the possible matches for Milo Hart first" in words_of(decided(browser, second))
    # Whoever has seen the record and says that it is another child is believed.
    browser.post(f"/front-door/{second.request_id}/who/{row.pk}/", {"is": "new"})
    assert decided(browser, second).status_code == 302


def test_an_urgent_second_record_stands_on_the_review_list_at_once(place: Area) -> None:
    first = sent(place, simple_body())
    second = sent(place, simple_body(reference="R-2", immediate_danger=True))
    browser = signed_in("front_door")
    assert decided(browser, first).status_code == 302
    assert decided(browser, second).status_code == 302  # what keeps a child safe is never held up
    with read(place):
        pair = PossibleDuplicate.objects.get(person__forename="Milo")
        assert {pair.person.forename, pair.other.forename} == {"Milo"}
    assert "Milo Hart" in words_of(signed_in("team_manager").get("/people/duplicates/"))


def test_a_request_that_was_never_searched_does_not_say_that_nobody_is_held(place: Area) -> None:
    moment = now()
    with acting_as(service("intake", area_id=place.id, purpose="test"), now=moment):
        body = check_body(simple_body(), now=moment)
        receipt = receive_request(body=body, door="bulk", received_at=moment, now=moment)
    page = words_of(signed_in("front_door").get(f"/front-door/{receipt.request_id}/"))
    assert "Not searched yet" in page
    assert "No match found" not in page
    nameless = simple_body(reference="R-3", people=[{"key": "c", "role": "child"}], relationships=[])
    page = words_of(signed_in("front_door").get(f"/front-door/{sent(place, nameless).request_id}/"))
    assert "Too little known to search by" in page
    assert "No match found" not in page


def test_a_waiting_request_on_the_same_child_is_searched_anew_when_a_record_is_opened(place: Area) -> None:

    first, second = sent(place, simple_body()), sent(place, simple_body(reference="R-2"))
    assert decided(signed_in("front_door"), first).status_code == 302
    jobs = ProcrastinateJob.objects.filter(task_name="front_door.look_for_family").order_by("id")
    assert str(jobs.last().args["request_id"]) == str(second.request_id)
    moment = now() + timedelta(minutes=1)
    with acting_as(service("matching", area_id=place.id, purpose="test"), now=moment):
        look_for_family(request_id=second.request_id, now=moment)
    decide = words_of(signed_in("front_door").get(f"/front-door/{second.request_id}/decide/"))
    assert "Milo Hart may be Milo Hart, born 4 May 2016, already helped" in decide
