"""Requests for support from receipt to decision, and what is asked, told and noticed on the way."""

from kith.front_door.models.conversations import Conversation, ConversationName
from kith.front_door.models.decisions import Decision, Feedback, HandOver
from kith.front_door.models.hub import Consultation, HubAnswer, HubEnquiry, HubQuestion
from kith.front_door.models.matches import RequestMatch, RestrictedMatch
from kith.front_door.models.notices import Notice
from kith.front_door.models.people import RequestKey, RequestPerson, RequestRelationship
from kith.front_door.models.receipts import Receipt, RefusedLine
from kith.front_door.models.request import Request, RequestSender
from kith.front_door.words import Danger, DangerSaid, Door, InBurst, Kind

__all__ = [
    "Consultation",
    "Conversation",
    "ConversationName",
    "Danger",
    "DangerSaid",
    "Decision",
    "Door",
    "Feedback",
    "HandOver",
    "HubAnswer",
    "HubEnquiry",
    "HubQuestion",
    "InBurst",
    "Kind",
    "Notice",
    "Receipt",
    "RefusedLine",
    "Request",
    "RequestKey",
    "RequestMatch",
    "RequestPerson",
    "RequestRelationship",
    "RequestSender",
    "RestrictedMatch",
]
