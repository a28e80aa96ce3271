"""One box: surname first, letters left open, as it sounds, an address, an age range, a number;
and what was not held, in words."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from kith.people import services
from kith.people.finding.search import search_people
from kith.people.finding.search_text import read_text
from kith.people.models import Person, RestrictedNotice
from tests.fixtures import NOON, practitioner_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 4)


def recorded(forename: str, surname: str, born: date | None, **more: Any) -> Person:
    return services.record_person(forename=forename, surname=surname, date_of_birth=born, now=NOON, **more)


@pytest.fixture
def zuzanna(acting: Any) -> Person:
    """A girl of eight, and some who are not her."""
    with acting():
        girl = recorded(
            "Zuzanna", "Kowalczyk", date(2017, 4, 7), sex="F", address="Flat 2, 14 Anvil Row", postcode="ZZ99 3WZ",
            telephone="07700 900121", nhs_number="999 120 4318", upn="X001100115001", known_as="Zuzia",
        )  # fmt: skip
        services.add_identifier(person=girl, kind="la_child_id", value="LC-40718", now=NOON)
        services.add_name(person=girl, kind="alias", forename="Zuzanna", surname="Nowak")
        recorded("Piotr", "Kowalczyk", date(1988, 2, 3), sex="M")
        recorded("Owen", "Hallam", date(2016, 9, 9), sex="M", address="3 Mill Lane", postcode="ZZ99 8AB")
    return girl


@pytest.mark.parametrize(
    "text",
    [
        "Kowalczyk, Zuzanna",
        "kowalczyk zuzanna",
        "kowalchik zuzanna",
        "kovalchyk zu",
        "Kow* Zuz*",
        "K?walczyk Zuz*",
        "Nowak",
        "Zuzia Kowalczyk",
        "07/04/2017",
        "2017-04-07",
        "7 April 2017",
        "ZZ99 3WZ",
        "zz993wz",
        "14 Anvil Row",
        "07700 900121",
        "999 120 4318",
        "X001100115001",
        "Kow* 8-12",
        "Kowalczyk 6 to 9",
    ],
)
def test_one_line_finds_her_first(acting: Any, zuzanna: Person, text: str) -> None:
    with acting():
        found = search_people(text, on=TODAY).found
        assert found, text
        assert found[0].person == zuzanna


def test_ages_keep_out_those_of_another_age_and_nobody_without_a_date(acting: Any, zuzanna: Person) -> None:
    with acting():
        undated = recorded("Zofia", "Kowalczyk", None)
        found = {each.person.pk for each in search_people("Kowalczyk", age_from=8, age_to=8, on=TODAY).found}
        assert found == {zuzanna.pk, undated.pk}
        assert "age 8" in search_people("Kowalczyk", age_from=8, age_to=8, on=TODAY).searched
        assert {each.person.forename for each in search_people("Kow*", age_from=18, on=TODAY).found} == {"Piotr", "Zofia"}


def test_a_letter_beside_a_name_is_an_initial() -> None:
    asked = read_text("J Smith")
    assert (asked.wanted.forename, asked.wanted.surname, asked.words) == ("j", "smith", ("smith",))
    assert read_text("Smith J").wanted.forename == "j"
    assert read_text("Smith").wanted.forename == ""


def test_a_date_written_year_first_is_no_age_range() -> None:
    asked = read_text("2017-04-07")
    assert (asked.wanted.date_of_birth, asked.age_from) == (date(2017, 4, 7), None)


def test_the_areas_own_number_finds_a_child_or_is_said_not_to_be_held(acting: Any, zuzanna: Person) -> None:
    with acting():
        assert [each.person for each in search_people(la_child_id="LC-40718").found] == [zuzanna]
        nobody = search_people(la_child_id="LC-1")
        assert nobody.searched == ["LA child id LC-1"]
        assert nobody.not_found == ["nobody with this LA child id"]


def test_what_was_asked_and_nobody_has_is_said(acting: Any, zuzanna: Person) -> None:
    with acting():
        answer = search_people("Kowalczyk", postcode="ZZ99 9ZZ", telephone="01632 960001")
        assert answer.searched == ["name Kowalczyk", "postcode ZZ99 9ZZ", "telephone number 01632 960001"]
        assert "nobody in ZZ99 9ZZ" in answer.not_found
        assert "nobody with this telephone number" in answer.not_found


def test_the_names_by_which_somebody_is_also_known_are_shown(acting: Any, zuzanna: Person) -> None:
    with acting():
        assert search_people("Nowak").other_names[zuzanna.pk] == ["Zuzia Kowalczyk", "Zuzanna Nowak"]


def test_a_search_still_being_typed_tells_nobody_of_a_restricted_family(acting: Any, zuzanna: Person) -> None:
    owner, _ = practitioner_in("dorset", "senior_social_worker", name="Olwen Owner")
    with acting(role="team_manager"):
        family = services.record_family(name="Kowalczyk family", now=NOON)
        services.join_family(family=family, person=zuzanna, role="child", on=TODAY)
        services.restrict_family(family=family, named=[owner.pk], owner_id=owner.pk, reason="A relative works here", now=NOON)
    with acting(role="out_of_hours"):
        typing = search_people("Zuzanna Kowalczyk", settled=False)
        assert (typing.ring, zuzanna.pk in typing.ids) == ([], False)
    with acting(role="senior_social_worker", name="Olwen Owner"):
        assert not RestrictedNotice.objects.exists()
    with acting(role="out_of_hours"):
        assert [each.name for each in search_people("Zuzanna Kowalczyk").ring] == ["Olwen Owner"]
    with acting(role="senior_social_worker", name="Olwen Owner"):
        assert RestrictedNotice.objects.get().family == family


@pytest.mark.parametrize("text", ["kowalchik", "Kovalchyk", "kowalzcyk"])
def test_a_surname_alone_is_found_as_it_sounds_or_with_letters_changed_over(acting: Any, zuzanna: Person, text: str) -> None:
    with acting():
        assert zuzanna in [each.person for each in search_people(text, on=TODAY).found]


def test_it_is_said_when_more_people_fit_than_are_shown(acting: Any, zuzanna: Person) -> None:
    with acting():
        few = search_people("Kow*", limit=1)
        assert (len(few.found), few.has_next) == (1, True)
        assert not search_people("Kow*").has_next


def test_whoever_fits_stands_on_one_of_the_pages(acting: Any, zuzanna: Person) -> None:
    with acting():
        everyone = {recorded(f"Jan{chr(97 + each)}", "Kowalczyk", date(1990, 5, 6)).pk for each in range(60 // 4)} | {zuzanna.pk}
        shown: list[UUID] = []
        page = 1
        while True:
            answer = search_people("Kow*", limit=4, page=page)
            shown += answer.ids
            if not answer.has_next:
                break
            page += 1
        assert len(shown) == len(set(shown))
        assert everyone <= set(shown)


@pytest.mark.parametrize(
    ("ages", "words"),
    [((8, 12), "age 8 to 12"), ((8, None), "age 8 or over"), ((None, 12), "age 12 or under"), ((0, 0), "age 0")],
)
def test_ages_are_said_in_words(acting: Any, ages: tuple[int | None, int | None], words: str) -> None:
    with acting():
        assert words in search_people("Kow*", age_from=ages[0], age_to=ages[1], on=TODAY).searched


def test_of_everybody_with_one_name_it_is_not_said_that_others_fit_as_well(acting: Any, zuzanna: Person) -> None:
    with acting():
        recorded("Marek", "Kowalczyk", date(1990, 5, 6))
        assert [each.reasons_against for each in search_people("Kowalczyk").found] == [[], [], []]
