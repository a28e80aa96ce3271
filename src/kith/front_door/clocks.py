"""What is due at the front door: the kinds of clock. Each runs on a row of the front door and is seen by whoever sees that
row."""

from datetime import datetime

from kith.access.sight import Part
from kith.practice_model.rules import Model
from kith.tasks.kinds import Kind
from kith.tasks.rules import Due, due_by

DECISION = Kind(
    "decision", "Decide on the request", Part.FRONT_DOOR, "front_door:request", limits=("decision",), owner="front_door"
)
URGENT = Kind(
    "urgent",
    "Answer: a child may be in danger now",
    Part.FRONT_DOOR,
    "front_door:request",
    limits=("urgent",),
    owner="front_door",
)
FEEDBACK = Kind(
    "feedback", "Tell the person who asked", Part.FRONT_DOOR, "front_door:request", limits=("decision",), owner="front_door"
)
CONFIRMATION = Kind(
    "confirmation",
    "Confirm what was decided alone",
    Part.FRONT_DOOR,
    "front_door:request",
    limits=("night_decision_confirmed",),
    owner="team_manager",
)
HUB_ANSWER = Kind(
    "hub_answer",
    "Answer the hub’s question",
    Part.HUB,
    "front_door:hub",
    limits=("hub_answer", "hub_answer_urgent"),
    owner="hub_partner",
)


def decision_due(model: Model, channel: str, received_at: datetime) -> Due | None:
    """Return by when a request is decided, counted in the opening hours of the channel through which it came; ``None``: no limit
    is set."""
    held = model.document.channels.get(channel)
    return due_by(model, "decision", received_at, since="the time it was received", hours=held.opening if held else None)


def hub_answer_due(model: Model, asked_at: datetime, *, urgent: bool) -> Due | None:
    """Return by when a body of the hub answers; sooner where the request says that a child may be in danger."""
    return due_by(model, "hub_answer_urgent" if urgent else "hub_answer", asked_at, since="the time they were asked")


def confirmation_due(model: Model, decided_at: datetime) -> Due | None:
    """Return by when a manager confirms what was decided alone outside hours (P-12)."""
    return due_by(model, "night_decision_confirmed", decided_at, since="the decision")


def urgent_due(model: Model, raised_at: datetime) -> Due | None:
    """Return by when danger that was raised is answered, where an area has set a number. At once is no number."""
    return due_by(model, "urgent", raised_at, since="the time it was raised")
