"""Asking the tables of states before a record is changed."""

from typing import Any

from kith.people.models.versions import take_in_hand
from kith.workbench.states import States


def must_allow(states: States, record: Any, verb: str) -> None:
    """Refuse what may not be done in the state of a record, as its table says."""
    states.after(record.state, verb)


def next_state(states: States, record: Any, verb: str) -> str:
    """Take a record in hand and return the state that follows. Raises the table's refusal."""
    take_in_hand(record)
    return states.after(record.state, verb)
