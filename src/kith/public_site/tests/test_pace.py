"""A public form is slowed and grouped, never refused: every child that is behind it is received, and the most urgent stands first."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings

from kith.access.identity import acting_as, service
from kith.access.limits import LIMITS
from kith.front_door.models import Notice, Receipt, Request
from kith.front_door.tests.test_pages import words_of
from kith.kernel.time import now
from kith.organisations.models import Area
from kith.staff_desk.tests.helping import signed_in


@pytest.fixture
def place(furnished: str) -> Area:
    return Area.objects.get(slug="dorset")


def send(words: str, *, danger: str = "yes", address: str = "203.0.113.7", kind: str = "anonymous") -> Any:
    visitor = Client(REMOTE_ADDR=address)
    form = visitor.get(f"/ask-for-help/dorset/{kind}/")["Location"]
    said = {"immediate_danger": danger, "worries": words, "safe_to_contact": "no", "may_be_named": "no", "name": "Isla"}
    return visitor.post(form, said)


def test_61_urgent_ones_from_one_address_are_all_received_and_stand_as_one_line(place: Area) -> None:
    pace = LIMITS["public_form_address"].tries
    answers = [send(f"Flood {each}", danger="no" if each % 2 else "not_sure") for each in range(60)]
    answers.append(send("He hit her and she is bleeding, come now", danger="yes"))
    child = send("My dad hits me.", danger="yes", address="198.51.100.1", kind="child")
    assert {answer.status_code for answer in (*answers, child)} == {200}
    assert all("We have received it" in words_of(answer) for answer in (*answers, child))
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=now()):
        assert Receipt.objects.count() == Request.objects.count() == 62
        assert Request.objects.filter(immediate_danger="not_sure").count() == 30
        grouped = Request.objects.filter(burst__isnull=False)
        assert grouped.count() == 61 - pace
        assert len(set(grouped.values_list("burst", flat=True))) == 1
        told = [notice.words for notice in Notice.objects.filter(kind="danger")]
    assert len(told) == 2
    assert sum("one of many" in words for words in told) == 1
    browser = signed_in("front_door")
    soup = BeautifulSoup(browser.get("/front-door/").content, "html.parser")
    lines = [" ".join(line.get_text(" ").split()) for line in soup.select("#requests ~ .kith-tasks > li")]
    assert len(lines) == pace + 2
    [line] = [each for each in lines if f"{61 - pace} requests sent at once from one place" in each]
    assert lines.index(line) < 2, "at the place of its most urgent request"
    assert "A child may be in danger now: 1." in line
    link = soup.find("a", string=lambda text: text and "sent at once from one place" in text)["href"]
    seen, address = [], link
    while address:
        page = BeautifulSoup(browser.get(address).content, "html.parser")
        seen += [a["href"] for a in page.select("h2.kith-task__title a")]
        following = page.select_one("a[rel=next]")
        address = link + following["href"].split("#")[0] if following else ""
    assert len(set(seen)) == 61 - pace
    first = words_of(browser.get(seen[0]))
    assert "he hit her and she is bleeding" in first.lower()
    assert "one of many requests sent at once" in first
    assert signed_in("front_door", "lincolnshire").get(link).status_code == 404


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
