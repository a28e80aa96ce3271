"""When two records cannot be one person, and who may say that they are. Pure."""

from dataclasses import dataclass
from datetime import date

MAY_MERGE = frozenset({"front_door", "team_manager", "records_officer", "senior_social_worker"})
"""Roles that may say that two records are one person, that they are two after all, and part a record that was of two people."""


@dataclass(frozen=True)
class Side:
    """What decides whether a record can be of the same person as another."""

    name: str
    area: object
    unborn: bool
    sealed: bool
    age: int | None
    adult_in_a_family: bool = False
    died: date | None = None

    @property
    def adult(self) -> bool:
        return self.adult_in_a_family or (self.age is not None and self.age >= 18)


def may_merge(roles: frozenset[str] | set[str]) -> bool:
    """Return whether a worker with these roles may join two records, undo it, or part one."""
    return bool(roles & MAY_MERGE)


def cannot_be_one(goes: Side, stays: Side) -> str | None:
    """Return why two records cannot be joined as one person, or ``None``.

    A record closed by adoption is joined to nothing (practice.md P-17). An unborn child and a child who was born become one by
    recording the birth (P-15), which keeps the plan and the census right.
    """
    if goes.area != stays.area:
        return "These records belong to two areas. Records are joined inside one area only."
    if goes.sealed or stays.sealed:
        return "A closed record cannot be joined to another. Ask a records officer."
    unborn, born = (goes, stays) if goes.unborn else (stays, goes)
    if unborn.unborn and not born.unborn:
        if born.adult:
            return f"{unborn.name} is not born yet and {born.name} is an adult: they cannot be one person."
        return (
            f"{unborn.name} is recorded as not yet born. Record the birth first, with the name and the date that {born.name} has;"
            " then join the two."
        )
    if goes.died and stays.died and goes.died != stays.died:
        return "The two records have different dates of death. Correct the one that is wrong first."
    return None
