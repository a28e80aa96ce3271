"""The score: what each part adds, what contradicts, what rivals take, and how weights are read and learnt."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.matching.description import Held, Wanted
from kith.people.matching.regression import fitted
from kith.people.matching.score import CONTRADICTS, Score, compare, contradicted, score_pair, taken_by_rivals, with_rivals
from kith.people.matching.weights import (
    HARDLY_BORNE,
    MOST_RARE,
    MOST_TAKEN,
    NOBODY_COUNTED,
    Frequencies,
    Weights,
    packaged_weights,
)

BORN = date(2015, 6, 21)
ELLA: dict[str, Any] = {"forename": "Ella", "surname": "Marsh", "date_of_birth": BORN}
FLAT = Weights({("forename", "same"): 5.0, ("forename", "differs"): -4.0, ("family", "shared"): 3.0}, strong=10.0, possible=4.0)


@pytest.mark.parametrize(
    ("wanted", "held", "part", "level"),
    [
        ({"sex": "F"}, {"sex": "F"}, "sex", "same"),
        ({"sex": "F"}, {"sex": "M"}, "sex", "differs"),
        ({"telephone": "+44 7700 900121"}, {"contacts": frozenset({"07700900121"})}, "telephone", "same"),
        ({"email": " ELLA@example.org "}, {"contacts": frozenset({"ella@example.org"})}, "email", "same"),
        ({"school": "St. Mary’s"}, {"school": "ST MARYS"}, "school", "same"),
        ({"forename": "Ella", "middle_names": "May"}, {"forename": "Ella", "middle_names": "Mae"}, "middle", "differs"),
        ({"forename": "Ella", "middle_names": "May"}, {"forename": "Ella", "middle_names": "May"}, "middle", "same"),
        ({"forename": "Ella", "middle_names": "M"}, {"forename": "Ella", "middle_names": "May"}, "middle", "initial"),
        ({"forename": "May"}, {"forename": "Ella", "middle_names": "May"}, "forename", "middle"),
        ({"forename": "Marsh", "surname": "Ella"}, {"forename": "Ella", "surname": "Marsh"}, "order", "swapped"),
    ],
)
def test_every_part_is_told(wanted: Any, held: Any, part: str, level: str) -> None:
    told = {each.part: each.level for each in compare(Wanted(**wanted), Held(**held), packaged_weights())}
    assert told[part] == level


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        ({"sex": "U"}, {"sex": "F"}),
        ({"sex": "F"}, {"sex": "U"}),
        ({"telephone": "07700 900121"}, {"contacts": frozenset({"07700900999"})}),
        ({"email": "a@example.org"}, {"contacts": frozenset({"b@example.org"})}),
        ({"school": "St Mary’s"}, {"school": "St John’s"}),
        ({}, {}),
    ],
)
def test_another_telephone_or_school_speaks_against_nobody(wanted: Any, held: Any) -> None:
    assert compare(Wanted(**wanted), Held(**held), packaged_weights()) == []


@pytest.mark.parametrize(
    ("levels", "against"),
    [
        (set(), False),
        ({("born", "same")}, False),
        ({("born", "differs")}, True),
        ({("born", "differs"), ("address", "same")}, True),
        ({("born", "differs"), ("nhs", "same")}, False),
        ({("born", "differs"), ("upn", "same")}, False),
        ({("born", "differs"), ("la_child_id", "same")}, False),
        ({("born", "two_parts")}, True),
        ({("born", "two_parts"), ("postcode", "same")}, False),
        ({("born", "two_parts"), ("telephone", "same")}, False),
        ({("born", "digit")}, False),
        ({("born", "digit"), ("forename", "part")}, True),
        ({("born", "digit"), ("forename", "part"), ("address", "close")}, False),
        ({("born", "same"), ("forename", "part")}, False),
        ({("forename", "middle")}, False),
        ({("expected", "same"), ("forename", "differs")}, True),
        ({("nhs", "same"), ("forename", "differs")}, True),
        ({("nhs", "differs"), ("born", "same")}, True),
        ({("twin", "common"), ("nhs", "same")}, True),
    ],
)
def test_what_contradicts(levels: set[tuple[str, str]], against: bool) -> None:
    assert contradicted(levels) is against


@given(st.sets(st.sampled_from([("born", "same"), ("nhs", "same"), ("address", "same"), ("born", "digit"), ("sex", "same")])))
def test_nothing_outweighs_another_first_name_or_another_nhs_number(levels: set[tuple[str, str]]) -> None:
    assert all(contradicted(levels | {each}) for each in CONTRADICTS)


def test_a_contradicted_score_ends_under_strong_and_says_possible() -> None:
    held = Held(**{**ELLA, "forename": "Tyler"}, nhs_numbers=frozenset({"9991204318"}), contacts=frozenset({"07700900121"}))
    score = score_pair(Wanted(**ELLA, nhs_number="9991204318", telephone="07700900121"), held)
    assert score.points == score.weights.strong - 0.1
    assert score.confidence == "possible"
    assert "Another first name: Ella, not Tyler" in score.reasons_against
    assert "Same NHS number" in score.reasons_for


@pytest.mark.parametrize(("points", "said"), [(10.0, "strong"), (9.99, "possible"), (4.0, "possible"), (3.99, ""), (-8.0, "")])
def test_the_word_for_a_score_begins_at_its_threshold(points: float, said: str) -> None:
    assert Score(FLAT, points).confidence == said


def test_a_family_in_which_another_was_found_adds_its_points() -> None:
    score = Score(FLAT)
    score.add_family("Ella")
    assert score.points == 3.0
    assert score.reasons_for == ["In the same family as Ella, who also matches"]


@given(st.lists(st.floats(-20, 60), min_size=1, max_size=6))
def test_rivals_take_points_and_leave_the_order(points: list[float]) -> None:
    scores = [Score(packaged_weights(), each) for each in points]
    with_rivals(scores)
    assert all(after.points <= before for after, before in zip(scores, points, strict=True))
    order = sorted(range(len(points)), key=lambda each: -points[each])
    assert all(scores[a].points >= scores[b].points - 1e-6 for a, b in pairwise(order))


def test_two_who_fit_equally_are_neither_strong() -> None:
    strong = packaged_weights().strong
    scores = [Score(packaged_weights(), strong), Score(packaged_weights(), strong)]
    with_rivals(scores)
    assert [score.confidence for score in scores] == ["possible", "possible"]
    assert all(score.reasons_against == ["Somebody else fits as well"] for score in scores)


def test_one_alone_loses_nothing_and_a_far_rival_is_none() -> None:
    strong = packaged_weights().strong
    alone, near, far = Score(points=strong), Score(points=strong), Score(points=0.0)
    with_rivals([alone])
    with_rivals([near, far])
    assert alone.points == strong
    assert strong - near.points < 0.01
    assert near.confidence == "possible" or near.points >= strong - 0.01
    assert taken_by_rivals(0.0, strong) == 0
    assert taken_by_rivals(-3.0, strong) == 0


@pytest.mark.parametrize(
    ("bearers", "people", "points"),
    [
        (98, 100_000, "none"),
        (0, 100_000, "more"),
        (5_000, 100_000, "less"),
        (100_000, 100_000, "least"),
        (0, 0, "none"),
    ],
)
def test_a_rare_name_adds_and_a_common_one_takes(bearers: int, people: int, points: str) -> None:
    found = Frequencies(people, {("marsh", "s"): bearers}).rarity("s", "marsh")
    assert {
        "none": abs(found) < 0.1,
        "more": 0 < found <= MOST_RARE,
        "less": -MOST_RARE < found < 0,
        "least": found == -MOST_RARE,
    }[points]


@given(st.integers(0, 50_000), st.integers(0, 50_000))
def test_the_commoner_a_name_the_less_it_adds(one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    counted = Frequencies(100_000, {("a", "f"): fewer, ("b", "f"): more})
    assert counted.rarity("f", "a") >= counted.rarity("f", "b")


def test_a_forename_is_not_rare_because_it_is_no_surname() -> None:
    counted = Frequencies(100_000, {("grace", "f"): 5_000})
    assert counted.rarity("f", "grace") < 0 < counted.rarity("s", "grace")


@given(st.integers(0, 9_000), st.integers(0, 9_000))
def test_two_names_in_use_are_no_slip_of_each_other(one: int, other: int) -> None:
    counted = Frequencies(100_000, {("maria", "f"): one, ("marta", "f"): other})
    taken = counted.both_names("f", "maria", "marta")
    assert taken == counted.both_names("f", "marta", "maria")
    assert -MOST_TAKEN <= taken <= 1e-9
    if min(one, other) <= HARDLY_BORNE:
        assert abs(taken) < 1e-9
    elif one == other > 100:
        assert taken < -7


def test_weights_are_written_as_they_are_read() -> None:
    weights = packaged_weights()
    assert Weights.of(weights.written()) == weights
    assert weights.points("forename", "same") > 0 > weights.points("forename", "differs")
    assert weights.points("forename", "nothing of the kind") == 0.0
    with pytest.raises(KeyError):
        Weights.of({"possible": 4.0})


def test_a_part_that_differs_never_adds_and_one_that_is_the_same_never_takes() -> None:
    for (part, level), points in packaged_weights().levels.items():
        if level == "differs":
            assert points < 0, part
        if level == "same":
            assert points > 0, part
            assert all(other <= points for (p, _), other in packaged_weights().levels.items() if p == part)


def test_weights_learnt_from_judged_pairs_go_the_way_of_the_judgements() -> None:
    same: list[tuple[str, str]] = [("forename", "same")]
    other: list[tuple[str, str]] = [("forename", "differs")]
    seen = [(same, 0.0)] * 90 + [(other, 0.0)] * 90 + [(same, 0.0)] * 10 + [(other, 0.0)] * 10
    judged = [True] * 90 + [False] * 90 + [False] * 10 + [True] * 10
    levels, least = fitted(seen, judged, FLAT, hold=0.0001)
    assert levels["forename", "same"] > levels["forename", "differs"]
    assert levels["family", "shared"] == 3.0, "what no pair shows is not unlearnt"
    assert levels["forename", "differs"] < least < levels["forename", "same"]


def test_what_is_held_fast_hardly_moves() -> None:
    seen: list[tuple[list[tuple[str, str]], float]] = [([("forename", "same")], 0.0), ([("forename", "differs")], 0.0)] * 5
    levels, _ = fitted(seen, [False, True] * 5, FLAT, hold=1_000.0)
    assert abs(levels["forename", "same"] - 5.0) < 0.1
    assert abs(levels["forename", "differs"] + 4.0) < 0.1


def test_no_likeness_is_worth_more_than_the_same() -> None:
    start = Weights({("forename", "same"): 1.0, ("forename", "slip"): 1.0}, 8.0, 4.0)
    slip, same = [("forename", "slip")], [("forename", "same")]
    seen = [(slip, 0.0)] * 50 + [(same, 0.0)] * 50
    levels, _ = fitted(seen, [True] * 50 + [False] * 50, start, hold=0.0001)
    assert levels["forename", "slip"] <= levels["forename", "same"] + 1e-9


def test_without_counted_names_every_name_is_usual() -> None:
    assert NOBODY_COUNTED.rarity("s", "wolstenholme") == 0.0
