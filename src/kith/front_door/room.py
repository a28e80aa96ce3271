"""What the front door gives to the other rooms."""

from typing import Any

from django.urls import reverse

from kith.access.sight import Part, parts_of
from kith.design.words import spaced
from kith.family_help.facts import LeadAccepted, LeadEnded
from kith.front_door.handlers import news_follows_the_lead
from kith.front_door.messages import MESSAGES
from kith.front_door.models import (
    Consultation,
    Conversation,
    Decision,
    Feedback,
    HandOver,
    HubAnswer,
    HubEnquiry,
    HubQuestion,
    Notice,
    RefusedLine,
    Request,
    RequestMatch,
    RequestPerson,
    RequestRelationship,
    RequestSender,
)
from kith.front_door.my_day import my_day
from kith.front_door.queries.named import named_in_waiting
from kith.front_door.states import MATCH, QUESTION, REQUEST
from kith.kernel.terms import area_words, term
from kith.organisations.models import Role
from kith.people.record.codes import IN_WORDS
from kith.practice_model.codes import words_of
from kith.workbench.about import MenuLink
from kith.workbench.places import OfMenu
from kith.workbench.rooms import Room, Rows


def _request(row: Any) -> str:
    return reverse("front_door:request", kwargs={"request_id": row.request_id})


OF_REQUEST = "request__family"

ROOM = Room(
    name="front_door",
    page=_request,
    tables={
        Request: Rows(
            term("request_for_support"),
            lambda r: r.number,
            hidden=frozenset({"channel", "burst"}),
            page=lambda r: reverse("front_door:request", args=[r.pk]),
        ),
        RequestSender: Rows("Referrer", family=OF_REQUEST, hidden=frozenset({"telephone_key"})),
        RequestPerson: Rows("Named in a request", family=OF_REQUEST, hidden=frozenset({"key", "position"}), coded=IN_WORDS),
        RequestRelationship: Rows("Relationship in a request", family=OF_REQUEST),
        RequestMatch: Rows(
            "Possible match", family=OF_REQUEST, hidden=frozenset({"position", "score", "reasons_for", "reasons_against"})
        ),
        Decision: Rows(
            "Decision",
            lambda r: spaced(r.outcome),
            family=OF_REQUEST,
            hidden=frozenset({"rule"}),
            coded={
                "outcome": spaced,
                "owed": spaced,
                "primary_need": words_of("primary_need"),
                "decided_as": lambda role: dict(Role.choices).get(role, role),
            },
        ),
        HandOver: Rows("Hand-over to child protection", family=OF_REQUEST),
        HubEnquiry: Rows("Hub enquiry", family=OF_REQUEST),
        HubQuestion: Rows("Hub question", lambda r: r.body_name, family="enquiry__request__family", hidden=frozenset({"body"})),
        HubAnswer: Rows("Hub answer", family="question__enquiry__request__family"),
        Feedback: Rows("Feedback to the referrer", family=OF_REQUEST, hidden=frozenset({"outcomes"})),
        Notice: Rows("Alert", family="family_id"),
        RefusedLine: Rows("Line that could not be read", family="", hidden=frozenset({"text_hash"})),
        Conversation: Rows("Conversation", lambda r: r.caller, family=OF_REQUEST),
        Consultation: Rows("Consultation", lambda r: r.channel_name, family=OF_REQUEST, hidden=frozenset({"channel"})),
    },
    states=(REQUEST, MATCH, QUESTION),
    hears=((LeadAccepted, news_follows_the_lead), (LeadEnded, news_follows_the_lead)),
    messages=MESSAGES,
    my_day=my_day,
    search=named_in_waiting,
    navigation=(
        MenuLink(OfMenu.DOOR, term("front_door_service"), "front_door:queue", lambda roles: Part.FRONT_DOOR in parts_of(roles)),
        MenuLink(
            OfMenu.DOOR,
            area_words("{hub}: questions"),
            "front_door:hub",
            lambda roles: Part.HUB in parts_of(roles) or Role.HUB_PARTNER in roles,
        ),
    ),
)
