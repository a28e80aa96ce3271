"""A child may be in danger now."""

from django.db import models

from kith.audit.history import tracked
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord


@tracked()
class DangerAlert(FamilyRecord):
    """Words and time from whoever saw it; stays on top of the family until somebody has answered (P-12)."""

    words = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    raised_by_name = models.CharField(max_length=160)
    on_duty = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+", help_text="Who was alerted")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["area", "raised_at"],
                condition=models.Q(answered_at__isnull=True),
                name="family_help_danger_open",
            )
        ]
