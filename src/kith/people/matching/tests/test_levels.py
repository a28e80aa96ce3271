"""Every level of every part that is compared: which pair reaches it, its words, and that nobody's side decides it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.matching.addresses import address_level, compare_place, postcode_level
from kith.people.matching.births import birth_level, digits_level, one_digit_apart, whole_years
from kith.people.matching.comparison import Told
from kith.people.matching.dates import compare_birth
from kith.people.matching.description import Held, Named, Place, Wanted
from kith.people.matching.likeness import compare_forenames, compare_surnames, share_a_name_of_all
from kith.people.matching.numbers import compare_numbers
from kith.people.matching.spelling import address_key, fold, name_parts, postcode_key, surname_parts

BORN = date(2015, 6, 21)


@pytest.mark.parametrize(
    ("wanted", "held", "level"),
    [
        (BORN, BORN, "same"),
        (date(2015, 1, 1), date(2015, 1, 1), "first_january"),
        (date(2015, 3, 4), date(2015, 4, 3), "day_month"),
        (BORN, date(2015, 6, 22), "digit"),
        (BORN, date(2015, 6, 12), "digit"),
        (BORN, date(2025, 6, 21), "digit"),
        (BORN, date(2016, 6, 21), "digit"),
        (BORN, date(1984, 6, 21), "two_parts"),
        (BORN, date(2015, 11, 21), "two_parts"),
        (BORN, date(2015, 6, 9), "two_parts"),
        (date(2015, 1, 1), date(2016, 1, 1), "two_parts"),
        (BORN, date(2016, 8, 14), "differs"),
        (BORN, date(1984, 11, 3), "differs"),
    ],
)
def test_dates_of_birth(wanted: date, held: date, level: str) -> None:
    assert birth_level(wanted, held) == level
    assert birth_level(held, wanted) == level


@pytest.mark.parametrize(("days", "level"), [(549, "estimated"), (550, "estimated"), (551, "differs"), (-550, "estimated")])
def test_an_estimated_date_of_birth_is_near_for_a_year_and_a_half(days: int, level: str) -> None:
    held = date(2014, 5, 13)
    assert birth_level(held + timedelta(days), held, estimated=True) == level
    assert birth_level(held + timedelta(days), held) == "differs"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("19371233", "19371233", "same"),
        ("19371233", "19371223", "digit"),
        ("19371233", "19371332", "differs"),
        ("19370231", "19370213", "digit"),
        ("19371399", "19371301", "two_parts"),
        ("19371399", "20110101", "differs"),
    ],
)
def test_a_date_that_is_no_day_of_the_calendar(one: str, other: str, level: str) -> None:
    assert digits_level(one, other) == digits_level(other, one) == level


@given(st.dates(date(1930, 1, 1), date(2026, 12, 31)), st.dates(date(1930, 1, 1), date(2026, 12, 31)), st.booleans())
def test_neither_side_decides_how_alike_two_dates_are(a: date, b: date, estimated: bool) -> None:
    assert birth_level(a, b, estimated=estimated) == birth_level(b, a, estimated=estimated)
    assert one_digit_apart(a, b) == one_digit_apart(b, a)
    assert (birth_level(a, b) in {"same", "first_january"}) == (a == b)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2008, 3, 4), date(2026, 3, 3), 17),
        (date(2008, 3, 4), date(2026, 3, 4), 18),
        (date(2008, 3, 4), date(2026, 3, 5), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2008, 12, 31), date(2009, 1, 1), 0),
        (date(2026, 3, 4), date(2026, 3, 4), 0),
        (date(2026, 3, 5), date(2026, 3, 4), -1),
    ],
)
def test_whole_years_change_on_the_birthday(born: date, on: date, years: int) -> None:
    assert whole_years(born, on) == years


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(1, 30_000))
def test_nobody_gets_younger(born: date, days: int) -> None:
    on = born + timedelta(days)
    assert whole_years(born, on) <= whole_years(born, on + timedelta(1)) <= whole_years(born, on) + 1


@pytest.mark.parametrize(
    ("wanted", "held", "part", "level", "words"),
    [
        ({"date_of_birth": BORN}, {"date_of_birth": BORN}, "born", "same", "Same date of birth: 21 June 2015"),
        (
            {"date_of_birth": date(2015, 3, 4)},
            {"date_of_birth": date(2015, 4, 3)},
            "born",
            "day_month",
            "Day and month of birth the other way round: 4 March 2015, 3 April 2015",
        ),
        (
            {"date_of_birth": date(2016, 8, 14)},
            {"date_of_birth": BORN},
            "born",
            "differs",
            "Another date of birth: 14 August 2016, not 21 June 2015",
        ),
        (
            {"date_of_birth": date(2015, 1, 1)},
            {"date_of_birth": date(2015, 1, 1)},
            "born",
            "first_january",
            "Same date of birth: 1 January 2015, a day that often stands for a year only",
        ),
        (
            {"date_of_birth": date(2016, 8, 14)},
            {"date_of_birth": BORN, "birth_date_kind": "estimated"},
            "born",
            "estimated",
            "Near the estimated date of birth: 14 August 2016, 21 June 2015",
        ),
        ({"birth_written": "20150699"}, {"date_of_birth": date(2015, 6, 2)}, "born", "two_parts", None),
        ({"expected_date": date(2026, 5, 1)}, {"expected_date": date(2026, 5, 1)}, "expected", "same", "Same expected date"),
        ({"expected_date": date(2026, 5, 1)}, {"expected_date": date(2026, 6, 5)}, "expected", "near", None),
        ({"expected_date": date(2026, 5, 1)}, {"expected_date": date(2026, 6, 6)}, "expected", "differs", None),
        ({"expected_date": date(2026, 5, 1)}, {"date_of_birth": date(2026, 4, 20)}, "expected", "near", None),
        ({"age": 8, "on": date(2024, 1, 1)}, {"date_of_birth": BORN}, "age", "fits", "Age fits: 8, born 21 June 2015"),
        ({"age": 9, "on": date(2024, 1, 1)}, {"date_of_birth": BORN}, "age", "near", None),
        ({"age": 7, "on": date(2024, 1, 1)}, {"date_of_birth": BORN}, "age", "near", None),
        ({"age": 10, "on": date(2024, 1, 1)}, {"date_of_birth": BORN}, "age", "differs", None),
    ],
)
def test_births_are_told_in_words(wanted: Any, held: Any, part: str, level: str, words: str | None) -> None:
    (told,) = compare_birth(Wanted(**wanted), Held(**held))
    assert (told.part, told.level) == (part, level)
    assert words is None or told.words == words


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        ({}, {"date_of_birth": BORN}),
        ({"date_of_birth": BORN}, {}),
        ({"date_of_birth": BORN}, {"expected_date": BORN}),
        ({"age": 8}, {"date_of_birth": BORN}),
        ({"age": 8, "on": BORN}, {"expected_date": BORN}),
    ],
)
def test_a_birth_that_one_side_does_not_know_says_nothing(wanted: Any, held: Any) -> None:
    assert compare_birth(Wanted(**wanted), Held(**held)) == []


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("Ella", "Ella", "same"),
        ("Hei Wah", "Heiwah", "same"),
        ("Gurpreet Kaur", "Gurpreet", "part"),
        ("Mohammed Zia", "Mohammed Asif", "mixed"),
        ("Bob", "Robert", "nickname"),
        ("Xiu Ying", "Xiuying", "same"),
        ("Harpreet", "Harprit", "sound"),
        ("Siobhan", "Shivaun", "differs"),
        ("J", "James", "initial"),
        ("J", "Kate", "differs"),
        ("Lai", "Lui", "close"),
        ("Mary Jane", "Mary", "part"),
        ("Mary-Jane", "Mary Jane", "same"),
        ("", "Ella", ""),
        ("Baby", "Ella", ""),
    ],
)
def test_forenames_either_way_round(a: str, b: str, level: str) -> None:
    one, other = name_parts(a), name_parts(b)
    assert compare_forenames(one, other) == compare_forenames(other, one) == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("Khan", "Khan", "same"),
        ("van der Berg", "Berg", "same"),
        ("Mc Donald", "McDonald", "same"),
        ("ap Rhys", "Rhys", "same"),
        ("García Lorca", "Lorca García", "order"),
        ("García Lorca", "Lorca", "part"),
        ("Nowakowski", "Nowakowska", "root"),
        ("Wong", "Wang", "sound"),
        ("Singh", "Sing", "slip"),
        ("Evans", "Evens", "sound"),
        ("Patel", "Singh", "differs"),
        ("P", "Patel", "initial"),
        ("", "Patel", ""),
    ],
)
def test_surnames_either_way_round(a: str, b: str, level: str) -> None:
    one, other = surname_parts(a), surname_parts(b)
    assert compare_surnames(one, other) == compare_surnames(other, one) == level


NAMES = st.sampled_from(
    "Ella Eliza Bob Robert Mohammed Muhammad Kowalski Kowalska Singh Kaur Wong Wang O’Brien Brien Siân Sian Nguyen Ng J Jo Ann Anne".split()
)
FULL = st.lists(NAMES, min_size=1, max_size=3).map(" ".join)


@given(FULL, FULL)
def test_neither_side_decides_how_alike_two_names_are(a: str, b: str) -> None:
    assert compare_forenames(name_parts(a), name_parts(b)) == compare_forenames(name_parts(b), name_parts(a))
    assert compare_surnames(surname_parts(a), surname_parts(b)) == compare_surnames(surname_parts(b), surname_parts(a))


@given(FULL)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert compare_forenames(name_parts(name), name_parts(name)) == "same"
    assert compare_surnames(surname_parts(name), surname_parts(name)) == "same"


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("mohammed zia", "mohammed", True),
        ("mohammed zia", "mohammed asif", False),
        ("gurpreet kaur", "kaur", True),
        ("mohammed", "mohammed", False),
        ("ella may", "ella", False),
    ],
)
def test_a_name_of_very_many_is_no_proof(a: str, b: str, shared: bool) -> None:
    assert share_a_name_of_all(tuple(a.split()), tuple(b.split())) is shared


def place(lines: str, code: str = "", *, current: bool = True) -> Place:
    return Place(fold(lines), address_key(lines), postcode_key(code), current)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("14 Anvil Row", "14 ANVIL ROW", "same"),
        ("Flat 2, 14 Anvil Row", "14 Anvil Row", "same"),
        ("Forge Cottage", "Forge Cotage", "close"),
        ("Forge Cottage", "Cottage Forge", "close"),
        ("14 Anvil Row", "27 Harbour View Terrace", "differs"),
        ("", "14 Anvil Row", ""),
    ],
)
def test_lines_of_an_address(a: str, b: str, level: str) -> None:
    assert address_level(place(a), place(b)) == address_level(place(b), place(a)) == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("ZZ993WZ", "ZZ993WZ", "same"),
        ("ZZ993WZ", "ZZ993WX", "slip"),
        ("ZZ993WZ", "ZZ99WZ", "slip"),
        ("ZZ993WZ", "ZZ993ZW", "slip"),
        ("ZZ993WZ", "ZZ994WX", "differs"),
        ("", "ZZ993WZ", ""),
        ("ZZ993WZ", "", ""),
    ],
)
def test_postcodes(a: str, b: str, level: str) -> None:
    assert postcode_level(a, b) == level


HERE = {"address": "14 Anvil Row", "postcode": "ZZ99 3WZ"}


@pytest.mark.parametrize(
    ("addresses", "told"),
    [
        ((("14 Anvil Row", "ZZ99 3WZ", True),), ["Same address", "Same postcode"]),
        ((("14 Anvil Row", "ZZ99 3WZ", False),), ["Same address (earlier)", "Same postcode (earlier)"]),
        ((("14 Anvil Row", "", True),), ["Same address"]),
        ((("", "ZZ99 3WX", True),), ["Postcodes differ by a character"]),
        ((("27 Harbour View Terrace", "ZZ99 3WZ", True),), ["Another house or street", "Same postcode"]),
        ((("27 Harbour View Terrace", "ZZ99 9AA", True),), ["Another address: the person may have moved"]),
        ((("27 Harbour View Terrace", "ZZ99 9AA", False),), [""]),
        ((("27 Harbour View Terrace", "ZZ99 9AA", True), ("14 Anvil Row", "", False)), ["Same address (earlier)"]),
        ((), []),
    ],
)
def test_the_best_of_a_persons_addresses_is_told(addresses: Any, told: list[str]) -> None:
    assert [each.words for each in compare_place(Wanted(**HERE), Held(addresses=addresses))] == told


def test_without_an_address_nothing_is_told_of_the_place() -> None:
    assert compare_place(Wanted(), Held(addresses=(("14 Anvil Row", "", True),))) == []


@pytest.mark.parametrize(
    ("wanted", "held", "told"),
    [
        ({"nhs_number": "999 120 4318"}, {"nhs_numbers": {"9991204318"}}, ("nhs", "same", "Same NHS number")),
        ({"nhs_number": "9991204319"}, {"nhs_numbers": {"9991204318"}}, ("nhs", "slip", "NHS numbers differ by one character")),
        ({"nhs_number": "9990770158"}, {"nhs_numbers": {"9991204318"}}, ("nhs", "differs", "Another NHS number")),
        ({"nhs_number": "9990770158"}, {"nhs_numbers": {"9991204318", "9990770158"}}, ("nhs", "same", "Same NHS number")),
        ({"upn": "h001201182211"}, {"upns": {"H001201182211"}}, ("upn", "same", "Same UPN")),
        ({"la_child_id": " 12 34 "}, {"la_child_ids": {"1234"}}, ("la_child_id", "same", "Same LA child id")),
        ({"la_child_id": "99999"}, {"la_child_ids": {"1234"}}, ("la_child_id", "differs", "Another LA child id")),
    ],
)
def test_numbers(wanted: Any, held: Any, told: tuple[str, str, str]) -> None:
    sets: Any = {name: frozenset(values) for name, values in held.items()}
    (found,) = compare_numbers(Wanted(**wanted), Held(**sets))
    assert (found.part, found.level, found.words) == told


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        ({"nhs_number": "12345"}, {"nhs_numbers": frozenset({"9991204318"})}),
        ({"nhs_number": "9991204310"[:9] + "9"}, {"nhs_numbers": frozenset({"9990770158"})}),
        ({}, {"nhs_numbers": frozenset({"9991204318"})}),
        ({"nhs_number": "9991204318"}, {}),
    ],
)
def test_a_number_that_cannot_be_right_does_not_speak_against_anybody(wanted: Any, held: Any) -> None:
    assert compare_numbers(Wanted(**wanted), Held(**held)) == []


def test_a_person_is_known_by_every_forename_with_every_surname() -> None:
    who = Named("Elżbieta", "Maria Thi", "Nowak", "Ela", (("", "Kowalska"), ("Liz", "")))
    assert [(each.first, each.last, each.middle) for each in who.names] == [
        (("elzbieta",), ("nowak",), False),
        (("ela",), ("nowak",), False),
        (("elzbieta",), ("kowalska",), False),
        (("liz",), ("nowak",), False),
        (("maria",), ("nowak",), True),
    ]
    assert who.middles == ("maria",)


def test_a_name_said_twice_is_one_name() -> None:
    assert len(Named("Ella", "", "Khan", "ELLA", (("Ella", "Khan"),)).names) == 1


@pytest.mark.parametrize(
    ("who", "digits"),
    [
        (Named(date_of_birth=BORN), "20150621"),
        (Named(birth_written="20150231"), "20150231"),
        (Named(date_of_birth=BORN, birth_written="20150231"), "20150621"),
        (Named(), ""),
    ],
)
def test_a_birth_in_digits(who: Named, digits: str) -> None:
    assert who.birth_digits == digits


def test_words_name_both_sides_as_people_write_them() -> None:
    assert Told("x", "y", 0.0, "{a}, not {b}", ("ella", "may"), BORN).words == "Ella May, not 21 June 2015"
    assert Told("x", "y").words == ""
