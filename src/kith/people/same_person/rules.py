"""When two records cannot be one person, and who may say that they are. Pure."""

from dataclasses import dataclass, replace
from datetime import date

from kith.kernel.rules import No, allows, refuses, rule

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


@rule(
    "people.may_merge",
    source="practice P-18",
    edition="2026",
    message="Ask the front door, a team manager, a senior social worker or a records officer to do this.",
    examples=(
        *(allows({role}) for role in sorted(MAY_MERGE)),
        refuses({"lead_practitioner", "duty_worker"}),
        refuses({"administrator"}),
        refuses(set()),
    ),
)
def may_merge(roles: frozenset[str] | set[str]) -> bool:
    """Say whether a worker with these roles may join two records, undo it, or part one."""
    return bool(roles & MAY_MERGE)


_CHILD = Side("Ella", "dorset", unborn=False, sealed=False, age=7)
_UNBORN = Side("Baby Hallam", "dorset", unborn=True, sealed=False, age=None)


@rule(
    "people.cannot_be_one",
    source="practice P-15, P-17",
    edition="2026",
    message={
        "area": "These records belong to two areas. Records are joined inside one area only.",
        "sealed": "A closed record cannot be joined to another. Ask a records officer.",
        "adult": "{unborn} is not born yet and {born} is an adult: they cannot be one person.",
        "unborn": "{unborn} is recorded as not yet born. Record the birth first, with the name and the date that {born} has;"
        " then join the two.",
        "died": "The two records have different dates of death. Correct the one that is wrong first.",
    },
    examples=(
        allows(_CHILD, _CHILD),
        allows(_UNBORN, _UNBORN),
        allows(replace(_CHILD, died=date(2026, 3, 1)), replace(_CHILD, died=date(2026, 3, 1))),
        allows(replace(_CHILD, died=date(2026, 3, 1)), _CHILD),
        refuses(_CHILD, replace(_CHILD, area="thurrock"), says="area"),
        refuses(replace(_CHILD, sealed=True), _CHILD, says="sealed"),
        refuses(_CHILD, replace(_CHILD, sealed=True), says="sealed"),
        refuses(_UNBORN, replace(_CHILD, age=17), says="unborn"),
        refuses(_CHILD, _UNBORN, says="unborn"),
        refuses(_UNBORN, replace(_CHILD, age=18), says="adult"),
        refuses(replace(_CHILD, age=None, adult_in_a_family=True), _UNBORN, says="adult"),
        refuses(replace(_CHILD, died=date(2026, 3, 1)), replace(_CHILD, died=date(2026, 3, 2)), says="died"),
    ),
)
def cannot_be_one(goes: Side, stays: Side) -> No | None:
    """Say why two records cannot be joined as one person, or ``None``.

    A record closed by adoption is joined to nothing (P-17). An unborn child and a child who was born become one by recording
    the birth (P-15), which keeps the plan and the census right.
    """
    if goes.area != stays.area:
        return cannot_be_one.no("area")
    if goes.sealed or stays.sealed:
        return cannot_be_one.no("sealed")
    unborn, born = (goes, stays) if goes.unborn else (stays, goes)
    if unborn.unborn and not born.unborn:
        return cannot_be_one.no("adult" if born.adult else "unborn", unborn=unborn.name, born=born.name)
    if goes.died and stays.died and goes.died != stays.died:
        return cannot_be_one.no("died")
    return None
