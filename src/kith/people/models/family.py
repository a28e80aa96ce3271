"""A family, who is in it from when until when, and what its people agreed to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.audit.history import tracked
from kith.organisations.models import Practitioner
from kith.people.models.answers import Answer
from kith.people.models.bases import AreaRecord, FamilyRecord, Versioned
from kith.people.models.person import Person


@tracked()
class Family(AreaRecord, Versioned):
    """The people helped together.

    ``name`` is how workers call it: the surnames of its adults, written by the database as they join, leave or are hidden
    elsewhere; never a first name, never an address (docs/adr/0004).
    """

    name = models.CharField(max_length=160)
    restricted = models.BooleanField(default=False)
    summary = models.TextField(blank=True, help_text="One paragraph: who they are, what matters, what next")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "families"
        constraints = [models.UniqueConstraint(fields=["id", "area"], name="people_family_in_area")]

    def __str__(self) -> str:
        return self.name


@tracked()
class FamilyMember(FamilyRecord):
    """A person's place in a family, from when until when. Leaving does not rewrite the past."""

    class Role(models.TextChoices):
        CHILD = "child", "Child"
        UNBORN = "unborn", "Unborn child"
        PARENT = "parent", "Parent"
        CARER = "carer", "Carer"
        RELATIVE = "relative", "Relative"
        ADULT = "adult", "Other adult"

    person = models.ForeignKey(Person, models.PROTECT, related_name="places")
    role = models.CharField(max_length=10, choices=Role)
    household = models.CharField(max_length=60, blank=True, help_text="Which household, when there are several")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person"], condition=Q(ends_on__isnull=True), name="people_member_once_in_family"
            )
        ]


@tracked()
class Agreement(FamilyRecord):
    """What one person said to one question: a service, sharing information, telling the parents (P-5).
    Three questions, not one."""

    class About(models.TextChoices):
        SERVICE = "service", "Having a service"
        SHARING = "sharing", "Sharing information"
        TELLING = "telling", "Parents told"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    about = models.CharField(max_length=10, choices=About)
    answer = models.CharField(max_length=10, choices=Answer)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    topics = ArrayField(models.CharField(max_length=40), default=list, blank=True)
