"""The only place that knows everyone: which handlers hear which facts, and which rooms tell of their open steps."""

from kith.family_help.queries import moves
from kith.practice_model import steps


def connect() -> None:
    """List every handler and every finder. Called once, when Django is ready."""
    steps.register("episode", moves.open_episodes_on)
    steps.register("assessment", moves.open_assessments_on)
    steps.register("plan", moves.open_plans_on)
