"""What a row was before each of its changes, whatever part of its history is at hand."""

from collections.abc import Callable
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.kernel.history import event_of, states_before
from kith.people.models import Family
from tests.fixtures import NOON, Acting, live_area

NAMES = ["First", "Second", "Third", "Fourth"]


@pytest.fixture(scope="module")
def written(module_clone: str, acting: Acting) -> Callable[[], Any]:
    """Make two families and change each three times, one change after the other."""
    area = live_area("dorset")
    with acting():
        families = [Family.objects.create(area=area, name="x", summary=f"{NAMES[0]} {n}", recorded_at=NOON) for n in "ab"]
    for hour, name in enumerate(NAMES[1:], start=1):
        for family, n in zip(families, "ab", strict=True):
            with acting(now=NOON + timedelta(hours=hour)):
                Family.objects.filter(pk=family.pk).update(summary=f"{name} {n}")
    return acting


def changes() -> list[Any]:
    return list(event_of(Family).objects.order_by("pgh_id"))


def test_each_change_has_the_state_before_it(written: Any) -> None:
    with written():
        events = changes()
        before = states_before(Family, events)
        for event in events:
            if event.pgh_label == "insert":
                assert event.pgh_id not in before
                continue
            name, which = event.summary.split()
            assert before[event.pgh_id].summary == f"{NAMES[NAMES.index(name) - 1]} {which}"


def test_a_part_of_a_history_asks_for_what_stood_before_it_once(written: Any) -> None:
    with written():
        events = changes()
        whole = {key: state.summary for key, state in states_before(Family, events).items()}
        for start in range(len(events)):
            part = events[start:]
            with CaptureQueriesContext(
                connection,
            ) as asked:
                found = {key: state.summary for key, state in states_before(Family, part).items()}
            assert found == {event.pgh_id: whole[event.pgh_id] for event in part if event.pgh_id in whole}
            assert len(asked) <= 1
        for end in range(1, len(events)):
            assert {*states_before(Family, events[:end])} == {event.pgh_id for event in events[:end] if event.pgh_id in whole}


def test_the_order_in_which_changes_are_given_does_not_matter(written: Any) -> None:
    with written():
        events = changes()
        whole = {key: state.pgh_id for key, state in states_before(Family, events).items()}
        assert {key: state.pgh_id for key, state in states_before(Family, events[::-1]).items()} == whole
        assert states_before(Family, []) == {}
        pairs = combinations([event for event in events if event.pgh_label != "insert"], 1)
        assert all(states_before(Family, pair)[pair[0].pgh_id].pgh_id == whole[pair[0].pgh_id] for pair in pairs)
