"""A town of people with names of many origins: who is found by what, who is not, in which order, and what is said to be missing."""

from datetime import date
from typing import Any

import pytest

from kith.people import services
from kith.people.finding.candidates import find_candidates, find_together
from kith.people.finding.search import search_people
from kith.people.matching.description import Wanted
from tests.fixtures import NOON, Acting, live_area

TODAY = NOON.date()
TOWN: list[tuple[str, str, date | None, dict[str, Any]]] = [
    ("Ella", "Marsh", date(2015, 6, 21), {"address": "1 Quay Street", "postcode": "ZZ99 1AA", "sex": "F"}),
    ("Ella", "Marshall", date(2009, 1, 2), {"address": "5 Hill Road", "postcode": "ZZ99 2BB", "sex": "F"}),
    ("Siân", "O’Brien", date(2012, 2, 29), {"telephone": "01632 960001"}),
    ("Gurpreet", "Kaur", date(2014, 3, 3), {"sex": "F"}),
    ("ਗੁਰਪ੍ਰੀਤ", "ਸਿੰਘ", date(2013, 3, 3), {"sex": "M"}),
    ("小龙", "李", date(2016, 5, 5), {"sex": "M"}),
    ("Mohammed", "al-Hakim", date(2010, 10, 10), {"nhs_number": "9991204318"}),
    ("Mohammed Zia", "Malik", date(2012, 1, 7), {"address": "9 Mosque Lane", "postcode": "ZZ99 3CC"}),
    ("Mohammed Asif", "Malik", date(2012, 1, 7), {"address": "9 Mosque Lane", "postcode": "ZZ99 3CC"}),
    ("Wiktoria", "Nowakowska", date(2011, 11, 11), {"sex": "F"}),
    ("Łukasz", "Nowakowski", date(1985, 5, 5), {"sex": "M", "email": "lukasz@example.org"}),
    ("Jan", "van der Berg", date(2008, 3, 5), {"upn": "H001201182211"}),
    ("", "Unknownname", None, {"expected_date": date(2026, 6, 1)}),
    ("Thi Mai", "Nguyen", date(2007, 7, 7), {}),
    ("Bob", "Roberts", None, {"la_child_id": "LC1"}),
]


@pytest.fixture(scope="module")
def town(module_clone: str, acting: Acting) -> Acting:
    """Record the town once; the tests only look."""
    live_area("dorset")
    live_area("lincolnshire")
    with acting():
        for forename, surname, born, more in TOWN:
            services.record_person(forename=forename, surname=surname, date_of_birth=born, now=NOON, **more)
    with acting(area="lincolnshire"):
        services.record_person(forename="Ella", surname="Marsh", date_of_birth=date(2015, 6, 21), now=NOON)
    return acting


def called(candidate: Any) -> str:
    return f"{candidate.person.forename} {candidate.person.surname}".strip()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ella Marsh", "Ella Marsh"),
        ("Marsh, Ella", "Ella Marsh"),
        ("marsh ella", "Ella Marsh"),
        ("Ella Marshal", "Ella Marshall"),
        ("Sian OBrien", "Siân O’Brien"),
        ("O'Brien", "Siân O’Brien"),
        ("O Brien, Siân", "Siân O’Brien"),
        ("01632 960 001", "Siân O’Brien"),
        ("+44 1632 960001", "Siân O’Brien"),
        ("Gurpreet", "Gurpreet Kaur"),
        ("ਗੁਰਪ੍ਰੀਤ", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ"),
        ("小龙", "小龙 李"),
        ("李", "小龙 李"),
        ("Hakim Mohamed", "Mohammed al-Hakim"),
        ("999 120 4318", "Mohammed al-Hakim"),
        ("Malik Zia", "Mohammed Zia Malik"),
        ("Nowakowski Wiktoria", "Wiktoria Nowakowska"),
        ("Lukasz Nowakowski", "Łukasz Nowakowski"),
        ("Berg Jan", "Jan van der Berg"),
        ("Jan Vanderberg", "Jan van der Berg"),
        ("h001201182211", "Jan van der Berg"),
        ("Mai Nguyen", "Thi Mai Nguyen"),
        ("Robert Roberts", "Bob Roberts"),
        ("21/06/2015", "Ella Marsh"),
        ("29 Feb 2012", "Siân O’Brien"),
        ("ZZ99 2BB", "Ella Marshall"),
        ("9 Mosque Lane", "Mohammed Asif Malik"),
        ("N*wska", "Wiktoria Nowakowska"),
        ("Ell? Marsh?*", "Ella Marshall"),
    ],
)
def test_who_is_found_first(town: Acting, text: str, first: str) -> None:
    with town():
        answer = search_people(text, on=TODAY)
    assert called(answer.found[0]) == first, [called(each) for each in answer.found]
    assert answer.found[0].reasons_for


@pytest.mark.parametrize("text", ["Zebedee", "31/12/1999", "ZZ98 9ZZ", "9990770158", "Xy*", "", "   ", "*"])
def test_who_is_not_there_is_not_found(town: Acting, text: str) -> None:
    with town():
        answer = search_people(text, on=TODAY)
    assert answer.found == []
    assert bool(answer.not_found) is bool(text.strip(" *"))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Zebedee Quux", ["nobody called Zebedee Quux, or anything like it"]),
        ("Ella Marsh 9990770158", ["nobody with this NHS number"]),
        ("Ella Marsh 07700 900999", ["nobody with this telephone number"]),
        ("Ella Marsh ZZ98 9ZZ", ["nobody in ZZ98 9ZZ"]),
        ("Ella Marsh 1/1/1999", ["nobody shown was born on 1 January 1999"]),
        ("Ella Marsh", []),
    ],
)
def test_what_none_of_those_shown_has_is_said(town: Acting, text: str, missing: list[str]) -> None:
    with town():
        assert search_people(text, on=TODAY).not_found == missing


@pytest.mark.parametrize(
    ("least", "most", "found"),
    [
        (None, None, {"Ella Marsh", "Ella Marshall"}),
        (10, 10, {"Ella Marsh"}),
        (11, None, {"Ella Marshall"}),
        (None, 10, {"Ella Marsh"}),
        (17, 17, {"Ella Marshall"}),
        (18, 30, set()),
    ],
)
def test_ages_are_those_of_the_day(town: Acting, least: int | None, most: int | None, found: set[str]) -> None:
    with town():
        answer = search_people("Ella", age_from=least, age_to=most, on=TODAY)
    assert {called(each) for each in answer.found if each.person.forename == "Ella"} == found


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(8, 12, "age 8 to 12"), (8, 8, "age 8"), (8, None, "age 8 or over"), (None, 12, "age 12 or under")],
)
def test_what_was_searched_names_the_ages(town: Acting, least: int | None, most: int | None, words: str) -> None:
    with town():
        assert search_people("Ella", age_from=least, age_to=most, on=TODAY).searched == ["name Ella", words]


def test_pages_of_a_search_hold_everybody_once(town: Acting) -> None:
    with town():
        whole = [each.person.pk for each in search_people("M*", on=TODAY, limit=25).found]
        paged: list[Any] = []
        for number in range(1, 20):
            answer = search_people("M*", on=TODAY, limit=2, page=number)
            paged += [each.person.pk for each in answer.found]
            if not answer.has_next:
                break
    assert len(whole) >= 5
    assert paged == whole


def test_another_area_is_another_town(town: Acting) -> None:
    with town(area="lincolnshire"):
        assert [called(each) for each in search_people("Ella Marsh", on=TODAY).found] == ["Ella Marsh"]
        assert search_people("Gurpreet", on=TODAY).found == []


@pytest.mark.parametrize(
    ("wanted", "first", "confidence"),
    [
        ({"forename": "Ella", "surname": "Marsh", "date_of_birth": date(2015, 6, 21), "address": "1 Quay St", "postcode": "ZZ991AA"}, "Ella Marsh", "strong"),
        ({"forename": "Ella", "surname": "Marsh", "date_of_birth": date(2015, 6, 9)}, "Ella Marsh", "possible"),
        ({"nhs_number": "999 120 4318", "surname": "Hakim"}, "Mohammed al-Hakim", "strong"),
        ({"surname": "Unknownname", "expected_date": date(2026, 6, 8)}, "Unknownname", "possible"),
        ({"forename": "Mohammed", "surname": "Malik", "date_of_birth": date(2012, 1, 7)}, "Mohammed", "possible"),
    ],
)  # fmt: skip
def test_candidates_of_a_request(town: Acting, wanted: dict[str, Any], first: str, confidence: str) -> None:
    with town():
        best = find_candidates(Wanted(**wanted))[0]
    assert called(best).startswith(first)
    assert best.confidence == confidence


@pytest.mark.parametrize(
    "wanted",
    [
        {"forename": "Ella"},
        {"forename": "Tyler", "surname": "Marsh", "date_of_birth": date(1990, 1, 1)},
        {"date_of_birth": date(2001, 1, 1), "surname": "Kaur"},
        {},
    ],
)
def test_too_little_is_no_candidate(town: Acting, wanted: dict[str, Any]) -> None:
    with town():
        assert find_candidates(Wanted(**wanted)) == []


def test_people_looked_for_together_are_answered_by_their_keys(town: Acting) -> None:
    with town():
        found = find_together(
            {
                "child": Wanted(forename="Ella", surname="Marsh", date_of_birth=date(2015, 6, 21)),
                "nobody": Wanted(forename="Zebedee", surname="Quux"),
            }
        )
    assert called(found["child"][0]) == "Ella Marsh"
    assert found["nobody"] == []
