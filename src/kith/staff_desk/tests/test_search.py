"""Searching at the desk, through HTTP: what is shown, what is written down,
and what a search that is still typed leaves alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kith.audit.models import Look
from kith.people.models import Family, Person, RestrictedNotice
from kith.people.services import (
    add_name,
    find_duplicates,
    join_family,
    record_family,
    record_person,
    restrict_family,
)
from kith.practice_model.services import publish_drafts
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import practitioner_in


@pytest.fixture
def zuzanna(clone: str, acting: Callable[..., Any]) -> Person:
    """A girl in a family in Dorset."""
    now = timezone.now()
    practitioner_in("dorset", "front_door")
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=now)
    with acting("front_door", now=now):
        girl = record_person(
            forename="Zuzanna",
            surname="Kowalczyk",
            date_of_birth=date(now.year - 9, 1, 2),
            sex="F",
            address="14 Anvil Row",
            now=now,
        )
        add_name(person=girl, kind="birth", forename="Zuzanna", surname="Nowak")
        join_family(family=record_family(name="Kowalczyk family", now=now), person=girl, role="child", on=now.date())
    return girl


def typing(client: Client, name: str, **more: str) -> str:
    """Send what is typed so far, and return the part of the page that answers."""
    page = client.post("/search/", {"name": name, "settled": "no", **more}).content.decode()
    assert "<html" not in page
    return page


def known_in(page: str) -> str:
    """Return what the part of the page says of who was shown."""
    return page.split('data-known="')[1].split('"')[0]


def looks(acting: Callable[..., Any]) -> list[dict[str, str]]:
    with acting("auditor"):
        return [look.asked for look in Look.objects.filter(kind="search").order_by("at", "id")]


def test_a_person_is_shown_with_what_tells_them_apart(zuzanna: Person) -> None:
    page = signed_in("front_door").post("/search/", {"name": "Kowalczyk, Zuzanna"}).content.decode()
    for words in (
        "1 person found",
        f"/people/persons/{zuzanna.pk}/",
        "Female, 9",
        "14 Anvil Row",
        "Also known as Zuzanna Nowak",
        "Kowalczyk</a> (child)",
        "Same surname: Kowalczyk",
        "Searched:</strong> name Kowalczyk Zuzanna",
    ):
        assert words in page, words


def test_what_is_shown_while_typing_is_written_down_once_for_each_answer(zuzanna: Person, acting: Callable[..., Any]) -> None:
    client = signed_in("front_door")
    page = typing(client, "Kow")
    assert "1 person so far" in page
    assert "Searched:" not in page
    for name in ("Kowa", "Kowal"):
        page = typing(client, name, known=known_in(page))
    assert looks(acting) == [{"name": "Kow", "while_typing": "yes"}]
    page = typing(client, "Kowalx", known=known_in(page))
    assert "Nobody so far" in page
    client.post("/search/", {"name": "Kowalczyk", "settled": "yes", "known": known_in(page)})
    assert [look["name"] for look in looks(acting)] == ["Kow", "Kowalx", "Kowalczyk"]


def test_nobody_can_pass_off_what_somebody_else_was_shown(zuzanna: Person, acting: Callable[..., Any]) -> None:
    shown = known_in(typing(signed_in("front_door"), "Kow"))
    another = signed_in("lead_practitioner")
    for known in (shown, "made up", shown + "x"):
        typing(another, "Kow", known=known)
    assert len(looks(acting)) == 4


def test_two_letters_show_nobody_until_the_button_is_pressed(zuzanna: Person, acting: Callable[..., Any]) -> None:
    client = signed_in("front_door")
    page = typing(client, "Ko")
    assert "at least three letters" in page
    assert "Zuzanna" not in page
    assert looks(acting) == []
    assert "1 person found" in client.post("/search/", {"name": "Ko"}).content.decode()


def test_typing_tells_nobody_of_a_restricted_record_and_a_settled_search_does(
    zuzanna: Person, acting: Callable[..., Any]
) -> None:
    owner, _ = practitioner_in("dorset", "senior_social_worker", name="Olwen Owner")
    with acting("team_manager", now=timezone.now()):
        family = Family.objects.get()
        restrict_family(family=family, named=[owner.pk], owner_id=owner.pk, reason="A relative works here", now=timezone.now())
    duty = signed_in("front_door")
    page = typing(duty, "Zuzanna Kowalczyk")
    assert "A restricted record may match" not in page
    assert "Olwen Owner" not in page
    assert f"/people/persons/{zuzanna.pk}/" not in page
    with acting("senior_social_worker", name="Olwen Owner"):
        assert not RestrictedNotice.objects.exists()
    asked = {"name": "Zuzanna Kowalczyk"}
    assert "A restricted record may match" not in signed_in("lead_practitioner").post("/search/", asked).content.decode()
    page = duty.post("/search/", {**asked, "settled": "yes"}).content.decode()
    assert "A restricted record may match" in page
    assert "Olwen Owner" in page
    with acting("senior_social_worker", name="Olwen Owner"):
        assert RestrictedNotice.objects.filter(family=family).count() == 2


def test_a_wildcard_says_to_duty_roles_that_restricted_records_were_not_asked_about(zuzanna: Person) -> None:
    words = "Not searched:</strong> restricted records"
    assert words in signed_in("front_door").post("/search/", {"name": "Kow*"}).content.decode()
    assert words not in signed_in("lead_practitioner").post("/search/", {"name": "Kow*"}).content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"name": "8-12"}, "too many people are of one age"),
        ({"age_from": "8", "age_to": "12"}, "too many people are of one age"),
        ({"name": "Kow", "age_from": "9", "age_to": "8"}, "Age to must be 9 or more"),
        ({"name": "Kow", "age_from": "eight"}, "Age from must be a whole number"),
        ({"name": "*"}, "Enter at least one thing you know"),
        ({"date_of_birth_day": "31", "date_of_birth_month": "2", "date_of_birth_year": "2017"}, "Date of birth"),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_to_do(zuzanna: Person, asked: dict[str, str], words: str) -> None:
    client = signed_in("front_door")
    page = client.post("/search/", asked).content.decode()
    assert "There is a problem" in page
    assert words in page
    part = client.post("/search/", {**asked, "settled": "yes"}).content.decode()
    assert "Not searched yet" in part
    assert words in part


def test_the_fields_under_more_narrow_and_stay_open(zuzanna: Person) -> None:
    client = signed_in("front_door")
    page = client.post("/search/", {"name": "Kowalczyk", "age_from": "30", "age_to": "40"}).content.decode()
    assert "Nobody found" in page
    assert "age 30 to 40" in page
    assert '<details class="govuk-details" open>' in page
    page = client.post("/search/", {"number": "LC-1"}).content.decode()
    assert "nobody with this LA child id" in page
    assert "What to try next" in page


def test_the_same_search_can_be_sent_again(zuzanna: Person) -> None:
    client = signed_in("front_door")
    for _ in range(2):
        assert "1 person found" in client.post("/search/", {"name": "Kowalczyk", "sent_once": "same"}).content.decode()


def test_my_day_leads_to_records_that_may_be_one_person(zuzanna: Person, acting: Callable[..., Any]) -> None:
    now = timezone.now()
    with acting("front_door", now=now):
        record_person(
            forename="Zuzanna", surname="Kowalchik", date_of_birth=zuzanna.date_of_birth, address="14 Anvil Row", now=now
        )
    with acting(as_service="people_match", now=now):
        assert find_duplicates(now=now) == 1
    for role in ("front_door", "team_manager", "records_officer"):
        page = signed_in(role).get("/").content.decode()
        assert "1 pair of records that may be one person" in page, role
        assert "/people/duplicates/" in page, role
        assert "/search/" in page, role
    assert "may be one person" not in signed_in("lead_practitioner").get("/").content.decode()


@pytest.mark.row("X-09", at="Search")
def test_names_as_people_type_them_find_the_person_on_the_page(zuzanna: Person, acting: Callable[..., Any]) -> None:
    now = timezone.now()
    searches = [
        ("李小龍", "小龍", "李"),
        ("Olena Kovalenko", "Олена", "Коваленко"),
        ("McDonald Sandy", "Alexander", "McDonald"),
        ("Emeka", "Emeka", "Okonkwo"),
        ("Kris Sczepanski", "Krzysztof", "Szczepański"),
        ("vanderberg", "Jan", "van der Berg"),
        ("Suharto", "", "Suharto"),
        ("Suharto", "Suharto", ""),
    ]
    client = signed_in("front_door")
    for typed, forename, surname in searches:
        with acting("front_door", now=now):
            person = record_person(forename=forename, surname=surname, now=now)
        assert f"/people/persons/{person.pk}/" in client.post("/search/", {"name": typed}).content.decode(), typed
