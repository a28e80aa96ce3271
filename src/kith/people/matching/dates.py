"""Comparing dates of birth, expected dates and ages. Pure."""

from datetime import date

from kith.people.matching.births import birth_level, digits_level, whole_years
from kith.people.matching.comparison import Told
from kith.people.matching.description import Held, Wanted

_BIRTH_WORDS = {
    "same": "Same date of birth: {b}",
    "first_january": "Same date of birth: {b}, a day that often stands for a year only",
    "day_month": "Day and month of birth the other way round: {a}, {b}",
    "digit": "Dates of birth differ by one digit: {a}, {b}",
    "two_parts": "Dates of birth differ in one part: {a}, {b}",
    "estimated": "Near the estimated date of birth: {a}, {b}",
    "differs": "Another date of birth: {a}, not {b}",
}
_EXPECTED_WORDS = {
    "same": "Same expected date",
    "near": "Expected dates a few weeks apart",
    "born": "Born about when an unborn child on record was expected",
    "differs": "Another expected date",
}
EARLIEST, LATEST = 119, 21
"""So many days before and after the expected date a child is born: from 23 weeks on, and three weeks late."""
_AGE_WORDS = {"fits": "Age fits", "near": "Age a year out", "differs": "Age does not fit"}


def compare_birth(wanted: Wanted, held: Held) -> list[Told]:
    if wanted.date_of_birth and held.date_of_birth:
        level = birth_level(wanted.date_of_birth, held.date_of_birth, estimated=held.birth_date_kind == "estimated")
        return [Told("born", level, 0.0, _BIRTH_WORDS[level], wanted.date_of_birth, held.date_of_birth)]
    one, other_one = wanted.birth_digits, held.birth_digits
    if one and other_one:
        level = digits_level(one, other_one)
        return [Told("born", level, 0.0, _BIRTH_WORDS[level], _written(wanted), _written(held))]
    if wanted.expected_date and (other := held.expected_date or held.date_of_birth):
        apart = abs((wanted.expected_date - other).days)
        level = "same" if apart == 0 else "near" if apart <= 35 else "differs"
        return [Told("expected", level, 0.0, _EXPECTED_WORDS[level])]
    if wanted.date_of_birth and held.expected_date:
        days = (wanted.date_of_birth - held.expected_date).days
        level = "born" if -EARLIEST <= days <= LATEST else "differs"
        return [Told("expected", level, 0.0, _EXPECTED_WORDS[level])]
    if wanted.age is not None and wanted.on and held.date_of_birth:
        apart = abs(whole_years(held.date_of_birth, wanted.on) - wanted.age)
        level = "fits" if apart == 0 else "near" if apart == 1 else "differs"
        return [Told("age", level, 0.0, _AGE_WORDS[level] + ": {a}, born {b}", wanted.age, held.date_of_birth)]
    return []


def _written(who: "Wanted | Held") -> date | str:
    digits = who.birth_written
    return who.date_of_birth or f"{digits[6:]}/{digits[4:6]}/{digits[:4]}"
