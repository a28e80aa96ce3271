"""A step that was moved from one version of the practice model to another."""

from django.db import models

from kith.family_help.models.episode import Episode
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord


class ModelMove(FamilyRecord):
    """Which step was moved, between which versions, why, by whom and when. Never changed."""

    class Kind(models.TextChoices):
        EPISODE = "episode", "Episode"
        ASSESSMENT = "assessment", "Assessment"
        PLAN = "plan", "Plan"

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="model_moves")
    kind = models.CharField(max_length=10, choices=Kind)
    step_id = models.UUIDField(help_text="The id of the episode, assessment or plan that was moved")
    from_version = models.CharField(max_length=80)
    to_version = models.CharField(max_length=80)
    reason = models.TextField()
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["moved_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(from_version=models.F("to_version")),
                name="family_help_move_to_another_version",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="family_help_move_has_reason"),
        ]
