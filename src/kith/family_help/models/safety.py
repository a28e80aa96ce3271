"""The immediate safety plan: what keeps the children safe tonight."""

from django.db import models
from django.db.models import Q

from kith.audit.history import tracked
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord


@tracked()
class SafetyPlan(FamilyRecord):
    """Who does what from now on, agreed by whom, until when: on top of the family whatever the level of help, also before
    there is any (P-12). It stands until another takes its place or it is ended; a day that has passed ends nothing."""

    worry = models.TextField(help_text="What could happen")
    steps = models.TextField(help_text="Who does what: one line for each")
    agreed_by = models.TextField(help_text="Who agreed to it, and how")
    if_not_held = models.TextField(blank=True, help_text="What to do, and who to ring, when it does not hold")
    until = models.DateField(help_text="The last day on which it holds without being looked at again")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.TextField(blank=True)

    @property
    def version(self) -> int:
        """Which plan this is: a form carries the one that was read, so that a newer one is never replaced unread."""
        return int(self.made_at.timestamp() * 1_000_000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(ended_at__isnull=True), name="family_help_safety_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_because=""), name="family_help_safety_ended_because"
            ),
        ]
