"""What is due: running clocks."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from kith.audit.history import tracked
from kith.calendars.rules import is_late
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner, Team
from kith.people.models import AreaRecord, Family, Person

RUNNING = Q(stopped_at__isnull=True)


@tracked()
class RunningClock(AreaRecord):
    """Something that is due: what, for whom, when, by which rule, whose it is, what began it and what ended it.

    It runs on the row of another room (``subject_table``, ``subject_id``). A clock of a family is seen by whoever sees its part
    of that family; one without a family, such as that of a request, by whoever sees the row that it runs on
    (:func:`kith.tasks.policies.seen_with`).
    """

    kind = models.CharField(max_length=40)
    words = models.TextField(help_text="What is to be done")
    part = models.CharField(max_length=20, help_text="Part of the record that it belongs to")
    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="When it is about one child"
    )
    subject_table = models.CharField(max_length=63)
    subject_id = models.UUIDField()

    due_at = models.DateTimeField(help_text="The last instant that is in time")
    due_on = models.DateField(null=True, blank=True, help_text="The day; empty when it is due at a time")
    runs_from = models.CharField(max_length=40, blank=True, help_text="The day or instant from which it counts")
    rule = models.CharField(max_length=300, help_text="The rule in words")
    limit_code = models.CharField(
        max_length=60, blank=True, help_text="Time limit of the practice model; empty: a worker set the day"
    )
    source = models.CharField(max_length=300, blank=True)
    edition = models.CharField(max_length=160, blank=True, help_text="National guidance in force when it began to count")
    model_version = models.CharField(max_length=80, blank=True)

    owner_practitioner = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    owner_team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    owner_role = models.CharField(max_length=30, blank=True)
    page = models.CharField(max_length=80, blank=True, help_text="Name of the page on which it is done")
    page_of = models.UUIDField(null=True, blank=True, help_text="The id that the page takes")

    started_because = models.CharField(max_length=200)
    started_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    started_at = models.DateTimeField()
    stopped_because = models.CharField(max_length=200, blank=True)
    stopped_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    stopped_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When what stopped it happened; it may be recorded later")
    breach_reason = models.TextField(blank=True, help_text="Why it was, or is, late")
    breach_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    breach_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "kind", "subject_table", "person"],
                condition=RUNNING,
                nulls_distinct=False,
                name="tasks_clock_runs_once",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, ended_at__isnull=True, stopped_because="")
                | (Q(stopped_at__isnull=False, ended_at__isnull=False) & ~Q(stopped_because="")),
                name="tasks_clock_stopped_whole",
            ),
            models.CheckConstraint(
                condition=Q(breach_reason="", breach_at__isnull=True) | (~Q(breach_reason="") & Q(breach_at__isnull=False)),
                name="tasks_clock_breach_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["owner_practitioner", "due_at", "id"], name="tasks_clock_of_owner", condition=RUNNING),
            models.Index(fields=["family", "due_at", "id"], name="tasks_clock_of_family", condition=RUNNING),
            models.Index(fields=["owner_team", "due_at", "id"], name="tasks_clock_of_team", condition=RUNNING),
            models.Index(fields=["area", "due_at", "id"], name="tasks_clock_of_area", condition=RUNNING),
            models.Index(
                fields=["owner_practitioner", "due_at", "id"],
                name="tasks_clock_unexplained",
                condition=Q(breach_reason="") & ~Q(limit_code=""),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_running(self) -> bool:
        """Whether it has not stopped."""
        return self.stopped_at is None

    @property
    def due_day(self) -> date:
        """The day in London on which it is due."""
        return self.due_on or london_date(self.due_at)

    @property
    def href(self) -> str:
        """The address of the page on which it is done; empty when it has none."""
        if not self.page:
            return ""
        return reverse(self.page, args=[self.page_of] if self.page_of else [])

    def is_late(self, now: datetime) -> bool:
        """Say whether it is overdue, or was when it stopped."""
        return is_late(self.due_at, ended=self.ended_at, now=now)
