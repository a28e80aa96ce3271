"""An area's people, brought in from a list."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.audit.history import tracked
from kith.people.models.bases import PersonRecord


@tracked()
class Imported(PersonRecord):
    """The row of a list with which a person came, and what the list claims of their family until a worker joins them."""

    ref = models.CharField(max_length=80)
    digest = models.CharField(max_length=32, help_text="Of the row’s content: the same row again changes nothing")
    family_ref = models.CharField(max_length=80, blank=True)
    relationship_to_child = models.CharField(max_length=60, blank=True)
    parental_responsibility = models.BooleanField(null=True)
    warnings = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    imported_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True, help_text="When somebody said which family; empty: to be joined")
    left_out = models.BooleanField(default=False, help_text="Somebody decided not to join this row to a family")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "ref"], name="people_imported_ref_once")]
        indexes = [models.Index(fields=["area", "joined_at", "family_ref"], name="people_imported_to_join")]
