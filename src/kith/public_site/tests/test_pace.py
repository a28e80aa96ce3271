"""A public form is slowed and grouped, never refused: every child that is behind it is received,
and the most urgent stands first."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings

from kith.access.identity import acting_as, service
from kith.access.limits import LIMITS
from kith.front_door.body import check_body
from kith.front_door.models import InBurst, Notice, Receipt, Request
from kith.front_door.tests.conftest import simple_body
from kith.front_door.tests.test_pages import words_of
from kith.kernel.time import now
from kith.organisations.models import Area
from kith.public_site.pace import paced
from kith.staff_desk.tests.helping import signed_in


@pytest.fixture
def place(furnished: str) -> Area:
    return Area.objects.get(slug="dorset")


APART = LIMITS["public_form_apart"].tries
BLEEDING = "He hit her and she is bleeding, come now"


def send(words: str, *, danger: str = "yes", address: str = "203.0.113.7", kind: str = "anonymous", **more: str) -> Any:
    visitor = Client(REMOTE_ADDR=address)
    form = visitor.get(f"/ask-for-help/dorset/{kind}/")["Location"]
    said = {"immediate_danger": danger, "worries": words, "safe_to_contact": "no", "may_be_named": "no", "name": "Isla"}
    return visitor.post(form, {**said, **more})


def burst_over(address: str = "203.0.113.7") -> None:
    """Send one danger from an address beyond the pace, and once more."""
    for _ in range(LIMITS["public_form_address"].tries + 2):
        send("They are shouting", address=address)


def dangers_told(place: Area) -> list[str]:
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=now()):
        return [notice.words for notice in Notice.objects.filter(kind="danger").order_by("at", "id")]


def lines(address: str = "/front-door/") -> list[str]:
    """Return the lines of every page of the queue, or of a burst, as a worker reads them."""
    browser, found, following = signed_in("front_door"), [], address
    while following:
        soup = BeautifulSoup(browser.get(following).content, "html.parser")
        found += [" ".join(line.get_text(" ").split()) for line in soup.select("li.kith-task") if not line.find("form")]
        onward = soup.select_one("a[rel=next][href*=requests]")
        following = address + onward["href"].split("#")[0] if onward else ""
    return found


def test_a_second_danger_after_a_burst_stands_and_is_told_of_by_itself(place: Area) -> None:
    # Given a burst of one danger from one address, of which the first beyond the pace stands by itself and the next repeats it
    burst_over()
    told, before = len(dangers_told(place)), len(lines())
    # When another child sends from the same address
    assert "We have received it" in words_of(send("My stepdad has a knife", kind="child", child1_forename="Isla"))
    # Then the child has an alert and a line of their own, and the burst stays one line
    assert len(dangers_told(place)) == told + 1
    assert "says something that none of them said" in dangers_told(place)[-1]
    assert len(lines()) == before + 1
    assert any("Isla" in line and "sent at once" not in line for line in lines())


@pytest.mark.parametrize(
    ("what", "words", "more", "own"),
    [
        ("the same words", "They are shouting", {}, False),
        ("the same in capitals", "THEY ARE  SHOUTING!!", {}, False),
        ("other words", BLEEDING, {}, True),
        ("another child", "They are shouting", {"child1_forename": "Ada"}, True),
        ("another house", "They are shouting", {"child1_address": "3 Quay Street"}, True),
        ("another telephone", "They are shouting", {"telephone": "01632 960001"}, True),
        ("not sure, and words that may be urgent", BLEEDING, {"immediate_danger": "not_sure"}, True),
    ],
)
def test_what_stands_by_itself_after_a_burst(place: Area, what: str, words: str, more: dict[str, str], own: bool) -> None:
    burst_over()
    before = len(lines())
    send(words, **more)
    assert len(lines()) == before + own, what


def test_61_urgent_ones_from_one_address_are_all_received_and_stand_as_one_line(place: Area) -> None:
    pace = LIMITS["public_form_address"].tries
    answers = [send("Flood", danger="no" if each % 2 else "not_sure") for each in range(60)]
    answers.append(send(BLEEDING, danger="yes"))
    child = send("My dad hits me.", danger="yes", address="198.51.100.1", kind="child")
    assert {answer.status_code for answer in (*answers, child)} == {200}
    assert all("We have received it" in words_of(answer) for answer in (*answers, child))
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=now()):
        assert Receipt.objects.count() == Request.objects.count() == 62
        assert Request.objects.filter(immediate_danger="not_sure").count() == 30
        grouped = Request.objects.filter(burst__isnull=False)
        assert grouped.count() == 61 - pace
        assert len(set(grouped.values_list("burst", flat=True))) == 1
        [burst] = set(grouped.values_list("burst", flat=True))
    assert len(dangers_told(place)) == 2
    # Five within the pace, the child, the one that bleeds, one that is not sure, and the line of the rest.
    shown = lines()
    assert len(shown) == pace + 4
    [line] = [each for each in shown if "54 requests sent at once from one place" in each]
    assert "not sure whether a child is being hurt: 26, repeating what came before." in line
    assert "They name no child." in line
    assert len(lines(f"/front-door/bursts/{burst}/")) == 61 - pace
    assert signed_in("front_door", "lincolnshire").get(f"/front-door/bursts/{burst}/").status_code == 404


def test_a_flood_of_different_dangers_is_bounded_says_what_it_holds_and_is_told_of_again(place: Area) -> None:
    pace = LIMITS["public_form_address"].tries
    for each in range(pace + APART + 6):
        send(f"He hit child {each}", child1_forename=f"Child {each % (pace + APART + 3)}")
    told = dangers_told(place)
    assert len(told) == pace + APART + 1, "one more, for all that are grouped"
    assert "read them all" in told[-1]
    shown = lines()
    assert len(shown) == pace + APART + 1
    [line] = [each for each in shown if "sent at once" in each]
    assert "6 requests sent at once from one place" in line
    assert "A child may be in danger now: 6. They name 6 children." in line
    # The flood of one address leaves room to others beyond their pace.
    burst_over("198.51.100.9")
    send(BLEEDING, address="198.51.100.9")
    assert any("says something that none of them said" in words for words in dangers_told(place)[len(told) :])


def test_a_danger_that_could_not_be_kept_is_not_a_repeat_when_it_is_sent_again(place: Area) -> None:
    body = check_body(simple_body(immediate_danger=True), now=now())
    given = {"area_id": place.pk, "kind": "anonymous", "address": "203.0.113.9", "body": body}
    for _ in range(LIMITS["public_form_address"].tries):
        with paced(**given):
            pass
    with pytest.raises(ZeroDivisionError), paced(**given):
        1 / 0  # noqa: B018
    with paced(**given) as burst:
        assert burst is not None
        assert (burst.standing, burst.tells) == (InBurst.APART, True)
    with paced(**given) as again:
        assert again is not None
        assert again.standing == InBurst.REPEAT


def test_a_flood_from_many_addresses_is_grouped_by_its_form_and_other_forms_stay_as_they_were(place: Area) -> None:
    pace = LIMITS["public_form"].tries
    for each in range(pace + 4):
        assert send(f"Flood {each}", danger="no", address=f"203.0.{each}.1").status_code == 200
    assert send("I do not sleep.", danger="no", address="198.51.100.1", kind="child").status_code == 200
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=now()):
        assert Request.objects.filter(burst__isnull=False, kind="anonymous").count() == 4
        assert Request.objects.filter(burst__isnull=True, kind="child").count() == 1


@override_settings(PROXIES=1)
def test_who_writes_another_address_before_the_proxys_is_counted_as_who_they_are(place: Area) -> None:
    pace = LIMITS["public_form_address"].tries
    for each in range(pace + 1):
        visitor = Client(headers={"x-forwarded-for": f"198.51.100.{each}, 203.0.113.7"})
        form = visitor.get("/ask-for-help/dorset/anonymous/")["Location"]
        assert visitor.post(form, {"immediate_danger": "no", "worries": f"Flood {each}"}).status_code == 200
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=now()):
        assert Request.objects.filter(burst__isnull=False).count() == 1
