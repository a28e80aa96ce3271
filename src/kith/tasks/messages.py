"""What a person reads when the database refuses a row of this room."""

from kith.kernel.constraints import explain

MESSAGES = {
    "tasks_clock_runs_once": "This time limit is running already. Look at it again.",
    "tasks_clock_stopped_whole": "A time limit that has stopped says what stopped it, and when.",
    "tasks_clock_breach_whole": "A reason says who gave it, and when.",
}


def register() -> None:
    """Make the messages known. Called once, when Django is ready."""
    explain(MESSAGES)
