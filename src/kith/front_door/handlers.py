"""What the front door does when it hears of something in a room below."""

from kith.access.services import ask_owner
from kith.family_help.facts import LeadAccepted, LeadEnded


def news_follows_the_lead(fact: LeadAccepted | LeadEnded) -> None:
    """Give news that nobody has seen to whoever leads now; without a lead to whoever is on duty (P-26)."""
    ask_owner("front_door_news_follows(%s)", fact.family_id)
