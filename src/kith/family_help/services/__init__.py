"""What may be done in Family Help: one verb, one intention, each inside a transaction that a door opened."""

from kith.family_help.services.actions_at_end import ActionAtEnd
from kith.family_help.services.assessment_parts import add_need, write_analysis, write_member, write_section
from kith.family_help.services.assessments import (
    authorise_assessment,
    send_back,
    start_assessment,
    start_update,
    submit_assessment,
)
from kith.family_help.services.child_words import decide_readers, record_child_seen, record_child_words
from kith.family_help.services.copies import share_plan
from kith.family_help.services.danger import answer_danger, raise_danger
from kith.family_help.services.elsewhere import Elsewhere
from kith.family_help.services.episodes import ChildBasis, add_child, open_episode, set_basis, set_census_details
from kith.family_help.services.goals import add_action, add_goal, change_action, change_goal, leave_need_out
from kith.family_help.services.leads import (
    accept_lead,
    decline_lead,
    end_lead,
    name_child_worker,
    name_overseer,
    propose_lead,
    withdraw_lead,
    write_handover,
)
from kith.family_help.services.moves import move_to_model_in_force
from kith.family_help.services.plans import (
    agree_plan,
    approve_plan,
    set_family_proposal,
    start_plan,
    write_plan,
    write_plan_child,
)
from kith.family_help.services.reopening import reopen_episode
from kith.family_help.services.reviews import Progress, record_review
from kith.family_help.services.safety import end_safety_plan, make_safety_plan
from kith.family_help.services.sight import SightDecision
from kith.family_help.services.statements import Said, carry_forward
from kith.family_help.services.step_decisions import (
    ChildChange,
    Receiving,
    close_episode,
    step_down,
    step_up,
    withdraw_step,
)

__all__ = [
    "ActionAtEnd",
    "ChildBasis",
    "ChildChange",
    "Elsewhere",
    "Progress",
    "Receiving",
    "Said",
    "SightDecision",
    "accept_lead",
    "add_action",
    "add_child",
    "add_goal",
    "add_need",
    "agree_plan",
    "answer_danger",
    "approve_plan",
    "authorise_assessment",
    "carry_forward",
    "change_action",
    "change_goal",
    "close_episode",
    "decide_readers",
    "decline_lead",
    "end_lead",
    "end_safety_plan",
    "leave_need_out",
    "make_safety_plan",
    "move_to_model_in_force",
    "name_child_worker",
    "name_overseer",
    "open_episode",
    "propose_lead",
    "raise_danger",
    "record_child_seen",
    "record_child_words",
    "record_review",
    "reopen_episode",
    "send_back",
    "set_basis",
    "set_census_details",
    "set_family_proposal",
    "share_plan",
    "start_assessment",
    "start_plan",
    "start_update",
    "step_down",
    "step_up",
    "submit_assessment",
    "withdraw_lead",
    "withdraw_step",
    "write_analysis",
    "write_handover",
    "write_member",
    "write_plan",
    "write_plan_child",
    "write_section",
]
