"""Requirements in the tests: ``@pytest.mark.row("C-12", at="…")``, checked at collection;
``--rows`` prints their states at the end."""

from typing import Any

import pytest

from tools import requirements

KEY = "row"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rows", action="store_true", help="print the state of every requirement, by group and area")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a mark that names no requirement, and have the report of each test carry its rows."""
    known = requirements.rows()
    for item in items:
        for marker in item.iter_markers(KEY):
            try:
                mark = requirements.check_mark(known, marker.args, dict(marker.kwargs), item.nodeid)
            except requirements.MarkWrong as wrong:
                raise pytest.UsageError(str(wrong)) from wrong
            item.user_properties.append((KEY, [mark.row, mark.at, mark.part]))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the states as the tests of this run leave them: a row none of whose tests ran stands as not yet."""
    if not config.getoption("--rows"):
        return
    said, failed = [], []
    for outcome, reports in terminalreporter.stats.items():
        for report in reports:
            for name, told in getattr(report, "user_properties", []):
                if name != KEY:
                    continue
                if outcome == "passed" and report.when == "call":
                    said.append(requirements.Mark(*told, report.nodeid))
                elif outcome in {"failed", "error", "skipped"}:
                    failed.append((told[0], report.nodeid))
    terminalreporter.write_line("")
    terminalreporter.write_line(requirements.as_text(requirements.standings(said, failed)))
