"""Every time limit of the models is read by a room, or says that nothing acts on it yet, and the page says so (practice P-31)."""

import ast
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import kith
from kith.practice_model.explaining import describe
from kith.practice_model.reading import UnreadableModel, draft, drafts, lay, read_draft
from kith.tasks.kinds import Kind

SOURCE = Path(kith.__path__[0])
READERS = {"limit": 0, "due_by": 1}
"""Functions that read a time limit, and which of their arguments is its code."""
ON = date(2026, 11, 24)


def kinds() -> Iterator[tuple[str, Kind]]:
    """Give every kind of clock of every room, with the room."""
    for path in sorted(SOURCE.glob("*/clocks.py")):
        module = import_module(f"kith.{path.parent.name}.clocks")
        yield from ((path.parent.name, each) for each in vars(module).values() if isinstance(each, Kind))


def read_by_product() -> set[str]:
    """Return the codes of the limits that product code reads: written out in a call, or tried one after the other in a loop."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        if {"tests", "migrations", "practice_model"} & set(path.relative_to(SOURCE).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in READERS and len(node.args) > READERS[name]:
                said = ast.walk(node.args[READERS[name]])
                found |= {each.value for each in said if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return found


def declared() -> set[str]:
    return {code for _, kind in kinds() for code in kind.limits}


@pytest.mark.parametrize("name", drafts())
def test_every_time_limit_has_a_reader_or_says_that_nothing_acts_on_it_yet(name: str) -> None:
    model = read_draft(name, on=ON)
    acting = read_by_product() | declared()
    silent = {code for code, limit in model.document.limits.items() if code not in acting and limit.acts == "yes"}
    assert not silent, f"{name}: read these in a room, or write acts = “not yet”: {sorted(silent)}"
    modest = {code for code, limit in model.document.limits.items() if code in acting and limit.acts != "yes"}
    assert not modest, f"{name}: a room acts on these, so they do not say “not yet”: {sorted(modest)}"


def test_what_a_room_declares_is_a_limit_of_the_model_and_is_read() -> None:
    known = set(read_draft("national", on=ON).document.limits)
    assert declared() <= known
    # The two limits of an assessment are tried one after the other.
    assert declared() - read_by_product() == {"assessment", "assessment_by_agreement"}


def test_kinds_of_clock_have_one_name_each() -> None:
    codes = [kind.code for _, kind in kinds()]
    assert len(codes) == len(set(codes)) > 10


@pytest.mark.parametrize("name", drafts())
def test_our_model_says_what_nothing_acts_on_yet(name: str) -> None:
    model = read_draft(name, on=ON)
    shown = {each.key: each for elements in describe(model).values() for each in elements if each.section == "limits"}
    assert {code for code, each in shown.items() if not each.acts} == {
        code for code, limit in model.document.limits.items() if limit.acts == "not yet"
    }
    assert not shown["conference"].acts
    assert shown["assessment"].acts


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        ("conference", "outcomes.section_17: starts = 'conference' is a time limit that Kith does not act on yet"),
        ("asessment", "outcomes.section_17: starts = 'asessment' is no time limit"),
    ],
)
def test_a_decision_starts_only_what_runs(starts: str, said: str) -> None:
    text = draft("national")
    place = text.index("[outcomes.section_17]")
    text = text[:place] + text[place:].replace('starts = ["assessment"]', f'starts = ["{starts}"]', 1)
    with pytest.raises(UnreadableModel) as refused:
        lay(text)
    assert said in refused.value.message
