"""What workers must know before visiting, what others must not learn, and who may pose a risk."""

from django.db import models

from kith.audit.history import tracked
from kith.organisations.models import Practitioner
from kith.people.models.bases import FamilyRecord, PersonRecord
from kith.people.models.person import Person


@tracked()
class Protection(PersonRecord):
    """Something about ``person`` that a named person must not learn, on any way out (practice.md P-9)."""

    class What(models.TextChoices):
        ADDRESS = "address", "Address"
        TELEPHONE = "telephone", "Telephone"
        SCHOOL = "school", "School"
        WORKPLACE = "workplace", "Workplace"
        ROUTINE = "routine", "Routine"
        PREGNANCY = "pregnancy", "Pregnancy"

    what = models.CharField(max_length=10, choices=What)
    hidden_from = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    hidden_from_words = models.CharField(max_length=200, blank=True, help_text="When the person is not on record")
    reason = models.TextField()
    set_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)


@tracked()
class Hazard(PersonRecord):
    """Anything a worker must know before visiting, with its source and review date."""

    words = models.TextField()
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)


@tracked()
class RiskStatement(FamilyRecord):
    """A statement that a person may pose a risk to the children of a family. The same person may be named in several families."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.TextField()
    source = models.CharField(max_length=200)
    stated_on = models.DateField()
    recorded_at = models.DateTimeField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)


class RestrictedNotice(FamilyRecord):
    """A request or search that may have met a restricted family: its named people are told at once (design §9, rule 7).

    Written by the database function ``people_restricted_match`` only,
    because the person who searched may not know that it exists.
    """

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor = models.CharField(max_length=80)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["family", "at"], name="people_notice_family")]
