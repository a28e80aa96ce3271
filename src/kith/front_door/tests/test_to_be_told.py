"""Who asked and was not told yet stands on the day of the front door, until they are told."""

from typing import Any

import pytest

from kith.front_door.my_day import my_day
from kith.front_door.services import give_feedback
from kith.front_door.tests.conftest import NOW, simple_body
from kith.front_door.tests.test_clocks import Receive, decided
from kith.kernel.time import london_date
from kith.workbench.my_day import Reader
from tests.fixtures import Acting

pytestmark = pytest.mark.django_db

TITLE = "People who asked, to be told"


def told_on(identity: Any) -> list[str]:
    """Return the titles of what is to be told on a reader's day."""
    reader = Reader(identity=identity, me=identity.practitioner_id, now=NOW, today=london_date(NOW), on_alert=False, places={})
    return [row["title"] for part in my_day(reader) if part.title == TITLE for row in part.page]


def test_who_asked_is_on_the_day_until_they_are_told(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body())
    with acting("front_door", now=NOW) as identity:
        assert told_on(identity) == []
        decided(request)
        assert told_on(identity) == [f"Request {request.number}: tell the person who asked"]
    with acting("lead_practitioner", now=NOW) as other:
        assert told_on(other) == []
    with acting("front_door", now=NOW) as identity:
        give_feedback(request=request, told_how="Rang the school", now=NOW)
        assert told_on(identity) == []
