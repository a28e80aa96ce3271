"""Bringing lines of a file in: whole or not at all, each tried as it will be done, with the number of each line that is wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet, TextChoices

from kith.design.words import listed
from kith.kernel.refusals import Refusal
from kith.organisations.csv_file import Problem, Row
from kith.organisations.models import Area

Held = TypeVar("Held", bound=Model)
Line = TypeVar("Line", bound=Row)


class Wrong(Exception):
    """One field of a line is wrong."""

    def __init__(self, field_name: str, words: str) -> None:
        self.field, self.words = field_name, words


@dataclass
class BroughtIn:
    """What became of a file, or would become of it."""

    kinds: tuple[str, ...]
    """What is counted, in the order in which it is said."""
    counts: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    written: bool = False

    @property
    def words(self) -> str:
        """The counts: *3 new people, 4 new places, 0 changed and 1 unchanged*."""
        return listed(f"{self.counts[kind]} {kind}" for kind in self.kinds)


def carry_out(
    rows: Iterable[Line],
    act: Callable[[Line], Mapping[str, int]],
    *,
    kinds: tuple[str, ...],
    dry_run: bool,
    columns: Mapping[str, str],
) -> BroughtIn:
    """Do what each line says, all in one transaction. With one bad line, or ``dry_run``, nothing is written.

    ``act`` does one line and counts what it did by kind. A refusal becomes a problem of its line, in the column that ``columns``
    names for the refusal's field, else in the field itself.
    """
    done = BroughtIn(kinds)
    with transaction.atomic():
        for row in rows:
            done.rows += 1
            done.problems += row.problems
            if row.problems:
                continue
            try:
                with transaction.atomic():
                    done.counts.update(act(row))
            except Wrong as wrong:
                done.problems.append(Problem(row.line, wrong.field, wrong.words))
            except Refusal as refusal:
                where = columns.get(refusal.field or "", refusal.field or "line")
                done.problems.append(Problem(row.line, where, refusal.line))
        if done.problems or dry_run:
            transaction.set_rollback(True)
        else:
            done.written = True
    return done


def choice_of(row: Row, choices: type[TextChoices], name: str) -> str:
    """Return the choice that a column names, by its code or in words."""
    text = row.said[name]
    for value, label in choices.choices:
        if text.casefold() in {value, label.casefold()}:
            return str(value)
    raise Wrong(name, f"“{text}” is not known. Use one of: {', '.join(choices.values)}.")


def row_named(row: Row, rows: QuerySet[Held], name: str, what: str, area: Area) -> Held:
    """Return the one row that a column names, by its short name or its name."""
    text = row.said[name]
    found = list(rows.filter(Q(slug__iexact=text) | Q(name__iexact=text))[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise Wrong(name, f"Two are called “{text}”. Write the short name of the one you mean.")
    there = ", ".join(rows.order_by("slug").values_list("slug", flat=True)[:20]) or "none yet"
    raise Wrong(name, f"“{text}” is not {what} of {area.name}. There are: {there}.")
