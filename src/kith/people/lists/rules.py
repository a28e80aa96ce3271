"""Who may join imported people to families. Pure."""

from kith.kernel.rules import allows, refuses, rule

MAY_JOIN = frozenset({"front_door", "team_manager", "records_officer"})
"""Roles that may join imported people to families."""


@rule(
    "people.may_join",
    source="practice P-16",
    edition="2026",
    message="Ask the front door, a team manager or a records officer to join people to families.",
    examples=(
        allows({"front_door"}),
        allows({"business_support", "team_manager"}),
        allows({"records_officer"}),
        refuses({"lead_practitioner", "senior_social_worker"}),
        refuses({"administrator"}),
        refuses(set()),
    ),
)
def may_join(roles: frozenset[str] | set[str]) -> bool:
    """Say whether a worker with these roles may join imported people to families: a census has no names, so a worker joins
    them."""
    return bool(roles & MAY_JOIN)
