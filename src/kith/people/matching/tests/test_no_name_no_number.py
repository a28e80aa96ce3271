"""What is no name and no number tells nobody apart, and what is a name is one."""

from datetime import date

import pytest

from kith.people.index.keys import lookup_keys, stored_keys
from kith.people.matching.description import Held, Wanted
from kith.people.matching.score import score_pair

BORN = date(2026, 10, 2)
HOME = ("14 Mill Lane", "ZZ99 3WZ")


def test_a_baby_without_a_first_name_is_possible_and_never_strong() -> None:
    baby = Wanted(forename="Baby", surname="Whitlock", date_of_birth=BORN, address=HOME[0], postcode=HOME[1])
    first = Held(forename="Isla", surname="Whitlock", date_of_birth=BORN, addresses=((*HOME, True),))
    assert score_pair(baby, first).confidence == "possible"
    named = Wanted(forename="Isla", surname="Whitlock", date_of_birth=BORN, address=HOME[0], postcode=HOME[1])
    assert score_pair(named, first).confidence == "strong"


@pytest.mark.parametrize("number", ["9999999999", "0000000000", "999 999 9999", "1111111111"])
def test_one_digit_ten_times_is_nobodys_number(number: str) -> None:
    value = number.replace(" ", "")
    one = Wanted(forename="Ella", surname="Reed", nhs_number=number)
    other = Held(forename="Milo", surname="Hart", nhs_numbers=frozenset({value}))
    assert not [told for told in score_pair(one, other).told if told.part == "nhs"]
    assert not {key for key in lookup_keys(one) | stored_keys(other) if key[0] == "nhs"}


@pytest.mark.parametrize("name", ["Na", "New", "Known"])
def test_a_name_that_looks_like_none_is_compared(name: str) -> None:
    same = score_pair(
        Wanted(forename=name, surname="Reed", date_of_birth=BORN), Held(forename=name, surname="Reed", date_of_birth=BORN)
    )
    assert ("forename", "same") in {(told.part, told.level) for told in same.told}
