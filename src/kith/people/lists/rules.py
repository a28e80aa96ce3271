"""Who may join imported people to families. Pure."""

MAY_JOIN = frozenset({"front_door", "team_manager", "records_officer"})
"""Roles that may join imported people to families."""


def may_join(roles: frozenset[str] | set[str]) -> bool:
    """Return whether a worker with these roles may join imported people to families."""
    return bool(roles & MAY_JOIN)
