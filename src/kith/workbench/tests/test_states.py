"""A table of states: where each verb leads, what is refused in words, and the faults of a table."""

from dataclasses import replace
from typing import Any

import pytest

from kith.kernel.refusals import Refusal
from kith.workbench.states import START, NotNow, States

DOOR = States(
    "Door",
    {"open": "Open", "shut": "Shut", "gone": "Gone"},
    ((START, "build", "open"), ("open", "close", "shut"), ("shut", "open_it", "open"), ("shut", "burn", "gone")),
    works={"open": frozenset({"paint"}), "shut": frozenset({"paint", "lock"})},
    because={("gone", "paint"): "There is no door any more."},
)


@pytest.mark.parametrize(
    ("state", "verb", "after"),
    [
        (START, "build", "open"),
        ("open", "close", "shut"),
        ("shut", "open_it", "open"),
        ("shut", "burn", "gone"),
        ("open", "paint", "open"),
        ("shut", "lock", "shut"),
    ],
)
def test_what_a_state_has_leads_where_it_says(state: str, verb: str, after: str) -> None:
    assert DOOR.allows(state, verb)
    assert DOOR.after(state, verb) == after


@pytest.mark.parametrize(
    ("state", "verb", "words"),
    [
        ("open", "burn", "This cannot be done now. It stands at: open."),
        ("open", "lock", "This cannot be done now. It stands at: open."),
        ("gone", "paint", "There is no door any more."),
        ("gone", "burn", "This cannot be done now. It stands at: gone."),
        ("shut", "build", "This cannot be done now. It stands at: shut."),
        ("shut", "no such verb", "This cannot be done now. It stands at: shut."),
    ],
)
def test_what_a_state_does_not_have_is_refused_in_words(state: str, verb: str, words: str) -> None:
    assert not DOOR.allows(state, verb)
    with pytest.raises(NotNow) as refused:
        DOOR.after(state, verb)
    assert (refused.value.message, refused.value.code) == (words, "not_now")


def test_a_table_of_states_answers_about_itself() -> None:
    assert DOOR.verbs == {"close", "open_it", "burn", "paint", "lock"}
    assert DOOR.finished == {"gone"}
    assert DOOR.having("paint") == {"open", "shut"}
    assert DOOR.having("build") == frozenset()
    assert list(DOOR.faults()) == []
    own = replace(DOOR, refusal=type("Own", (Refusal,), {"code": "own"}), otherwise="Not while it is {state}.")
    with pytest.raises(Refusal, match="Not while it is gone"):
        own.after("gone", "burn")


@pytest.mark.parametrize(
    ("transitions", "faults"),
    [
        (DOOR.transitions[:-1], ["gone"]),
        ((*DOOR.transitions, ("open", "melt", "water")), ["water"]),
        ((*DOOR.transitions, ("ajar", "push", "open")), ["ajar"]),
        ((), ["open", "shut", "gone"]),
    ],
)
def test_faults_of_a_table_name_the_state(transitions: Any, faults: list[str]) -> None:
    said = list(replace(DOOR, transitions=transitions).faults())
    assert len(said) == len(faults)
    assert all(f'"{state}"' in words for state, words in zip(faults, said, strict=True))
