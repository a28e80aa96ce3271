"""What follows a decision: a manager confirms what was decided alone at night, and early help is taken up or not."""

from datetime import datetime

from kith.front_door.models import Decision
from kith.front_door.refusals import DecisionRefused
from kith.front_door.services import clocks
from kith.front_door.services.authority import must_be_able, practitioner


def confirm_night_decision(*, decision: Decision, now: datetime) -> Decision:
    """Confirm, as a manager on the next working day, what was decided alone out of hours (practice P-12)."""
    who = must_be_able("confirm_night_decision", area_id=decision.area_id, now=now)
    decision.confirmed_by, decision.confirmed_at = who, now
    decision.save(update_fields=["confirmed_by", "confirmed_at"])
    clocks.confirmed(decision, because="Confirmed", now=now)
    return decision


def record_take_up(*, decision: Decision, take_up: str, now: datetime) -> Decision:
    """Record whether early help that was offered was accepted, started or not engaged with (ledger B-19)."""
    practitioner()
    if decision.outcome != "early_help" or take_up not in {"accepted", "started", "not_engaged"}:
        raise DecisionRefused("Take-up is followed for early help: accepted, started or not engaged.", field="take_up")
    decision.take_up = take_up
    decision.save(update_fields=["take_up"])
    return decision
