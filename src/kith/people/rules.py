"""What cannot be, and who may restrict. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

LONGEST_PREGNANCY = timedelta(days=280)
"""An expected date lies not more than this after today (CIN census rule 8606)."""
OLDEST = 130

MAY_RESTRICT = frozenset(
    {
        "front_door",
        "out_of_hours",
        "duty_worker",
        "senior_social_worker",
        "team_manager",
        "lead_child_protection",
        "records_officer",
    }
)
"""Roles that may restrict a family to named people (design §9, rule 3: the restricting person)."""
MAY_LIFT = frozenset({"team_manager", "records_officer"})
"""Roles that may lift a restriction they do not own."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and which field to mend."""

    message: str
    field: str


class Dated(Protocol):
    """Somebody with a date of birth that is exact or not."""

    date_of_birth: date | None
    birth_date_kind: str


def dates_agree(
    *, born: date | None, died: date | None, expected: date | None, today: date
) -> Problem | None:
    """Return what is impossible about a person's dates, or ``None``."""
    if born and born > today:
        return Problem(
            "The date of birth is in the future. For an unborn child give the expected date.", "date_of_birth"
        )
    if born and born.year < today.year - OLDEST:
        return Problem(f"The date of birth is more than {OLDEST} years ago. Check the year.", "date_of_birth")
    if died and died > today:
        return Problem("The date of death is in the future. Check it.", "date_of_death")
    if died and born and died < born:
        return Problem("The date of death is before the date of birth. Check both.", "date_of_death")
    if expected and not born and expected - today > LONGEST_PREGNANCY:
        return Problem("The expected date is more than 280 days away. Check it.", "expected_date")
    return None


def born_after_parent(*, parent: Dated, child: Dated) -> bool:
    """Return whether a parent is recorded as no older than the child. Only exact dates count."""
    if parent.date_of_birth is None or child.date_of_birth is None:
        return False
    if "estimated" in {parent.birth_date_kind, child.birth_date_kind}:
        return False
    return parent.date_of_birth >= child.date_of_birth


def closes_a_circle(parent: UUID, child: UUID, children_of: Callable[[set[UUID]], set[UUID]]) -> bool:
    """Return whether ``child`` is already a parent or forebear of ``parent``.

    ``children_of`` returns the children of some persons; generations are walked from the child down.
    """
    seen: set[UUID] = set()
    generation = {child}
    while generation:
        if parent in generation:
            return True
        seen |= generation
        generation = children_of(generation) - seen
    return False


def may_restrict(roles: set[str]) -> bool:
    """Return whether somebody with these roles may restrict a family."""
    return bool(roles & MAY_RESTRICT)


def may_lift(roles: set[str]) -> bool:
    """Return whether somebody with these roles may lift a restriction."""
    return bool(roles & MAY_LIFT)
