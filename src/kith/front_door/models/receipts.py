"""Proof that a request was received, and the lines of a file that could not be read."""

from django.db import models
from django.db.models import F, Q

from kith.audit.history import tracked
from kith.front_door.words import Door
from kith.organisations.models import Practitioner
from kith.people.models import AreaRecord


class Receipt(AreaRecord):
    """Proof that a request was received. Its sender reads it; the same request sent again finds it."""

    request_id = models.UUIDField(unique=True)
    number = models.CharField(max_length=12)
    sender = models.CharField(max_length=80, help_text="The API client, the practitioner, or the form's one-time token")
    sender_key = models.CharField(max_length=120, help_text="Whose references are counted together")
    reference = models.CharField(max_length=64)
    idempotency_key = models.CharField(max_length=200, blank=True)
    body_hash = models.CharField(max_length=64)
    door = models.CharField(max_length=10, choices=Door)
    channel = models.CharField(max_length=60)
    urgent = models.BooleanField()
    received_at = models.DateTimeField()
    decide_by = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "sender_key", "reference"], name="front_door_receipt_reference_once"),
            models.UniqueConstraint(
                fields=["area", "sender_key", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="front_door_receipt_key_once",
            ),
        ]
        indexes = [models.Index(fields=["area", "received_at"], name="front_door_receipt_day")]


@tracked()
class RefusedLine(AreaRecord):
    """A line of a file that could not be read. Kept for the duty worker, because it may carry danger."""

    reference = models.CharField(max_length=64, blank=True)
    line = models.PositiveIntegerField()
    text = models.TextField(help_text="What could be read of it")
    text_hash = models.CharField(max_length=64)
    problems = models.JSONField(default=list)
    may_be_urgent = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    dealt_with = models.TextField(blank=True)
    dealt_with_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    dealt_with_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "text_hash"], name="front_door_refused_line_once")]
        indexes = [
            models.Index(
                F("area"),
                F("may_be_urgent").desc(),
                F("received_at"),
                F("id"),
                name="front_door_refused_line_open",
                condition=Q(dealt_with_at__isnull=True),
            )
        ]
