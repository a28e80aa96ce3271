"""Nothing is cut in silence (practice P-22): a list is read by ``kernel.paging``,
and whoever slices a query says here why that is none."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "kith"
OF_A_QUERY = {
    "all", "alias", "annotate", "distinct", "exclude", "filter", "order_by", "prefetch_related", "select_related", "values",
    "values_list",
}  # fmt: skip
NOT_A_LIST = {
    ("kernel/paging.py", "_picked"): "a page, with one row more to know whether there are others",
    ("kernel/paging.py", "count_of"): "counts no further; a page then says more than",
    ("front_door/queries/queue.py", "waiting"): "the one request that stands for a burst, which opens to all of them",
    (
        "front_door/queries/earlier.py",
        "_requests_by_keys",
    ): "those compared first; the page says when there are more and shows them all",
    ("family_help/queries/family_rows.py", ""): "of each child the last day seen and the last words; all are in the assessment",
    (
        "family_help/services/reopening.py",
        "reopen_episode",
    ): "the overseer and the plan that were there last, each one of which ended with the help",
    ("front_door/queries/named.py", "_alike"): "those compared by score, in the order of danger",
    (
        "front_door/queries/named.py",
        "named_in_waiting",
    ): "the names looked through, those in danger first; one more than shown says so",
    ("people/lists/work_list.py", "to_join"): "the one row that stands for a group, all of which is shown",
    ("people/index/renewal.py", "everyone_in_area"): "one batch of a job that goes on until nothing is left",
    (
        "organisations/services/from_file.py",
        "row_named",
    ): "two are enough to know that a name does not tell one apart; a hint lists some",
    ("family_help/queries/without.py", "children_without_social_worker"): "the one risk level of a lead",
}
"""Where a query is sliced and why nobody misses a row for it: (file, function)."""


def sliced_queries() -> set[tuple[str, str]]:
    """Return where product code slices a query: (file, function)."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if "/tests/" in name or "/migrations/" in name or "/demonstration/" in name or name.startswith("config/management"):
            continue
        tree = ast.parse(path.read_text())
        inside = {
            child: function.name
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for child in ast.walk(function)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and _is_query(node.value):
                found.add((name, inside.get(node, "")))
    return found


def _is_query(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return value.func.attr in OF_A_QUERY
    return isinstance(value, ast.Name) and value.id in {"ordered", "counted"}


def test_every_slice_of_a_query_has_its_reason() -> None:
    unexplained = sliced_queries() - set(NOT_A_LIST)
    assert not unexplained, f"read these by kernel.paging.page_of, or say why nothing is missed: {sorted(unexplained)}"


@pytest.mark.parametrize("place", sorted(NOT_A_LIST))
def test_every_reason_has_its_slice(place: tuple[str, str]) -> None:
    assert place in sliced_queries()
