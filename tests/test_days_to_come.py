"""Every field of a day on every page: what a day to come means there. A new field is refused until it stands in the table.

*Refused* is tested in the room named: ``tests/test_days_to_come.py`` of people and family_help, and the tests of requests.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "kith"
FIELDS = {"DateField", "DateTimeField"}

REFUSED, PLANNED, TO_COME, ASKED = "refused", "planned", "to come", "asked"
"""It happened, so a day to come is refused; it is planned, and not so before its day; it is of its nature to come; it asks only."""

MEANT = {
    # people: what is so today; only a move may be planned.
    ("people", "date_of_birth"): REFUSED,
    ("people", "date_of_death"): REFUSED,
    ("people", "expected_date"): TO_COME,
    ("people", "since"): REFUSED,
    ("people", "until"): REFUSED,
    ("people", "starts_on"): REFUSED,
    ("people", "ends_on"): REFUSED,
    ("people", "responsibility_from"): REFUSED,
    ("people", "responsibility_until"): REFUSED,
    ("people", "stated_on"): REFUSED,
    ("people", "review_on"): TO_COME,
    ("people.MoveForm", "on"): PLANNED,
    ("people", "on"): REFUSED,
    # family_help: what was done has a day that has come.
    ("family_help", "see_by"): TO_COME,
    ("family_help", "until"): TO_COME,  # of an immediate safety plan
    ("family_help", "by_when"): TO_COME,
    ("family_help", "next_review_on"): TO_COME,
    ("family_help", "internal_review_on"): REFUSED,
    ("family_help", "seen_on"): REFUSED,
    ("family_help", "said_on"): REFUSED,
    ("family_help", "done_on"): REFUSED,
    ("family_help", "held_on"): REFUSED,
    ("family_help", "introduced_on"): REFUSED,
    ("family_help", "elsewhere_on"): REFUSED,
    ("family_help", "referral_date"): REFUSED,
    # front_door
    ("front_door", "day"): ASKED,
    ("front_door", "born"): TO_COME,  # or the date the baby is expected: a day to come is read as that
    ("front_door", "told_at"): REFUSED,
    ("front_door", "answered_at"): REFUSED,
    ("front_door", "at"): REFUSED,
    # administration: places, capabilities and turns hold from their first day to their last.
    ("administration", "starts_on"): PLANNED,
    ("administration", "ends_on"): PLANNED,
    ("administration", "last_day"): PLANNED,
    ("administration", "until"): PLANNED,
    ("administration", "starts_at"): PLANNED,
    ("administration", "ends_at"): PLANNED,
    # staff_desk
    ("staff_desk", "date_of_birth"): ASKED,
    ("staff_desk", "moment"): ASKED,
}
EXAMPLES_OF_DESIGN = "design"


def fields_of_days() -> Iterator[tuple[str, str, str]]:
    """Yield room, form and name of each field of a day that a page has."""
    for path in sorted(SOURCE.glob("*/web/**/*.py")):
        room = path.relative_to(SOURCE).parts[0]
        if "tests" in path.parts or room == EXAMPLES_OF_DESIGN:
            continue
        for top in ast.parse(path.read_text(encoding="utf-8")).body:
            for node in ast.walk(top):
                for name, value in _named(node):
                    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in FIELDS:
                        yield room, getattr(top, "name", ""), name


def _named(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, node.value
            elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
                yield str(target.slice.value), node.value
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield str(key.value) if isinstance(key, ast.Constant) else "", value


def test_all_fields_are_read() -> None:
    written = sum(
        path.read_text(encoding="utf-8").count(f" {field}(")
        for path in SOURCE.glob("*/web/**/*.py")
        for field in FIELDS
        if "tests" not in path.parts and EXAMPLES_OF_DESIGN not in path.relative_to(SOURCE).parts
    )
    assert len(list(fields_of_days())) == written > 50


@pytest.mark.parametrize(("room", "form", "field"), sorted(set(fields_of_days())))
def test_a_field_of_a_day_says_what_a_day_to_come_means(room: str, form: str, field: str) -> None:
    assert MEANT.get((f"{room}.{form}", field)) or MEANT.get((room, field)), (
        f"Say in MEANT what a day to come means in {room}, {form}: {field}. What happened refuses it, in the service."
    )


def test_nothing_is_meant_that_is_asked_nowhere() -> None:
    asked = {(place, field) for room, form, field in fields_of_days() for place in (room, f"{room}.{form}")}
    assert MEANT.keys() <= asked
