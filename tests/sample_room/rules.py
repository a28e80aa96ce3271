"""For how long a thing is lent. Pure."""

from datetime import date, timedelta

from kith.kernel.rules import allows, refuses, rule

LONGEST = timedelta(days=365)
"""For how long a thing is lent at the most."""


@rule(
    "lending.comes_back",
    source="docs/adding-a-room.md",
    edition="2026",
    message="A thing is lent for a year at the most. Choose an earlier day.",
    examples=(
        allows(on=date(2026, 3, 4), until=date(2026, 3, 4)),
        allows(on=date(2026, 3, 4), until=date(2027, 3, 4)),
        refuses(on=date(2026, 3, 4), until=date(2027, 3, 5)),
    ),
)
def comes_back(*, on: date, until: date) -> bool:
    """Say whether a thing that is brought on a day may stay until another."""
    return until - on <= LONGEST
