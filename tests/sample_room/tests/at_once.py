"""What twenty workers do at one moment for each constraint of this room, or why no two can meet it."""

from collections.abc import Callable
from typing import Any

from kith.family_help.tests.conftest import Story
from kith.lending.services import ask_for
from tests.fixtures import NOON


def _ask(story: Story) -> Callable[[int], Any]:
    return lambda number: ask_for(family=story.family, what="Cot", people=[], now=NOON)


CASES = {"lending_same_thing_once": _ask}
WITH_ANOTHER = {"lending_borrower_once": "written once with its loan, whose people are told apart before"}
