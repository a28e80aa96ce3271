"""Whose ideas a plan is made of, and who does what it says (C-43)."""

from collections.abc import Iterable
from dataclasses import dataclass

from kith.family_help.models import Action
from kith.family_help.models.plan import Side


@dataclass(frozen=True)
class Shares:
    """How many actions are the family's, the network's and professionals', by who thought of them and by who does them (C-43)."""

    total: int
    authored: dict[str, int]
    owned: dict[str, int]

    @property
    def family_led_percent(self) -> int | None:
        """The share of actions that the family or its network does, or ``None`` without actions."""
        mine = self.owned[Side.FAMILY] + self.owned[Side.NETWORK]
        return round(100 * mine / self.total) if self.total else None


def shares_of(actions: Iterable[Action]) -> Shares:
    """Count the shares of some actions."""
    rows = list(actions)
    return Shares(
        len(rows),
        {side: sum(row.author_side == side for row in rows) for side in Side.values},
        {side: sum(row.owner_side == side for row in rows) for side in Side.values},
    )
