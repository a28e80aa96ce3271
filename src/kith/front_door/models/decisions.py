"""What was decided for each child, its hand-over to child protection, and what the sender may be told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.audit.history import tracked
from kith.family_help.models import Episode
from kith.front_door.models.people import RequestPerson
from kith.front_door.models.request import Request
from kith.organisations.models import Practitioner
from kith.people.models import AreaRecord


@tracked()
class Decision(AreaRecord):
    """What was decided for one child, by whom, why, on which threshold. A later decision stands beside an earlier one."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="decisions")
    request_person = models.ForeignKey(RequestPerson, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=40)
    reason = models.TextField()
    strengths = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    owed = ArrayField(models.CharField(max_length=40), default=list, help_text="What an urgent decision left for later")
    alleges_harm = models.BooleanField(default=False)
    lead_kind = models.CharField(max_length=60, blank=True, help_text="Which kind of lead practitioner")
    lead_reason = models.TextField(blank=True)
    primary_need = models.CharField(max_length=3, blank=True, help_text="DfE primary need code")
    passed_to = models.CharField(max_length=200, blank=True, help_text="Another area or service, and whom there")
    family_said = models.TextField(blank=True)
    agreement_words = models.TextField(blank=True)
    threshold_version = models.CharField(max_length=60)
    model_version = models.CharField(max_length=80)
    rule = models.CharField(max_length=80, blank=True)
    episode = models.ForeignKey(Episode, models.PROTECT, null=True, blank=True, related_name="+")
    take_up = models.CharField(
        max_length=15,
        blank=True,
        choices=[
            ("directed", "Directed"),
            ("accepted", "Accepted"),
            ("started", "Started"),
            ("not_engaged", "Not engaged"),
        ],
        help_text="Early help only (ledger B-19)",
    )
    decided_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    decided_as = ArrayField(models.CharField(max_length=40), default=list)
    decided_at = models.DateTimeField()
    confirm_by = models.DateTimeField(null=True, blank=True, help_text="Decided alone out of hours: a manager confirms")
    confirmed_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    in_force = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request_person"],
                condition=Q(in_force=True),
                name="front_door_one_decision_for_a_child",
            )
        ]
        indexes = [
            models.Index(
                fields=["area", "confirm_by", "id"],
                name="front_door_decision_to_confirm",
                condition=Q(confirm_by__isnull=False, confirmed_at__isnull=True, in_force=True),
            )
        ]


@tracked()
class HandOver(AreaRecord):
    """Child protection: who was told by telephone, and when they answered. Until then the request stays on top."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="hand_overs")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="hand_over")
    told = models.CharField(max_length=200, blank=True, help_text="Who was rung")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")


@tracked()
class Feedback(AreaRecord):
    """What the sender may be told. A professional hears outcome and reason; anybody else that it was considered."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="feedback")
    to_professional = models.BooleanField()
    outcomes = models.JSONField(default=list, help_text="One {key, outcome, label} for each child the sender named")
    level = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True, help_text="Words for the sender: nothing about others in the family")
    next_step = models.TextField(blank=True)
    episode = models.ForeignKey(Episode, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    told_how = models.CharField(max_length=200, blank=True, help_text="For those with no API: how and when they were told")

    class Meta:
        indexes = [models.Index(fields=["request", "given_at"], name="front_door_feedback_latest")]
