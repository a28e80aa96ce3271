"""Conversations at the front door, and the names by which they are found."""

from django.db import models
from django.db.models import F

from kith.audit.history import tracked
from kith.front_door.models.request import Request
from kith.organisations.models import Practitioner
from kith.people.models import AreaRecord, Versioned


@tracked()
class Conversation(AreaRecord, Versioned):
    """A conversation at the front door: who, what was said, the advice, the agreed next step (ledger B-01)."""

    request = models.ForeignKey(Request, models.PROTECT, null=True, blank=True, related_name="conversations")
    caller = models.CharField(max_length=160, blank=True)
    caller_role = models.CharField(max_length=160, blank=True)
    caller_contact = models.CharField(max_length=160, blank=True)
    about = models.CharField(max_length=300, blank=True, help_text="Names the caller used, to find it again")
    said = models.TextField()
    advice = models.TextField()
    next_step = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(F("area"), F("at").desc(), F("id").desc(), name="front_door_conversation_day")]


class ConversationName(AreaRecord):
    """One word of the names in a conversation, lower case and without accents, so that it is found by name."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="names")
    word = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["area", "word"], name="front_door_conversation_word")]
