"""Who leads, who oversees, and who else is named for a child."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.audit.history import tracked
from kith.family_help.models.episode import Episode, EpisodeChild, days
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord, Person


class RiskLevel(models.TextChoices):
    """The level of risk and harm that an area may let decide who leads (ledger C-06)."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


@tracked()
class LeadAssignment(FamilyRecord):
    """One practitioner's turn as Family Help Lead Practitioner: proposed, then accepted by that practitioner."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="leads")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    best_placed_reason = models.TextField()
    family_preference = models.TextField()
    children_preference = models.TextField(blank=True)
    risk_level = models.CharField(max_length=8, choices=RiskLevel, blank=True)
    rule = models.CharField(max_length=80, help_text="The rule of the practice model that allowed this lead")
    needs_overseer = models.CharField(max_length=40, blank=True)
    model_version = models.CharField(max_length=80)
    change_reason = models.TextField(blank=True)
    handover_summary = models.TextField(blank=True)
    handover_outstanding = models.TextField(blank=True)
    introduced_on = models.DateField(null=True, blank=True, help_text="When the family met the new lead with the old one")
    family_told = models.TextField(blank=True, help_text="What the family was told about the change, and what they said")
    proposed_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="The day the next lead begins; not itself included")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="family_help_lead_one_at_a_time",
                expressions=[("episode", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                condition=Q(starts_on__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="family_help_lead_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", starts_on__isnull=False) | (~Q(state="accepted") & Q(starts_on__isnull=True)),
                name="family_help_lead_starts_when_accepted",
            ),
            models.UniqueConstraint(fields=["episode"], condition=Q(state="proposed"), name="family_help_lead_one_proposed"),
        ]
        indexes = [models.Index(fields=["practitioner", "state", "ends_on"], name="family_help_lead_of")]


@tracked()
class Oversight(FamilyRecord):
    """A qualified social worker who oversees every child of an episode that somebody else leads (ledger C-07, C-08)."""

    class Kind(models.TextChoices):
        NAMED = "named_social_worker", "Named social worker"
        SENIOR = "senior_social_worker", "Senior social worker of the team"

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="oversights")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=Kind)
    automatic = models.BooleanField(default=False, help_text="Brought in by the area's rule, not asked for")
    reason = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="family_help_oversight_one_at_a_time",
                expressions=[("episode", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes = [models.Index(fields=["practitioner", "ends_on"], name="family_help_oversight_of")]


@tracked()
class ChildWorker(FamilyRecord):
    """A named worker for one child who is not a second lead: a key worker, or the child's social worker (P-1)."""

    class Kind(models.TextChoices):
        KEY_WORKER = "key_worker", "Key worker"
        SOCIAL_WORKER = "social_worker", "Named social worker"

    episode_child = models.ForeignKey(EpisodeChild, models.PROTECT, related_name="workers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind)
    what_for = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode_child", "practitioner", "kind"],
                condition=Q(ends_on__isnull=True),
                name="family_help_child_worker_once",
            )
        ]
