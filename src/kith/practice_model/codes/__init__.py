"""Official code lists, read from the CSV files beside this module (see SOURCES.md)."""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def labels(name: str) -> dict[str, str]:
    """Return the labels of a code list by code, in the list's own order. Raises ``KeyError`` for a list that is not kept."""
    path = _FOLDER / f"{name}.csv"
    if not path.is_file():
        raise KeyError(name)
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["description"] for row in csv.DictReader(lines)}


def words_of(name: str) -> Callable[[str], str]:
    """Return how a code of a list is said in words; what is none of its codes is said as it is."""
    return lambda code: labels(name).get(code, code)
