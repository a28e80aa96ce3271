"""What is read at the front door. Every function reads as whoever acts; none writes."""

from kith.front_door.queries.conversations import find_conversations
from kith.front_door.queries.danger import InDanger, in_danger
from kith.front_door.queries.earlier import earlier_contacts
from kith.front_door.queries.hub import HubPage, hub_page
from kith.front_door.queries.queue import waiting_in_area
from kith.front_door.queries.receipts import CONSIDERED, outcome_for_sender, receipt
from kith.front_door.queries.request import PersonCard, RequestPage, request_page
from kith.front_door.queries.standing import time_left, why_first

__all__ = [
    "CONSIDERED",
    "HubPage",
    "InDanger",
    "PersonCard",
    "RequestPage",
    "earlier_contacts",
    "find_conversations",
    "hub_page",
    "in_danger",
    "outcome_for_sender",
    "receipt",
    "request_page",
    "time_left",
    "waiting_in_area",
    "why_first",
]
