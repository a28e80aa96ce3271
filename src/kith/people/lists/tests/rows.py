"""Rows of a list as their tests write them, and what is told of their problems."""

from datetime import date

from kith.people.lists.rows import ListedPerson, read_row

TODAY = date(2026, 3, 4)


def row(**said: str) -> ListedPerson:
    """Read a row that names Ella, with what is given beside or instead."""
    cells = {"ref": "1", "forename": "Ella", "surname": "Marsh", **said}
    return read_row(2, list(cells), list(cells.values()), TODAY)


def told(person: ListedPerson) -> list[str]:
    return [str(each) for each in person.problems]
