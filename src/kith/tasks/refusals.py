"""What this room refuses."""

from kith.kernel.refusals import Refusal


class NotLate(Refusal):
    """A reason for being late is asked only of what is late."""

    code = "not_late"
    source = "design 2.5; practice P-2"


class ReasonMissing(Refusal):
    """A reason has no words."""

    code = "reason_missing"
    source = "practice P-2"
    field = "reason"
