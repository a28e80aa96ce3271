"""What a person reads when the database refuses a row of this room."""

MESSAGES = {
    "tasks_clock_runs_once": "This time limit is running already. Look at it again.",
    "tasks_clock_stopped_whole": "A time limit that has stopped says what stopped it, and when.",
    "tasks_clock_breach_whole": "A reason says who gave it, and when.",
}
