"""Why two records cannot be joined, and who may join them."""

from collections.abc import Iterable

from kith.access.identity import current_identity
from kith.kernel.refusals import NotPermitted, Refusal
from kith.people.same_person.rules import may_merge
from kith.workbench.rooms import Obstacle


class MergeRefused(Refusal):
    """Two records cannot be joined, or what was joined cannot be taken apart like this."""

    code = "merge_refused"
    source = "practice P-15, P-17"


class ObstaclesToSettle(Refusal):
    """Something must be settled before two records are joined; ``obstacles`` says what and where."""

    code = "obstacles_to_settle"
    source = "practice P-1, P-9"

    def __init__(self, obstacles: Iterable[Obstacle]) -> None:
        self.obstacles = list(obstacles)
        super().__init__("Settle this first: " + " ".join(each.words for each in self.obstacles))


def must_be_able_to_merge() -> None:
    """Refuse workers who may not say that two records are one person."""
    identity = current_identity()
    if identity.kind != "service" and not may_merge(set(identity.roles)):
        raise NotPermitted(may_merge.no())
