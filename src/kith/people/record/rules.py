"""What cannot be, and who may restrict. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from kith.access.sight import Act, may

ADULT = 18
"""The age from which a person is an adult (Children Act 1989, section 105)."""
LONGEST_PREGNANCY = timedelta(days=280)
"""An expected date lies not more than this after today (CIN census rule 8606)."""
OLDEST = 130
BIRTH_PARENTS = frozenset({"mother", "father"})
"""A birth parent is older than the child; an adoptive or legal parent need not be (practice.md P-17)."""
FOREBEARS = BIRTH_PARENTS | {"adoptive_parent", "legal_parent"}
"""Kinds of parent through which no person may be their own forebear."""
PARTNERS = frozenset({"partner", "ex_partner"})
BOTH_WAYS = frozenset(
    {
        "sibling",
        "half_sibling",
        "step_sibling",
        "twin",
        "cousin",
        "partner",
        "ex_partner",
        "friend",
        "neighbour",
    }
)
"""Kinds that are the same seen from either person."""
MAY_SEAL = frozenset({"team_manager", "records_officer"})
"""Roles that may close a record after an adoption (practice.md P-17)."""
MAY_OPEN_SEALED = frozenset({"records_officer"})
"""Roles that may open a sealed record, with a reason."""
SERVE_MEETINGS = frozenset({"business_support", "family_group_coordinator"})
"""Roles that see who people are and how to reach them, for the meetings they serve, and no more (practice.md P-18)."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and which field to mend."""

    message: str
    field: str


class Dated(Protocol):
    """A person with a date of birth, exact or not."""

    date_of_birth: date | None
    birth_date_kind: str


def dates_agree(*, born: date | None, died: date | None, expected: date | None, today: date) -> Problem | None:
    """Return what is impossible about a person's dates, or ``None``."""
    if born and born > today:
        return Problem("The date of birth is in the future. For an unborn child give the expected date.", "date_of_birth")
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


def union_problem(*, kind: str, union: str) -> Problem | None:
    """Return what is wrong with saying what two people are to each other as partners, or ``None``."""
    if union and kind not in PARTNERS:
        return Problem("Only partners and former partners can be married, or live together, or be divorced.", "union")
    return None


def responsibility_problem(
    *, held: bool | None, basis: str, since: date | None, until: date | None, today: date
) -> Problem | None:
    """Return what is wrong with what is said of parental responsibility, or ``None``."""
    if basis and held is None and until is None:
        return Problem(
            "Say whether they have parental responsibility, or leave out where it comes from.",
            "parental_responsibility",
        )
    if until and until > today:
        return Problem("Give the day parental responsibility ended once it has ended.", "responsibility_until")
    if since and until and until < since:
        return Problem("Parental responsibility ended before it began. Check both dates.", "responsibility_until")
    return None


def may_seal(roles: set[str]) -> bool:
    """Return whether a worker with these roles may close a record after an adoption."""
    return bool(roles & MAY_SEAL)


def may_open_sealed(roles: set[str]) -> bool:
    """Return whether a worker with these roles may open a sealed record."""
    return bool(roles & MAY_OPEN_SEALED)


def sees_particulars(roles: set[str]) -> bool:
    """Return whether a worker with these roles reads religion, disability, immigration and the history of a person."""
    return bool(roles - SERVE_MEETINGS)


def may_restrict(roles: set[str]) -> bool:
    """Return whether a worker with these roles may restrict a family (design §9, rule 3; ``access.sight``)."""
    return may(Act.RESTRICT, roles)


ADULT_ROLES = frozenset({"parent", "carer", "adult"})
