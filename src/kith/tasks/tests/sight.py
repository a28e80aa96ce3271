"""Which rule of sight holds for the rows of this room, from what they are: random worlds fill the tables and compare."""

from tests.worlds.sight import Rule

RULES = {"tasks_runningclock": Rule("family", also="clock")}
