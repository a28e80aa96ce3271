"""A request for support as it was received, and who sent it.

Who sent a request stands in a table of its own, so that a referrer who must not be named is not carried along by accident.
"""

from django.db import models
from django.db.models import Case, F, Q, Value, When

from kith.audit.history import tracked
from kith.front_door.words import Danger, DangerSaid, Door, InBurst, Kind
from kith.kernel.columns import Derived
from kith.organisations.models import Agency, Practitioner
from kith.people.models import Answer, AreaRecord, Family, Versioned


@tracked(exclude=["danger"])
class Request(AreaRecord, Versioned):
    """A request for support as it was received, and where it stands.

    A request is not a referral: what is decided for each child says so (:class:`Decision`).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a decision"
        PART_DECIDED = "part_decided", "Decided for some children"
        HANDED_OVER = "handed_over", "Handed over, not yet answered"
        DECIDED = "decided", "Decided"

    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=12, help_text="The receipt number, to read out on the telephone")
    reference = models.CharField(max_length=64, help_text="The sender's own reference")
    door = models.CharField(max_length=10, choices=Door)
    channel = models.CharField(max_length=60, help_text="Channel of the area's model; empty when the model has none")
    kind = models.CharField(max_length=15, choices=Kind)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the sender says it was written")
    immediate_danger = models.CharField(max_length=10, choices=DangerSaid, blank=True, default="")
    urgent = models.BooleanField(default=False, help_text="On top of the queue: danger was said, seen or raised")
    urgent_words = models.TextField(blank=True)
    urgent_by = models.CharField(max_length=160, blank=True)
    urgent_at = models.DateTimeField(null=True, blank=True)
    raised_words = models.CharField(max_length=300, blank=True, help_text="The sender's own words that may mean danger now")
    lowered_words = models.TextField(blank=True, help_text="Why a worker took it from the top of the queue")
    lowered_by = models.CharField(max_length=160, blank=True)
    lowered_at = models.DateTimeField(null=True, blank=True)
    burst = models.UUIDField(null=True, blank=True, help_text="Many sent at once from one place stand in the queue as one line")
    in_burst = models.PositiveSmallIntegerField(choices=InBurst, default=InBurst.APART)
    worries = models.TextField()
    strengths = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    family_views = models.TextField(blank=True)
    child_views = models.TextField(blank=True)
    agreement_service = models.CharField(max_length=10, choices=Answer, default=Answer.NOT_ASKED)
    agreement_sharing = models.CharField(max_length=10, choices=Answer, default=Answer.NOT_ASKED)
    agreement_by = models.TextField(blank=True)
    agreement_reason = models.TextField(blank=True)
    hazards = models.TextField(blank=True)
    protect = models.JSONField(default=list, blank=True, help_text="List of {what, from}")
    decide_by = models.DateTimeField(null=True, blank=True, help_text="Empty when the area has set no limit")
    decide_by_rule = models.CharField(max_length=200, blank=True)
    searched_at = models.DateTimeField(null=True, blank=True, help_text="When the family was last looked for")
    search_failed = models.TextField(blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    danger = Derived(
        expression=Case(
            When(urgent=True, state__in=["waiting", "part_decided"], then=Value(Danger.SAID.value)),
            When(state="handed_over", then=Value(Danger.HANDED_OVER.value)),
            When(lowered_at__isnull=False, then=Value(Danger.NONE.value)),
            When(~Q(raised_words=""), then=Value(Danger.WORDS.value)),
            When(immediate_danger="not_sure", then=Value(Danger.NOT_SURE.value)),
            default=Value(Danger.NONE.value),
        ),
        output_field=models.SmallIntegerField(choices=Danger),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "area"], name="front_door_request_in_area"),
            models.UniqueConstraint(fields=["area", "number"], name="front_door_request_number_once"),
            # What is urgent waits, so that the queue, which reads what waits, holds all of it.
            models.CheckConstraint(condition=~Q(urgent=True, state="decided"), name="front_door_urgent_request_waits"),
        ]
        indexes = [
            models.Index(
                F("area"),
                F("danger").desc(),
                F("decide_by"),
                F("received_at"),
                F("id"),
                name="front_door_request_waiting",
                condition=Q(state__in=["waiting", "part_decided", "handed_over"]),
            ),
            models.Index(
                F("burst"),
                F("danger").desc(),
                F("in_burst"),
                F("decide_by"),
                F("received_at"),
                F("id"),
                name="front_door_request_burst",
                condition=Q(burst__isnull=False),
            ),
            models.Index(fields=["area", "received_at"], name="front_door_request_received"),
            models.Index(fields=["family"], name="front_door_request_family"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def alleges_danger(self) -> bool:
        return self.urgent or self.immediate_danger == DangerSaid.YES


@tracked()
class RequestSender(AreaRecord):
    """Who sent a request and how to reach them safely. Kept apart: never read by a page that a family may see."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="sender")
    name = models.CharField(max_length=160, blank=True)
    role = models.CharField(max_length=160, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    telephone_key = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=160, blank=True)
    may_be_named = models.CharField(max_length=10, choices=Answer, default=Answer.NOT_ASKED)
    safe_to_contact = models.CharField(max_length=300, blank=True)
    told_family = models.CharField(max_length=3, choices=[("yes", "Yes"), ("no", "No")], blank=True)
    told_family_reason = models.TextField(blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["area", "telephone_key"], name="front_door_sender_telephone")]

    @property
    def said(self) -> str:
        """Name, role and organisation in one line."""
        return ", ".join(each for each in (self.name, self.role, self.organisation) if each) or "Not given"
