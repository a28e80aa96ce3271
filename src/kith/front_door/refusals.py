"""What the front door refuses, with a name for each kind. Every message says what to do next. Pure."""

from kith.kernel.refusals import Refusal
from kith.practice_model.rules import NeedsManager

__all__ = ["DecisionRefused", "NeedsManager", "NotFirstSeen"]


class DecisionRefused(Refusal):
    """A decision cannot stand as it is. The message says what to mend."""

    code = "decision_refused"


class NotFirstSeen(Refusal):
    """Possible matches have not been looked at: a second record on the same child would be opened."""

    code = "matches_not_checked"
