"""What the bodies of a hub are asked and answer, and consultations with specialists."""

from django.db import models
from django.db.models import Case, F, Value, When

from kith.audit.history import tracked
from kith.front_door.models.request import Request
from kith.kernel.columns import Derived
from kith.organisations.models import Agency, Practitioner, Team
from kith.people.models import AreaRecord


@tracked()
class HubEnquiry(AreaRecord):
    """A question to chosen bodies of the hub, on a stated basis (practice: chosen, not broadcast)."""

    class Basis(models.TextChoices):
        AGREEMENT = "agreement", "The parents agreed"
        SUSPICION = "suspicion", "Reasonable cause to suspect significant harm"

    request = models.ForeignKey(Request, models.PROTECT, related_name="enquiries")
    basis = models.CharField(max_length=10, choices=Basis)
    basis_words = models.TextField(help_text="Who agreed and when, or what gives cause to suspect")
    parents_told = models.BooleanField()
    parents_not_told_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()


@tracked(exclude=["waits"])
class HubQuestion(AreaRecord):
    """What one body is asked about one or more persons, and why that is necessary. The body sees this and no more."""

    class State(models.TextChoices):
        OUTSTANDING = "outstanding", "Outstanding"
        RESPONDED = "responded", "Responded"
        NOTHING_HELD = "nothing_held", "Nothing held"

    enquiry = models.ForeignKey(HubEnquiry, models.PROTECT, related_name="questions")
    body = models.CharField(max_length=60, help_text="Short name of the body in the area's hub")
    body_name = models.CharField(max_length=160)
    group = models.CharField(max_length=160, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose people answer; empty: the agency's"
    )
    about = models.TextField(help_text="Name and date of birth of those asked about, as the body must know them to answer")
    question = models.TextField()
    necessary = models.TextField(help_text="Why this body must be asked")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.OUTSTANDING)
    waits = Derived(
        expression=Case(When(state="outstanding", then=Value(1)), default=Value(0)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enquiry", "body"], name="front_door_body_asked_once")]
        indexes = [
            models.Index(F("area"), F("waits").desc(), F("due_at"), F("asked_at"), F("id"), name="front_door_question_order")
        ]


@tracked()
class HubAnswer(AreaRecord):
    """What a body answered, with its own mark of who may see it."""

    class Mark(models.TextChoices):
        FAMILY = "family", "May be shared with the family"
        PROFESSIONALS = "professionals", "Professionals around the family only"
        SEALED = "sealed", "Sealed to the hub: intelligence, MARAC, third parties, adult health"

    question = models.ForeignKey(HubQuestion, models.PROTECT, related_name="answers")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    held = models.BooleanField()
    words = models.TextField(blank=True)
    mark = models.CharField(max_length=15, choices=Mark)
    answered_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()


@tracked()
class Consultation(AreaRecord):
    """A specialist consultation or gateway raised from a request, whose outcome comes back to it (ledger B-05, B-06)."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="consultations")
    channel = models.CharField(max_length=60)
    channel_name = models.CharField(max_length=160)
    question = models.TextField()
    asked_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    outcome_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    outcome_at = models.DateTimeField(null=True, blank=True)
