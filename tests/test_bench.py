"""The bench starts: what it measures with is there, on the path that ``tools/bench/run.py`` sets."""

from importlib import import_module
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[1] / "tools"
PARTS = sorted(path.stem for path in (TOOLS / "bench").glob("*.py") if path.stem != "bare")
"""All but the page beside which others are measured: it is an application of its own, with settings of its own."""


@pytest.mark.parametrize("name", PARTS)
def test_each_part_of_the_bench_can_be_read(name, monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    assert import_module(f"bench.{name}").__doc__
