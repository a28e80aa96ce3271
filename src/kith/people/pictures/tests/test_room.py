"""The room that words, columns and lines of a picture take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.pictures.columns import spread, within
from kith.people.pictures.text import shortened, width, wrapped


@given(st.text(max_size=60), st.floats(30, 300))
def test_what_is_shortened_fits_and_says_so(words: str, room: float) -> None:
    found = shortened(words, room)
    assert found == words or (found.endswith("…") and width(found) <= room + 0.01)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), max_size=9), st.integers(1, 3))
def test_wrapping_loses_no_word_without_an_ellipsis(words: list[str], lines: int) -> None:
    found = wrapped(" ".join(words), 110, lines)
    assert len(found) <= lines
    assert all(width(line) <= 110.01 for line in found)
    assert "…" in " ".join(found) or " ".join(found).split() == words


@pytest.mark.parametrize(("thin", "broad"), [("ill", "mmm"), ("abc", "ABC"), ("abc", "王小明"), ("ab", "abc"), ("é", "ée")])
def test_broad_letters_take_more_room(thin: str, broad: str) -> None:
    assert width(thin) < width(broad)
    assert width(thin) < width(thin, bold=True)
    assert width(thin, 13) < width(thin, 16)


@given(
    st.lists(st.floats(-500, 500), min_size=1, max_size=12).flatmap(
        lambda want: st.tuples(st.just(want), st.lists(st.floats(1, 90), min_size=len(want) - 1, max_size=len(want) - 1))
    )
)
def test_columns_keep_their_order_and_their_room(case: tuple[list[float], list[float]]) -> None:
    want, least = case
    found = spread(want, least)
    assert all(found[n + 1] - found[n] >= gap - 1e-6 for n, gap in enumerate(least))
    assert abs(sum(found) - sum(want)) < 1e-3, "as a whole they stand where they want to"


def test_columns_that_have_room_stand_where_they_want() -> None:
    assert spread([0.0, 100.0, 300.0], [50.0, 50.0]) == [0.0, 100.0, 300.0]
    assert spread([0.0, 0.0], [50.0]) == [-25.0, 25.0]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=4).map(sorted))
def test_lines_in_a_gap_stay_inside_it(places: list[float]) -> None:
    found = within(places, 10.0, 90.0)
    assert all(10.0 - 1e-9 <= x <= 90.0 + 1e-9 for x in found)
    assert found == sorted(found)
