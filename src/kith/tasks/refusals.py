"""What this room refuses."""

from kith.kernel.refusals import Refusal


class NotLate(Refusal):
    """A reason for being late is asked only of what is late."""

    code = "not_late"


class ReasonMissing(Refusal):
    """A reason has no words."""

    code = "reason_missing"
    field = "reason"
