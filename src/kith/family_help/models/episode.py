"""The episode, the children it is for, and each child's basis of help."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from kith.audit.history import tracked
from kith.kernel.terms import area_words, term
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord, Person, Versioned


class Tier(models.TextChoices):
    """Where in the area's offer the help sits. An area that merges tiers uses one of them (ledger C-03, C-38)."""

    EARLY_HELP = "early_help", term("early_help")
    FAMILY_HELP = "family_help", term("family_help")
    CHILD_IN_NEED = "child_in_need", term("child_in_need")


class Basis(models.TextChoices):
    """On what footing a child is helped. The order is the order of law, lowest first."""

    BY_AGREEMENT = "by_agreement", "By agreement"
    SECTION_17 = "section_17", area_words("{child_in_need} (section 17)")
    SECTION_47 = "section_47", term("section_47_enquiry")
    CHILD_PROTECTION_PLAN = "child_protection_plan", term("child_protection_plan")
    LOOKED_AFTER = "looked_after", term("looked_after")


def days(start: str = "starts_on", end: str = "ends_on") -> Func:
    """Return the days from ``start`` up to, and not including, ``end`` as a PostgreSQL range."""
    return Func(F(start), F(end), Value("[)"), function="daterange")


@tracked()
class Episode(FamilyRecord, Versioned):
    """Help for one family, from a decision to help until the last child leaves. At most one is open."""

    tier = models.CharField(max_length=20, choices=Tier)
    origin = models.CharField(max_length=200, help_text="Where it came from, such as the reference of a request")
    referral_date = models.DateField()
    referral_source = models.CharField(max_length=4, blank=True, help_text="DfE referral source code")
    threshold_version = models.CharField(max_length=80)
    model_version = models.CharField(max_length=80, blank=True)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    assessment_due_on = models.DateField(
        null=True, blank=True, help_text="Known from the decision on, before anybody opens the assessment"
    )
    assessment_due_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family"], condition=Q(closed_on__isnull=True), name="family_help_episode_one_open"),
            models.UniqueConstraint(fields=["id", "family"], name="family_help_episode_in_family"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("referral_date")),
                name="family_help_episode_closed_after_referral",
            ),
        ]
        indexes = [models.Index(fields=["area", "closed_on"], name="family_help_episode_open")]

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


@tracked()
class EpisodeChild(FamilyRecord, Versioned):
    """A child that an episode is for, with what the census asks about the referral of this child."""

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    referral_date = models.DateField()
    referral_source = models.CharField(max_length=4, blank=True, help_text="DfE referral source code")
    primary_need = models.CharField(max_length=4, blank=True, help_text="DfE primary need code")
    no_further_action = models.BooleanField(default=False)
    upn_unknown = models.CharField(max_length=4, blank=True, help_text="DfE code: why there is no UPN")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    closure_reason = models.CharField(max_length=4, blank=True, help_text="DfE reason for closure code")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "person"],
                condition=Q(left_on__isnull=True),
                name="family_help_child_one_open",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="family_help_child_left_after_joined",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="family_help_child_person")]


class RecordedElsewhere(models.Model):
    """A conference that this system did not hold: on which day, which paper says so, and who said it. Without it a child
    protection plan neither begins nor ends."""

    elsewhere_on = models.DateField(null=True, blank=True)
    elsewhere_source = models.CharField(max_length=200, blank=True, help_text="Such as the minutes of the conference")
    elsewhere_said_by = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True


@tracked()
class BasisOfHelp(FamilyRecord, RecordedElsewhere):
    """The basis on which one child is helped, from a day until the day the next begins, with the decision behind it."""

    class EndedBy(models.TextChoices):
        """The only events that end a child protection plan (practice decision P-8)."""

        REVIEW_CONFERENCE = "review_conference", "A review conference"
        RECEIVING_AREA = "receiving_area", "A conference in the receiving area"
        BIRTHDAY = "eighteenth_birthday", "The child's 18th birthday"
        DEATH = "death", "The child's death"
        ABROAD = "moved_abroad", "A permanent move abroad"

    episode_child = models.ForeignKey(EpisodeChild, models.PROTECT, related_name="bases")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=24, choices=Basis)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The day the next basis begins; not itself included")
    reason = models.TextField()
    evidence = models.TextField(blank=True)
    family_said = models.TextField(blank=True)
    agreed = models.BooleanField(null=True, help_text="For help by agreement; empty where agreement is not what decides")
    ended_by = models.CharField(max_length=20, choices=EndedBy, blank=True)
    counted_from = models.DateField(
        null=True, blank=True, help_text="The request, decision or event that raised the child to this (P-25)"
    )
    assessment_limit = models.CharField(
        max_length=60, blank=True, help_text="The time limit of the model that it starts; empty: the basis says"
    )
    threshold_version = models.CharField(max_length=80)
    decided_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="family_help_basis_no_overlap",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="family_help_basis_ends_after_start",
            ),
        ]
