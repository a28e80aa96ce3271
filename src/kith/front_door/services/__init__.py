"""What the front door does: one verb each, inside a transaction that a door opened."""

from kith.front_door.bursts import Burst
from kith.front_door.decision_rules import ChildDecision, ToldByTelephone
from kith.front_door.services.conversation import record_conversation
from kith.front_door.services.decide import decide
from kith.front_door.services.feedback import give_feedback
from kith.front_door.services.follow_up import confirm_night_decision, record_take_up
from kith.front_door.services.handover import record_handover, record_handover_answer
from kith.front_door.services.hub import (
    Question,
    answer_hub,
    ask_hub,
    raise_consultation,
    record_consultation_outcome,
)
from kith.front_door.services.look import look_again, look_for_family
from kith.front_door.services.match import choose_family, confirm_match, mark_listed_twice
from kith.front_door.services.receive import receive_request, refuse_line
from kith.front_door.services.urgent import deal_with_refused_line, lower_danger, raise_urgent, see_notice

__all__ = [
    "Burst",
    "ChildDecision",
    "Question",
    "ToldByTelephone",
    "answer_hub",
    "ask_hub",
    "choose_family",
    "confirm_match",
    "confirm_night_decision",
    "deal_with_refused_line",
    "decide",
    "give_feedback",
    "look_again",
    "look_for_family",
    "lower_danger",
    "mark_listed_twice",
    "raise_consultation",
    "raise_urgent",
    "receive_request",
    "record_consultation_outcome",
    "record_conversation",
    "record_handover",
    "record_handover_answer",
    "record_take_up",
    "refuse_line",
    "see_notice",
]
