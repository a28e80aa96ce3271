"""What a request, a possible match and a hub question go through: every state with every verb, told here and not read from the table."""

from itertools import product

import pytest

from kith.front_door.models import HubQuestion, Request, RequestMatch
from kith.front_door.room import ROOM
from kith.front_door.states import MATCH, QUESTION, REQUEST, WAITING
from kith.workbench.states import NotNow, States

REQUESTS = {
    # state: verb: where a request may stand afterwards
    "waiting": {
        "decide": {"part_decided", "handed_over", "decided"},
        "raise_urgent": {"waiting"},
        "lower_danger": {"waiting"},
    },
    "part_decided": {
        "decide": {"part_decided", "handed_over", "decided"},
        "raise_urgent": {"part_decided"},
        "lower_danger": {"part_decided"},
        "record_handover_answer": {"part_decided"},
    },
    "handed_over": {
        "decide": {"handed_over", "part_decided", "decided"},
        "raise_urgent": {"part_decided"},
        "lower_danger": {"handed_over"},
        "record_handover_answer": {"handed_over", "part_decided", "decided"},
    },
    "decided": {
        "decide": {"decided", "part_decided", "handed_over"},
        "raise_urgent": {"part_decided"},
        "lower_danger": {"decided"},
        "record_handover_answer": {"decided"},
    },
}
MATCHES = {
    "proposed": {"confirm_match": {"confirmed", "rejected"}},
    "confirmed": {"confirm_match": {"confirmed", "rejected"}},
    "rejected": {"confirm_match": {"confirmed", "rejected"}},
}
QUESTIONS = {
    "outstanding": {"answer_hub": {"responded", "nothing_held"}},
    "responded": {"answer_hub": {"responded", "nothing_held"}},
    "nothing_held": {"answer_hub": {"responded", "nothing_held"}},
}
TOLD = [(REQUEST, REQUESTS), (MATCH, MATCHES), (QUESTION, QUESTIONS)]
EVERY = [
    (table, told, state, verb, after)
    for table, told in TOLD
    for state, verb, after in product(told, sorted({verb for verbs in told.values() for verb in verbs}), told)
]


@pytest.mark.parametrize(
    ("table", "told", "state", "verb", "after"), EVERY, ids=[f"{t.name}: {s} {v} {a}" for t, _, s, v, a in EVERY]
)
def test_where_a_verb_leads_from_each_state(
    table: States, told: dict[str, dict[str, set[str]]], state: str, verb: str, after: str
) -> None:
    leads = told[state].get(verb, set())
    assert table.allows(state, verb) is bool(leads)
    if after in leads:
        assert table.after(state, verb, after) == after
    else:
        with pytest.raises(NotNow, match=f"It stands at: {table.states[state].lower()}"):
            table.after(state, verb, after)


@pytest.mark.parametrize(("table", "model"), [(REQUEST, Request), (MATCH, RequestMatch), (QUESTION, HubQuestion)])
def test_the_states_are_those_of_the_record_in_the_same_words(table: States, model: type) -> None:
    assert list(table.states.items()) == list(model.State.choices)
    assert model._meta.get_field("state").default == next(after for before, _, after in table.transitions if before == "[*]")
    assert table in ROOM.states


@pytest.mark.parametrize("table", [REQUEST, MATCH, QUESTION], ids=lambda table: table.name)
def test_no_state_is_final_because_a_fact_is_never_refused(table: States) -> None:
    assert table.finished == frozenset()
    assert list(table.faults()) == []


def test_what_waits_is_everything_but_what_is_decided() -> None:
    assert set(WAITING) == set(REQUEST.states) - {"decided"}


def test_where_a_verb_leads_to_one_state_it_need_not_be_said() -> None:
    assert REQUEST.after("decided", "raise_urgent") == "part_decided"
    assert REQUEST.after("waiting", "lower_danger") == "waiting"
    with pytest.raises(NotNow):
        REQUEST.after("waiting", "record_handover_answer")
    with pytest.raises(NotNow):
        REQUEST.after("waiting", "decide", "waiting")
