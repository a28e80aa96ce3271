"""What twenty workers do at one moment for each constraint of this room, or why no two can meet it."""

from typing import Any

CASES: dict[str, Any] = {}
WITH_ANOTHER = {"tasks_clock_runs_once": "family_help_episode_one_open"}
