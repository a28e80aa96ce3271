"""A list of pairs that people have judged: one person, or two."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kith.people.lists.rows import COLUMNS, ListedPerson, ListRefused, read_row

PAIR_COLUMNS = ("query", *(f"a_{name}" for name in COLUMNS[1:]), *(f"b_{name}" for name in COLUMNS[1:]), "same")


@dataclass(frozen=True)
class Pair:
    """Two descriptions, and whether a person judged them to be one person.
    Pairs of one ``query`` are candidates for one another."""

    query: str
    a: ListedPerson
    b: ListedPerson
    same: bool


def read_pairs(path: Path, *, today: date) -> Iterator[Pair]:
    """Read a CSV of judged pairs: ``query``, the columns of a list with ``a_`` and again with ``b_``, and ``same`` (yes or no).

    Raises :class:`ListRefused` for a file without these columns or a row without an answer.
    """
    try:
        text = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise ListRefused(f"The file cannot be read: {error.strerror}.") from None
    with text:
        reader = csv.DictReader(text)
        if missing := {"a_surname", "b_surname", "same"} - set(reader.fieldnames or ()):
            raise ListRefused(f"These columns are missing: {', '.join(sorted(missing))}. Columns: {', '.join(PAIR_COLUMNS)}.")
        for number, row in enumerate(reader, start=2):
            answer = (row["same"] or "").strip().lower()
            if answer not in {"yes", "no"}:
                raise ListRefused(f"Row {number}, same: write yes or no.")
            yield Pair(
                row.get("query") or str(number), _side(row, "a_", number, today), _side(row, "b_", number, today), answer == "yes"
            )


def _side(row: Mapping[str, str], prefix: str, number: int, today: date) -> ListedPerson:
    said = {name.removeprefix(prefix): value or "" for name, value in row.items() if name and name.startswith(prefix)}
    return read_row(number, ["ref", *said], [str(number), *said.values()], today)
