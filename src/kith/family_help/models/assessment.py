"""The one whole-family assessment of an episode, and later updates to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.audit.history import tracked
from kith.family_help.models.episode import Episode
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord, Person, Versioned


@tracked()
class Assessment(FamilyRecord, Versioned):
    """The assessment (``kind`` assessment) or a later update of it (``update``), with what the census asks of it."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", "Assessment"
        UPDATE = "update", "Update"

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        SUBMITTED = "submitted", "Waiting for sign-off"
        RETURNED = "returned", "Sent back"
        AUTHORISED = "authorised", "Signed off"
        STOPPED = "stopped", "Stopped"

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    purpose = models.TextField(blank=True, help_text="For an update: what has changed")
    started_on = models.DateField()
    started_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True, blank=True, help_text="Empty: the area has not set a limit")
    due_because = models.CharField(max_length=300, help_text="The rule behind the due date, or that none is set")
    model_version = models.CharField(max_length=80)
    analysis = models.TextField(blank=True)
    what_needs_to_change = models.TextField(blank=True)
    family_view = models.TextField(blank=True)
    disputed = models.TextField(blank=True, help_text="What the family sees differently")
    factors = ArrayField(models.CharField(max_length=4), default=list, blank=True, help_text="DfE assessment factor codes")
    internal_review_on = models.DateField(null=True, blank=True)
    overrun_reason = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    returned_reason = models.TextField(blank=True)
    authorised_at = models.DateTimeField(null=True, blank=True)
    authorised_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    authorised_note = models.TextField(blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True, help_text="When help ended before it was signed off")
    stopped_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=~Q(state__in=["authorised", "stopped"]),
                name="family_help_assessment_one_in_work",
            ),
            models.UniqueConstraint(fields=["episode"], condition=Q(kind="assessment"), name="family_help_assessment_one"),
            models.CheckConstraint(
                condition=Q(state="authorised", authorised_at__isnull=False)
                | (~Q(state="authorised") & Q(authorised_at__isnull=True)),
                name="family_help_assessment_authorised_at",
            ),
            models.CheckConstraint(
                condition=Q(state="stopped", stopped_at__isnull=False) | (~Q(state="stopped") & Q(stopped_at__isnull=True)),
                name="family_help_assessment_stopped_at",
            ),
        ]


@tracked()
class AssessmentSection(FamilyRecord, Versioned):
    """What is written under one domain. Title and prompts are kept as the area's model had them that day."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="sections")
    domain = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    prompts = ArrayField(models.TextField(), default=list, blank=True)
    position = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    empty_reason = models.TextField(blank=True, help_text="Why nothing is written here")
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["assessment", "domain"], name="family_help_section_once")]


@tracked()
class AssessmentMember(FamilyRecord, Versioned):
    """One member of the family in the assessment: what they are good at and what they need, adults too."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    strengths = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    daily_life = models.TextField(blank=True, help_text="For a child: what a day is like for them")
    not_seen_reason = models.TextField(blank=True, help_text="For a child who was not seen for the assessment: why")
    see_by = models.DateField(null=True, blank=True, help_text="The day by which a child who was not seen will be")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "person"], name="family_help_member_once")]


@tracked()
class KnownFact(FamilyRecord):
    """Something already known when the form was opened, with where it came from and from when it is (ledger A-28)."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="known")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="Who else the fact names")
    label = models.CharField(max_length=120)
    value = models.TextField()
    source = models.CharField(max_length=200)
    known_on = models.DateField()
    places = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text="Where it belongs, as the area's model had it that day",
    )
    settled_in = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text="Parts into which it was taken over, or for which it was left"
    )


@tracked()
class ChildSeen(FamilyRecord):
    """A day on which a child was seen for the assessment."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="seen")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    seen_on = models.DateField()
    alone = models.BooleanField()
    seen_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)


@tracked()
class ChildWords(FamilyRecord):
    """A child's own words, or why there are none and how they were sought; and who may read them (P-10)."""

    class Readers(models.TextChoices):
        UNDECIDED = "undecided", "Professionals only, until it is decided who may read it"
        PROFESSIONALS = "professionals", "Professionals only"
        NAMED = "named", "The people named"

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="child_words")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="child_words")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    no_view_reason = models.TextField(blank=True)
    how = models.TextField(help_text="How the child said it, or how their view was sought")
    said_on = models.DateField()
    heard_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    readers = models.CharField(max_length=14, choices=Readers, default=Readers.UNDECIDED)
    may_read = ArrayField(models.UUIDField(), default=list, blank=True, help_text="Persons, when the readers are named")
    readers_decided_by = models.CharField(
        max_length=8, choices=[("child", "The child"), ("worker", "The worker, with a reason")], blank=True
    )
    readers_reason = models.TextField(blank=True)
    readers_decided_at = models.DateTimeField(null=True, blank=True)
    own_copy = models.BooleanField(
        null=True, blank=True, help_text="The child wants them in their own copy, which others may find; empty: left out (P-29)"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words="", no_view_reason=""), name="family_help_child_words_or_reason"),
            models.CheckConstraint(
                condition=Q(readers="named") | Q(may_read__len=0),
                name="family_help_child_words_named_readers",
            ),
        ]


@tracked()
class AssessedNeed(FamilyRecord, Versioned):
    """A need that the assessment found, of one person or of the family. The plan answers it, or says why not yet."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="needs")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField()
    position = models.PositiveSmallIntegerField()
    not_in_plan_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "position"], name="family_help_need_position"),
        ]


class AssessmentVersion(FamilyRecord):
    """The whole text of an assessment as it stood when it was submitted, sent back or signed off. Never changed."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    content = models.JSONField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="family_help_assessment_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="family_help_version_from_one"),
        ]
