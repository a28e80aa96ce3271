"""A requirement works when a test says so and passes; a mark that says nothing is refused."""

import pytest

from tools import requirements
from tools.requirements import Mark, MarkWrong, check_mark, rows, standings


def state_of(row: str, *said: Mark, failed: tuple[tuple[str, str], ...] = ()) -> tuple[str, str]:
    found = next(each for each in standings(said, failed) if each.row.id == row)
    return found.state, found.missing


@pytest.mark.parametrize(
    ("said", "failed", "expected"),
    [
        ((), (), ("not yet", "")),
        ((Mark("C-12", "Who leads", "", "a"),), (), ("works", "")),
        (
            (Mark("C-12", "Who leads", "", "a"), Mark("C-12", "Who leads", "no report", "b")),
            (),
            ("in part", "no report"),
        ),
        ((Mark("C-12", "Who leads", "", "a"),), (("C-12", "b"),), ("not yet", "fails: b")),
    ],
    ids=["no test", "passes", "one in part", "one fails"],
)
def test_the_state_of_a_row_is_what_its_tests_say(
    said: tuple[Mark, ...], failed: tuple[tuple[str, str], ...], expected: tuple[str, str]
) -> None:
    assert state_of("C-12", *said, failed=failed) == expected


@pytest.mark.parametrize(
    ("args", "options"),
    [
        (("C-99",), {"at": "a page"}),
        ((), {"at": "a page"}),
        (("C-12",), {}),
        (("C-12",), {"at": " "}),
        (("C-12",), {"at": "a page", "areas": "D"}),
    ],
)
def test_a_mark_names_a_row_and_where_it_is_seen(args: tuple[object, ...], options: dict[str, object]) -> None:
    with pytest.raises(MarkWrong):
        check_mark(rows(), args, options, "a test")


def test_a_row_of_two_areas_counts_in_both_and_every_row_has_a_group() -> None:
    found = standings([Mark("C-06", "Who leads", "", "a")])
    groups, areas = (dict(each) for each in requirements.counts(found))
    assert sum(sum(counted.values()) for counted in groups.values()) == len(found) == 702
    assert groups["Family Help"]["works"] == 1
    assert [name for name, counted in areas.items() if counted["works"]] == [
        requirements.AREAS[letter] for letter in found_row(found, "C-06").row.areas or ("",)
    ]


def found_row(found: list[requirements.Standing], row: str) -> requirements.Standing:
    return next(each for each in found if each.row.id == row)
