"""Who on record the people of a request may be."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.audit.history import tracked
from kith.front_door.models.people import RequestPerson
from kith.front_door.models.request import Request
from kith.organisations.models import Practitioner
from kith.people.models import AreaRecord, Person


@tracked()
class RequestMatch(AreaRecord):
    """Somebody on record who may be the person in the request: proposed by the search, decided by a person."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "To check"
        CONFIRMED = "confirmed", "The same person"
        REJECTED = "rejected", "Not the same person"

    request = models.ForeignKey(Request, models.PROTECT, related_name="matches")
    request_person = models.ForeignKey(RequestPerson, models.PROTECT, related_name="matches")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=7, decimal_places=2)
    confidence = models.CharField(max_length=10)
    reasons_for = ArrayField(models.CharField(max_length=300), default=list)
    reasons_against = ArrayField(models.CharField(max_length=300), default=list)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request_person", "person"], name="front_door_match_once")]


class RestrictedMatch(AreaRecord):
    """A restricted record may match. Says only whom to ring; shown to duty roles alone."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="+", db_index=False)
    owner_name = models.CharField(max_length=160)
    owner_telephone = models.CharField(max_length=40, blank=True)
    found_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["request"], name="front_door_restricted_match")]
