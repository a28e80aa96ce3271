"""What has one meaning is written once: a second key of a telephone number, or a second list of answers, would come to differ."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "kith"
PAGES = {
    path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(SOURCE.rglob("*.py"))
    if not {"tests", "migrations"} & set(path.parts)
}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("telephone_key", "people/matching/spelling.py"),
        ("address_key", "people/matching/spelling.py"),
        ("family_name", "people/lists/claims.py"),
        ("whole_years", "people/matching/births.py"),
    ],
)
def test_a_key_or_a_name_is_made_in_one_place(name: str, place: str) -> None:
    made = [page for page, tree in PAGES.items() for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name]
    assert made == [place]


def test_yes_no_and_not_asked_are_listed_once() -> None:
    listed = [
        page
        for page, tree in PAGES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple) and [getattr(each, "value", None) for each in node.elts] == ["not_asked", "Not asked"]
    ]
    assert listed == ["people/models/answers.py"]
