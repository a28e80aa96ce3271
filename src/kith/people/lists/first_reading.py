"""What the first reading of a long list finds, before anything of it is written. Pure: it knows rows, not the record.

What must be remembered of every row (its ref, a birth in a family) is kept in a temporary database of its own and not in memory:
a list may have any length.
"""

import sqlite3
from dataclasses import dataclass, field

from kith.people.lists.rows import ListedPerson, RowProblem

SHOWN = 50
"""The most problems that are kept in words; all are counted."""
PARENTS = frozenset({"mother", "father", "parent"})
CHILDREN = frozenset({"child", "son", "daughter", "self", "sibling", "brother", "sister", ""})


@dataclass
class FirstReading:
    """How many rows are good, what is wrong with the others, and which parents are recorded as no older than a child."""

    good: int = 0
    bad: int = 0
    warned: int = 0
    problems: int = 0
    shown: list[RowProblem] = field(default_factory=list)
    repeated: set[int] = field(default_factory=set)
    """Rows whose ref stands in an earlier row."""
    _kept: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect("", isolation_level=None), repr=False)

    def __post_init__(self) -> None:
        self._kept.executescript(
            """
            pragma journal_mode = off;
            create table refs (ref text primary key, line integer) without rowid;
            create table children (family_ref text primary key, born text) without rowid;
            create table parents (family_ref text, ref text, born text);
            begin;
            """
        )

    def note(self, row: ListedPerson) -> None:
        """Take note of one row."""
        found = [*row.problems, *self._again(row)]
        if not found:
            self.good += 1
            self.warned += bool(row.warnings)
            self._note_birth(row)
            return
        self.bad += 1
        self.problems += len(found)
        self.shown += found[: SHOWN - len(self.shown)]

    def doubtful(self) -> list[str]:
        """Return the refs of parents who are recorded as no older than a child of their family, in the order of the list."""
        older = (
            "select ref from parents join children using (family_ref) where parents.born >= children.born order by parents.rowid"
        )
        return [ref for (ref,) in self._kept.execute(older)]

    def _again(self, row: ListedPerson) -> list[RowProblem]:
        if not row.ref or self._kept.execute("insert or ignore into refs values (?, ?)", (row.ref, row.number)).rowcount:
            return []
        self.repeated.add(row.number)
        (first,) = self._kept.execute("select line from refs where ref = ?", (row.ref,)).fetchone()
        return [RowProblem(row.number, "ref", f"“{row.ref}” already stands in row {first}. Give every row a number of its own.")]

    def _note_birth(self, row: ListedPerson) -> None:
        if not row.family_ref or row.date_of_birth is None:
            return
        role, born = row.relationship_to_child.casefold(), row.date_of_birth.isoformat()
        if role in PARENTS:
            self._kept.execute("insert into parents values (?, ?, ?)", (row.family_ref, row.ref, born))
        elif role in CHILDREN:
            earliest = "insert into children values (?, ?) on conflict do update set born = min(born, excluded.born)"
            self._kept.execute(earliest, (row.family_ref, born))
