"""The one plan of an episode, with a part for each child."""

from django.db import models
from django.db.models import Q

from kith.audit.history import tracked
from kith.family_help.models.assessment import AssessedNeed
from kith.family_help.models.episode import Episode
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord, Person, Versioned


@tracked()
class Plan(FamilyRecord, Versioned):
    """The family's plan. It lives through every change of level until the episode closes."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being made"
        AGREED = "agreed", "Agreed"
        ENDED = "ended", "Ended"

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="plans")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=120, help_text="The area's own name for the plan")
    model_version = models.CharField(max_length=80)
    started_on = models.DateField()
    family_proposal = models.TextField(blank=True)
    proposal_by = models.CharField(max_length=200, blank=True, help_text="Who in the family proposed it")
    no_proposal_reason = models.TextField(blank=True)
    if_things_get_harder = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="How often and how the lead and the family meet")
    moving_on = models.TextField(blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    family_agreement = models.TextField(blank=True, help_text="What each said about agreeing to it")
    changed_on = models.DateField(null=True, blank=True, help_text="Since it was last agreed")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode"], condition=~Q(state="ended"), name="family_help_plan_one_active"),
        ]

    @property
    def is_approved(self) -> bool:
        """Whether what is agreed now was approved: an approval from before it was agreed again was of another text."""
        return self.approved_at is not None and (self.agreed_at is None or self.approved_at >= self.agreed_at)


@tracked()
class PlanChild(FamilyRecord, Versioned):
    """One child's part of the plan, with its own dates."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="family_help_plan_child_once")]


@tracked()
class Goal(FamilyRecord, Versioned):
    """A goal in the family's words, tied to the need it answers, with the outcome in plain words and a date."""

    class State(models.TextChoices):
        OPEN = "open", "Working on it"
        MET = "met", "Done"
        STOPPED = "stopped", "Stopped"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    need = models.ForeignKey(AssessedNeed, models.PROTECT, null=True, blank=True, related_name="goals")
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose goal; empty for the family's",
    )
    position = models.PositiveSmallIntegerField()
    words = models.TextField()
    worded_by = models.CharField(max_length=120, help_text="Whose words they are")
    outcome = models.TextField(blank=True, help_text="What will be different, in plain words")
    by_when = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="family_help_goal_position")]


class Side(models.TextChoices):
    """Whose action it is: what the family's own share is counted by (ledger C-43)."""

    FAMILY = "family", "Family"
    NETWORK = "network", "Family network"
    PROFESSIONAL = "professional", "Professional"


@tracked()
class Action(FamilyRecord, Versioned):
    """Who does what by when, and who thought of it."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        STOPPED = "stopped", "No longer needed"
        MOVED = "moved", "Taken on by somebody else"

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField()
    words = models.TextField()
    author_side = models.CharField(max_length=12, choices=Side)
    author = models.CharField(max_length=120)
    owner_side = models.CharField(max_length=12, choices=Side)
    owner_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    owner_practitioner = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    owner_words = models.CharField(max_length=120, blank=True, help_text="When the owner is on no record")
    by_when = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    done_on = models.DateField(null=True, blank=True)
    at_the_end = models.TextField(blank=True, help_text="When help ended: who takes it on, or why it was given up (P-30)")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_person__isnull=False) | Q(owner_practitioner__isnull=False) | ~Q(owner_words=""),
                name="family_help_action_has_owner",
            )
        ]


@tracked()
class PlanReview(FamilyRecord):
    """A review of the plan: who was there, what has changed, and the next date."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    present = models.TextField()
    words = models.TextField()
    family_said = models.TextField()
    next_review_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on"]


@tracked()
class GoalProgress(FamilyRecord):
    """How far one goal had come at one review, as the family and the worker saw it."""

    class Progress(models.TextChoices):
        MET = "met", "Done"
        BETTER = "better", "Better"
        SAME = "same", "The same"
        WORSE = "worse", "Harder"

    review = models.ForeignKey(PlanReview, models.PROTECT, related_name="progress")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="progress")
    progress = models.CharField(max_length=8, choices=Progress)
    family_said = models.TextField(blank=True)
    worker_said = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "goal"], name="family_help_progress_once")]


class PlanVersion(FamilyRecord):
    """The whole plan as it stood when it was agreed, reviewed or shared, and before it was moved. Never changed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    content = models.JSONField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="family_help_plan_version_once")]


@tracked()
class PlanShare(FamilyRecord):
    """That one reader was given their own copy, when, how, and by whom. No reader sees another's."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="shares")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    contact = models.CharField(max_length=160, help_text="Where it was sent or how it was handed over")
    agreed_safe = models.BooleanField()
    kept = models.JSONField(default=list, help_text="What is kept from them, as the worker was told before they gave it")
    read_for_them = models.BooleanField(default=False, help_text="Each part was read for what it could tell them of that")
    safe_parts = models.JSONField(default=dict, help_text="Texts of the whole family said to be safe for them: as they were read")
    safe_because = models.TextField(blank=True)
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
