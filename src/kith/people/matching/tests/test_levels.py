"""Every level of names, places and numbers that are compared: which pair reaches it, its words, and that nobody's side decides it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.matching.addresses import address_level, compare_place, postcode_level
from kith.people.matching.description import Held, Named, Place, Wanted
from kith.people.matching.likeness import compare_forenames, compare_surnames, share_a_name_of_all
from kith.people.matching.numbers import compare_numbers
from kith.people.matching.spelling import address_key, fold, name_parts, postcode_key, surname_parts


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
