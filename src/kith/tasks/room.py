"""What the running clocks give to the other rooms."""

from django.urls import reverse

from kith.tasks.messages import MESSAGES
from kith.tasks.models import RunningClock
from kith.workbench.rooms import Room, Rows

INSIDE = {
    "kind",
    "part",
    "subject_table",
    "subject_id",
    "runs_from",
    "limit_code",
    "edition",
    "page",
    "page_of",
    "owner_role",
    "due_at",
}

ROOM = Room(
    name="tasks",
    page=lambda row: reverse("tasks:clock", args=[getattr(row, "pgh_obj_id", row.pk)]),
    tables={RunningClock: Rows("Time limit", lambda row: row.words, hidden=frozenset(INSIDE))},
    messages=MESSAGES,
)
