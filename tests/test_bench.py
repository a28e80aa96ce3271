"""The bench starts: what its parts import is there, on the path that ``tools/bench/run.py`` sets. They are not read here: the bench
would start its own database."""

import ast
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[1] / "tools"


@pytest.mark.parametrize("part", sorted((TOOLS / "bench").rglob("*.py")), ids=lambda part: part.stem)
def test_what_a_part_of_the_bench_imports_is_there(part: Path) -> None:
    for node in ast.walk(ast.parse(part.read_text(encoding="utf-8"))):
        for name in [node.module or ""] if isinstance(node, ast.ImportFrom) else []:
            assert not name.startswith("tools"), f"{part.name}: the path holds what is in tools, so write bench, not {name}"
            where = TOOLS.joinpath(*name.split("."))
            assert not name.startswith("bench.") or where.with_suffix(".py").exists() or where.is_dir(), f"{part.name}: {name}"
