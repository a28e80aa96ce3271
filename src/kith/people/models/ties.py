"""Who and what is around a person: ties, schools and professionals."""

from django.db import models
from django.db.models import F, Q

from kith.audit.history import tracked
from kith.people.models.bases import PersonRecord
from kith.people.models.person import Person


@tracked()
class Tie(PersonRecord):
    """A connection between a person and another person or thing around them: closeness, conflict,
    support (genogram and ecomap)."""

    class Circle(models.TextChoices):
        FAMILY = "family", "Family"
        FRIENDS = "friends", "Friends"
        NEIGHBOURS = "neighbours", "Neighbours"
        SCHOOL = "school", "School or nursery"
        WORK = "work", "Work"
        FAITH = "faith", "Faith"
        HEALTH = "health", "Health"
        SERVICES = "services", "Services"
        ACTIVITIES = "activities", "Clubs and activities"

    class Quality(models.TextChoices):
        CLOSE = "close", "Close"
        VERY_CLOSE = "very_close", "Very close"
        ORDINARY = "ordinary", "Ordinary"
        DISTANT = "distant", "Distant"
        CONFLICT = "conflict", "In conflict"
        HARMFUL = "harmful", "Harmful"
        CUT_OFF = "cut_off", "Cut off"

    class Direction(models.TextChoices):
        BOTH = "both", "Both ways"
        GIVES = "gives", "The person gives"
        TAKES = "takes", "The person receives"

    other = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="Who or what, when not on record")
    circle = models.CharField(max_length=12, choices=Circle)
    quality = models.CharField(max_length=12, choices=Quality, default=Quality.ORDINARY)
    direction = models.CharField(max_length=6, choices=Direction, default=Direction.BOTH)
    words = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(other__isnull=False) | ~Q(name=""), name="people_tie_to_somebody"),
            models.CheckConstraint(condition=Q(other__isnull=True) | ~Q(person=F("other")), name="people_tie_not_to_oneself"),
        ]


@tracked()
class Professional(PersonRecord):
    """A school or a professional around a person, from when until when. Where they are may be protected like an address."""

    class Kind(models.TextChoices):
        SCHOOL = "school", "School, nursery or college"
        TEACHER = "teacher", "Teacher or safeguarding lead"
        GP = "gp", "GP"
        HEALTH_VISITOR = "health_visitor", "Health visitor"
        MIDWIFE = "midwife", "Midwife"
        SCHOOL_NURSE = "school_nurse", "School nurse"
        CAMHS = "camhs", "Mental health worker"
        SOCIAL_WORKER = "social_worker", "Social worker"
        FAMILY_SUPPORT = "family_support", "Family support worker"
        POLICE = "police", "Police officer"
        PROBATION = "probation", "Probation officer"
        HOUSING = "housing", "Housing officer"
        ADVOCATE = "advocate", "Advocate"
        LEGAL = "legal", "Solicitor or guardian"
        OTHER = "other", "Somebody else"

    kind = models.CharField(max_length=15, choices=Kind)
    name = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
