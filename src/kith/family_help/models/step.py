"""Stepping up, stepping down and closing: decisions with their evidence, what was said, and who may see from now on."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.audit.history import tracked
from kith.family_help.models.episode import Basis, Episode, RecordedElsewhere, Tier
from kith.family_help.models.lead import LeadAssignment, RiskLevel
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord, Person


@tracked()
class StepDecision(FamilyRecord):
    """One decision to step up, step down, close, or reopen what was closed by mistake.

    It takes effect when the receiving lead has accepted.
    """

    class Kind(models.TextChoices):
        UP = "up", "Step up"
        DOWN = "down", "Step down"
        CLOSE = "close", "Close"
        REOPEN = "reopen", "Reopened: help was ended by mistake"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for the receiving lead to accept"
        IN_EFFECT = "in_effect", "In effect"
        WITHDRAWN = "withdrawn", "Withdrawn"

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=6, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    from_tier = models.CharField(max_length=20, choices=Tier)
    to_tier = models.CharField(max_length=20, choices=Tier, blank=True)
    threshold_version = models.CharField(max_length=80)
    reason = models.TextField()
    evidence = models.TextField()
    family_said = models.TextField()
    agreed = models.BooleanField(null=True)
    moving_on_plan = models.TextField(blank=True)
    risk_level = models.CharField(max_length=8, choices=RiskLevel, blank=True, help_text="Of risk and harm, as it is now (P-27)")
    receiving_lead = models.ForeignKey(LeadAssignment, models.PROTECT, null=True, blank=True, related_name="steps")
    decided_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    in_effect_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["episode", "decided_at"], name="family_help_step_episode")]


@tracked()
class ChildStep(FamilyRecord, RecordedElsewhere):
    """What a step means for one child, and what that child said."""

    step = models.ForeignKey(StepDecision, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    from_basis = models.CharField(max_length=24, choices=Basis)
    to_basis = models.CharField(max_length=24, choices=Basis, blank=True, help_text="Empty: help for this child ends")
    closure_reason = models.CharField(max_length=4, blank=True)
    ended_by = models.CharField(max_length=20, blank=True)
    child_said = models.TextField(blank=True)
    not_asked_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="family_help_child_step_once")]


@tracked()
class GrantStep(FamilyRecord):
    """What a step decided about one partner's sight of the family: confirmed, narrowed or ended."""

    class Decision(models.TextChoices):
        CONFIRM = "confirm", "Keep as it is"
        NARROW = "narrow", "Show less"
        END = "end", "End"

    step = models.ForeignKey(StepDecision, models.PROTECT, related_name="grants")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision)
    parts = ArrayField(models.CharField(max_length=30), default=list)
    reason = models.TextField()
