"""A reason that is only signs is no reason."""

import ast
from pathlib import Path

import pytest

from kith.kernel.said import says_nothing

SOURCE = Path(__file__).parents[2]
ASKED = {
    "told",
    "told_how",
    "answer",
    "source",
    "question",
    "reason",
    "because",
    "why",
    "evidence",
    "necessary",
    "outcome",
    "readers_reason",
    "parents_not_told_reason",
}
"""Names of what a person is asked to say in words of their own, and must."""


@pytest.mark.parametrize("text", ["", " ", ".", "-", "...", " ?! ", "—", "\n.\n", "✓", "\u200b"])
def test_signs_say_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["x", "1", "because.", "مادر", "母", "Й", "no"])
def test_a_letter_or_figure_of_any_script_says_something(text: str) -> None:
    assert not says_nothing(text)


def test_every_reason_is_held_to_the_one_mechanism() -> None:
    """No service asks only whether a reason is blank: ``.`` would pass."""
    only_blank = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _asks_only_whether_blank(node)
    ]
    assert only_blank == [], "Ask says_nothing(reason) of kernel.said."


def _asks_only_whether_blank(node: ast.AST) -> bool:
    if not (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and isinstance(node.operand, ast.Call)):
        return False
    called = node.operand.func
    if not (isinstance(called, ast.Attribute) and called.attr == "strip"):
        return False
    return bool({getattr(called.value, part, "") for part in ("id", "attr")} & ASKED)
