"""One person with two records: joined, suspected, or closed by adoption."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.audit.history import tracked
from kith.organisations.models import Practitioner
from kith.people.models.bases import AreaRecord, PersonRecord
from kith.people.models.person import Person


@tracked()
class Merge(PersonRecord):
    """``person`` turned out to be ``into``. The record that goes keeps its rows; undoing takes the pointer away."""

    into = models.ForeignKey(Person, models.PROTECT, related_name="merges_in")
    reason = models.TextField()
    chosen = models.JSONField(default=dict, help_text="Field and the value taken from the record that went")
    replaced = models.JSONField(default=dict, help_text="Field and the value it had before")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    undone_reason = models.TextField(blank=True)
    belongs = models.JSONField(default=list, help_text="What was written in between, and whose it was said to be")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(undone_at__isnull=True), name="people_merge_once_at_a_time")
        ]


@tracked()
class PossibleDuplicate(PersonRecord):
    """Two records that may be one person, for a worker to review. Nothing is merged by itself."""

    class State(models.TextChoices):
        OPEN = "open", "To look at"
        MERGED = "merged", "One person"
        DIFFERENT = "different", "Two people"

    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=6, decimal_places=2)
    reasons_for = ArrayField(models.CharField(max_length=300), default=list)
    reasons_against = ArrayField(models.CharField(max_length=300), default=list)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    decided_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "other"], name="people_duplicate_pair_once")]
        indexes = [models.Index(fields=["area", "state", "-score"], name="people_duplicate_list")]


@tracked()
class SealedLink(AreaRecord):
    """Which record a person had before adoption. Reached by nothing but its own page for those who keep sealed records (P-17)."""

    before = models.ForeignKey(Person, models.PROTECT, related_name="+")
    after = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField()
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
