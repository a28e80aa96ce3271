"""The pure rules: levels, closing, factors, days without a lead, reading age."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.family_help.reading import reading_age, syllables
from kith.family_help.rules import closure_refused, days_without_lead, factors_wrong, highest


def test_the_highest_basis_decides():
    assert highest(["by_agreement", "section_47", "section_17"]) == "section_47"
    assert highest([]) == "by_agreement"


@pytest.mark.parametrize(
    ("reason", "assessed", "on_plan", "refused"),
    [
        ("RC7", False, False, False),
        ("RC8", False, False, True),
        ("RC8", True, True, True),
        ("RC8", True, False, False),
        ("RC7", False, True, False),
        ("RC9", True, True, True),
        ("RC9", True, False, False),
    ],
)
def test_closure_codes(reason, assessed, on_plan, refused):
    assert bool(closure_refused(reason, assessed=assessed, ever_on_plan=on_plan)) is refused


def test_factors():
    known = ["7A", "21"]
    assert not factors_wrong(["7A"], known)
    assert "18A" in factors_wrong(["18A"], known)
    assert factors_wrong(["7A", "21"], known)


def test_days_without_lead():
    opened, until = date(2026, 3, 1), date(2026, 3, 31)
    assert days_without_lead(opened, [], until) == 30
    assert days_without_lead(opened, [(date(2026, 3, 1), None)], until) == 0
    assert days_without_lead(opened, [(date(2026, 3, 5), date(2026, 3, 10)), (date(2026, 3, 12), None)], until) == 6
    assert days_without_lead(opened, [(date(2026, 3, 1), date(2026, 3, 21))], until) == 10


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5), st.integers(1, 60))
def test_days_without_lead_counts_each_day_once(spans, length):
    opened = date(2026, 1, 1)
    until = date.fromordinal(opened.toordinal() + length)
    turns = [(date.fromordinal(opened.toordinal() + a), date.fromordinal(opened.toordinal() + a + b)) for a, b in spans]
    led = {day for a, b in spans for day in range(a, a + b) if day < length}
    assert days_without_lead(opened, turns, until) == length - len(led)


@pytest.mark.parametrize(
    ("word", "count"), [("school", 1), ("table", 2), ("walked", 1), ("wanted", 2), ("family", 3), ("the", 1)]
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_reading_age_tells_easy_from_hard():
    easy = (
        "Gran will walk Ella to school. Mum will ring us on Monday. We will meet at home. Ella will see her friends. We all help."
    )
    hard = (
        "Practitioners will coordinate multi-agency intervention, facilitating therapeutic engagement and establishing "
        "appropriate safeguarding arrangements, notwithstanding previously identified parental disengagement and resistance."
    )
    assert reading_age(easy).is_easy
    assert not reading_age(hard).is_easy
    assert reading_age("Too short").age is None
