"""A list of people as a CSV file, read row by row."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kith.people.lists.rows import IMPORT_COLUMNS, ListedPerson, ListRefused, read_row


def read_list(
    path: Path, *, today: date, columns: tuple[str, ...] = IMPORT_COLUMNS, told: Callable[[int], None] | None = None
) -> Iterator[ListedPerson]:
    """Read a CSV file row by row. ``told`` is called with the bytes read so far.

    Raises :class:`ListRefused` when the file has no heading that names the column ``ref``, names a column that is not known, or
    cannot be read as CSV.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise ListRefused(f"The file cannot be read: {error.strerror}.") from None
    with raw:
        text = _Lines(raw, told)
        reader = csv.reader(text, strict=True)
        try:
            heading = [name.strip().lower().replace(" ", "_") for name in next(reader, [])]
            _refuse_heading(heading, columns)
            begins = reader.line_num + 1
            for values in reader:
                if any(value.strip() for value in values):
                    yield read_row(begins, heading, values, today)
                begins = reader.line_num + 1
        except csv.Error as error:
            raise ListRefused(
                f"Row {text.line} cannot be read as CSV ({error}). Look for a quotation mark that is not closed, and save "
                f"the file again."
            ) from None


class _Lines:
    """The lines of a file as text, with the bytes read so far. What is not UTF-8 is kept as surrogates,
    for the row to tell of."""

    def __init__(self, raw: BinaryIO, told: Callable[[int], None] | None) -> None:
        self.raw, self.told = raw, told
        self.line = self.read = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.raw.readline()
        if not line:
            raise StopIteration
        self.line += 1
        self.read += len(line)
        if self.told and self.line % 5_000 == 0:
            self.told(self.read)
        text = line.decode("utf-8", "surrogateescape").replace("\0", "\udc00")
        return text.removeprefix("\ufeff") if self.line == 1 else text


def _refuse_heading(heading: list[str], columns: tuple[str, ...]) -> None:
    if "ref" not in heading:
        raise ListRefused(f"The first row must name the columns, with “ref” among them. Columns: {', '.join(columns)}.")
    if unknown := [name for name in heading if name not in columns]:
        raise ListRefused(
            f"These columns are not known: {', '.join(unknown)}. Take them out, or name them as one of: {', '.join(columns)}."
        )
    if twice := {name for name in heading if heading.count(name) > 1}:
        raise ListRefused(f"These columns stand twice in the first row: {', '.join(sorted(twice))}.")
