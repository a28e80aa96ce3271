"""Whatever is wrong with any field of a body, the answer names the field by its path and says how to mend it, in our own words; a page
names it by a label."""

import copy
import json
import re
from typing import Any

import pytest

from kith.front_door.body import BodyRefused, FieldProblem, check_body, label_of, plain_fix
from kith.front_door.body.request import RequestBody
from kith.front_door.tests.conftest import NOW, simple_body

WHOLE = simple_body(
    people=[{"key": "c1", "role": "child", "forename": "Ella"}, {"key": "a1", "role": "parent"}],
    relationships=[{"from": "a1", "to": "c1", "kind": "mother"}],
    protect=[{"what": "her address", "from": "her father"}],
    sender={"name": "Elm School"},
    agreement={"service": "yes"},
)
BAD: list[Any] = [
    None,
    True,
    7,
    -1,
    1.5,
    "",
    " ",
    "rubbish",
    "x" * 30_000,
    [],
    ["x"],
    {},
    {"no": 1},
    [{}] * 300,
    "2026-02-30",
    "\x00",
]


def paths(schema: dict[str, Any], defs: dict[str, Any], before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every field that the schema has, the first of each list."""
    found: list[tuple[Any, ...]] = []
    for each in (schema, *schema.get("anyOf", [])):
        each = defs[each["$ref"].rsplit("/", 1)[-1]] if "$ref" in each else each
        for name, inner in each.get("properties", {}).items():
            found += [(*before, name), *paths(inner, defs, (*before, name))]
        if "items" in each:
            found += [(*before, 0), *paths(each["items"], defs, (*before, 0))]
    return found


SCHEMA = RequestBody.model_json_schema(by_alias=True)
EVERY = paths(SCHEMA, SCHEMA["$defs"])


def with_(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    body: Any = copy.deepcopy(WHOLE)
    place = body
    for step in path[:-1]:
        place = place.setdefault(step, {}) if isinstance(step, str) else place[step]
    place[path[-1]] = value
    return body


def problems_of(body: dict[str, Any]) -> list[FieldProblem]:
    try:
        check_body(body, now=NOW)
    except BodyRefused as refusal:
        return refusal.problems
    return []


def test_the_body_itself_is_good() -> None:
    assert problems_of(WHOLE) == []
    assert len(EVERY) > 60


@pytest.mark.parametrize("path", EVERY, ids=lambda path: ".".join(map(str, path)))
def test_every_field_is_named_by_its_path_with_a_remedy(path: tuple[Any, ...]) -> None:
    for value in BAD:
        for problem in problems_of(with_(path, value)):
            said = f"{problem.field}: {problem.problem} {problem.fix}"
            assert problem.field.startswith((str(path[0]), "relationships")) or problem.field == "", (path, value, said)
            assert len(problem.fix) > 6, (path, value, said)
            assert len(problem.problem) > 6, (path, value, said)
            assert problem.fix != "Check this field.", (path, value, said)
            assert not re.search("Input should|valid |List should|Value error|String should", said), (path, value, said)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: ".".join(map(str, path)))
def test_a_page_names_no_field_as_the_api_does(path: tuple[Any, ...]) -> None:
    for value in BAD:
        for problem in problems_of(with_(path, value)):
            words = f"{label_of(problem.field)}: {plain_fix(problem.fix)}"
            assert not re.search(r"[a-z]_[a-z]|\[\d|\]\.|\brole\b|expected_date", words), (path, words)


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("people[0].date_of_birth", "Person 1, date of birth"),
        ("people[2]", "Person 3"),
        ("sender.may_be_named", "Referrer, may be named"),
        ("protect[0].what", "Protected information 1, what"),
        ("received_at", "When it was received"),
        ("", ""),
    ],
)
def test_what_a_field_is_called_on_a_page(path: str, label: str) -> None:
    assert label_of(path) == label


def test_a_missing_field_is_named_with_its_remedy() -> None:
    for name in json.loads(json.dumps(SCHEMA["required"])):
        body = {key: value for key, value in WHOLE.items() if key != name}
        assert any(problem.field == name and problem.fix for problem in problems_of(body)), name
