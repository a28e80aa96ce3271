"""One line of the bench's table, and reading lines back from a part that ran as a program of its own."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass
class Line:
    """One line of the table. ``limit`` is the most (or, with ``least``, the least) that is allowed."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    least: bool = False
    note: str = ""
    digits: int = 1

    @property
    def verdict(self) -> str:
        """``pass``, ``FAIL``, or nothing for a line without a limit."""
        if self.limit is None:
            return ""
        return "pass" if (self.value >= self.limit if self.least else self.value <= self.limit) else "FAIL"

    @property
    def as_json(self) -> dict[str, Any]:
        """The line as :func:`read_lines` reads it."""
        return asdict(self)

    def __str__(self) -> str:
        limit = "" if self.limit is None else f"{'at least' if self.least else 'at most'} {self.limit:g}"
        whole = self.value >= 100 or self.unit == "queries"
        shown = f"{self.value:,.0f}" if whole else f"{self.value:,.{self.digits}f}"
        return f"{self.what:<58}{shown:>9} {self.unit:<9}{limit:<16}{self.verdict:<5} {self.note}".rstrip()


def read_lines(written: Iterable[dict[str, Any]]) -> list[Line]:
    """Return the lines that another part wrote as JSON."""
    return [Line(**each) for each in written]
