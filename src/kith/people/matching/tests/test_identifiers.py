"""Check digits: every wrong single digit is noticed, the known ones are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.matching.identifiers import (
    UPN_LETTERS,
    check,
    check_nhs_number,
    check_upn,
    nhs_check_digit,
    stands_for_none,
    uln_check_digit,
    upn_check_letter,
)

nine = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize("number", ["9000000009", "900 000 0017", "9000000025", "999-120-4318"])
def test_known_nhs_numbers(number: str) -> None:
    assert check_nhs_number(number).valid


@given(nine, st.integers(0, 9), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(first: str, place: int, by: int) -> None:
    digit = nhs_check_digit(first)
    if digit is None:
        assert not any(check_nhs_number(f"{first}{d}").valid for d in range(10))
        return
    number = f"{first}{digit}"
    assert check_nhs_number(number).valid is not stands_for_none(number)
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert not check_nhs_number(wrong).valid


@pytest.mark.parametrize("upn", ["K001300122001", "u001201125008", "N001301101212", "H001201182211", "A001301111090"])
def test_upns_of_real_requests(upn: str) -> None:
    read = check_upn(upn)
    assert read.value == upn.upper()
    assert read.valid == (upn_check_letter(upn[1:]) == upn[0].upper())


@given(st.text("0123456789", min_size=11, max_size=11), st.sampled_from("0123456789" + UPN_LETTERS))
def test_exactly_one_letter_fits_a_upn(digits: str, last: str) -> None:
    assert sum(check_upn(letter + digits + last).valid for letter in UPN_LETTERS) == 1


@given(st.text(max_size=30))
def test_anything_typed_is_answered_in_words(text: str) -> None:
    for kind in ("nhs", "upn", "former_upn"):
        read = check(kind, text)
        assert read.valid or read.problem.endswith(".")
        assert len(read.value) <= 40


@pytest.mark.parametrize(
    ("first_nine", "digit"),
    [("100000000", 0), ("200000000", 1), ("123456789", 9), ("000000000", None), ("000000001", 8)],
)
def test_a_uln_ends_in_its_check_digit(first_nine: str, digit: int | None) -> None:
    assert uln_check_digit(first_nine) == digit
    for last in range(10):
        assert check("uln", f"{first_nine}{last}").valid == (last == digit)


@pytest.mark.parametrize(
    ("text", "words"),
    [("12345", "ten digits"), ("9999999999", "learner’s own"), ("10000A0000", "ten digits")],
)
def test_what_is_no_uln_is_kept_with_the_reason(text: str, words: str) -> None:
    checked = check("uln", text)
    assert (checked.value, checked.valid) == (text, False)
    assert words in checked.problem
