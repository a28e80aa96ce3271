"""What a pair of records that may be one person goes through. Pure. Drawn in docs/states.md."""

from kith.people.same_person.refusals import MergeRefused
from kith.workbench.states import START, States

PAIR = States(
    name="PossibleDuplicate",
    states={"open": "To look at", "merged": "One person", "different": "Two people"},
    transitions=(
        (START, "find_duplicates", "open"),
        ("open", "merge", "merged"),
        ("different", "merge", "merged"),
        ("open", "say_different", "different"),
        ("open", "split", "different"),
        ("merged", "undo_merge", "different"),
        ("open", "undo_merge", "different"),
    ),
    works={"different": frozenset({"undo_merge"})},
    refusal=MergeRefused,
    otherwise="This cannot be done now. The two records stand at: {state}.",
    because={
        ("merged", "say_different"): "Another worker has joined these two meanwhile. If that was wrong, undo it first.",
        ("different", "say_different"): "It has been decided already that these are two people.",
    },
    note="Two records said to be two people are never suggested again; a worker who learns better may still join them.",
)
