"""What is no name and no number, and names that look like none, through the services that record and find."""

from datetime import date
from typing import Any

import pytest

from kith.people import services
from kith.people.finding.candidates import find_candidates
from kith.people.finding.search import search_people
from kith.people.matching.description import Wanted
from tests.fixtures import NOON, Acting

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
BORN = date(2025, 10, 2)
HOME = {"address": "14 Mill Lane", "postcode": "ZZ99 3WZ"}


def recorded(forename: str, surname: str, **more: Any) -> Any:
    return services.record_person(forename=forename, surname=surname, date_of_birth=BORN, now=NOON, **more)


def test_a_baby_without_a_first_name_is_possibly_either_twin(acting: Acting) -> None:
    with acting():
        twins = {recorded(name, "Whitlock", **HOME).pk for name in ("Isla", "Rory")}
        found = find_candidates(Wanted(forename="Baby", surname="Whitlock", date_of_birth=BORN, **HOME))
    assert {each.person.pk for each in found} == twins
    assert {each.confidence for each in found} == {"possible"}


@pytest.mark.parametrize("number", ["9999999999", "0000000000", "1111111111"])
def test_one_digit_ten_times_finds_nobody(acting: Acting, number: str) -> None:
    with acting():
        recorded("Ella", "Reed", nhs_number=number)
        assert find_candidates(Wanted(forename="Milo", surname="Hart", nhs_number=number)) == []
        assert [e for e in search_people(nhs_number=number, on=TODAY).found if "Same NHS number" in e.reasons_for] == []


@pytest.mark.parametrize(("forename", "surname"), [("Na", "Li"), ("New", "Adeyemi"), ("Joy", "Known"), ("Known", "Dube")])
def test_names_that_look_like_none_are_found(acting: Acting, forename: str, surname: str) -> None:
    with acting():
        person = recorded(forename, surname)
        found = find_candidates(Wanted(forename=forename, surname=surname, date_of_birth=BORN))
        assert [each.person.pk for each in found] == [person.pk]
        assert f"Same first name: {forename}" in found[0].reasons_for
        assert search_people(f"{forename} {surname}", on=TODAY).found[0].person.pk == person.pk


@pytest.mark.parametrize("typed", ["علی‌رضا حسینی", "علیرضا حسینی", "علی رضا حسینی", "Alireza Hosseini"])
def test_a_name_with_a_joiner_is_recorded_and_found(acting: Acting, typed: str) -> None:
    with acting():
        person = recorded("علی‌رضا", "حسینی")
        assert search_people(typed, on=TODAY).found[0].person.pk == person.pk


@pytest.mark.parametrize(
    ("forename", "surname", "typed"),
    [("Suharto", "", "Suharto"), ("", "Suharto", "Suharto"), ("", "Suharto", "suharto"), ("", "Suharto", "Suharto Widodo")],
)
def test_whoever_has_one_name_is_found_in_whichever_box_it_stands(
    acting: Acting, forename: str, surname: str, typed: str
) -> None:
    with acting():
        person = recorded(forename, surname)
        assert search_people(typed, on=TODAY).found[0].person.pk == person.pk
        for boxes in ({"forename": "Suharto"}, {"surname": "Suharto"}):
            assert search_people(**boxes, on=TODAY).found[0].person.pk == person.pk
            assert find_candidates(Wanted(**boxes, date_of_birth=BORN))[0].person.pk == person.pk
