"""The states of a lead, an assessment, a plan with its goals and actions, and a step: what may be done in each, and what a
refusal says. Pure.

Drawn in docs/states.md. A fact is never refused because of a state: that a child was seen, that a lead left,
that a review was held.
"""

from kith.family_help.refusals import AlreadyAnswered, AssessmentSigned
from kith.workbench.states import START, States

LEAD = States(
    name="LeadAssignment",
    states={"proposed": "Waiting for an answer", "accepted": "Accepted", "declined": "Declined", "withdrawn": "Withdrawn"},
    transitions=(
        (START, "propose_lead", "proposed"),
        (START, "reopen_episode", "accepted"),
        ("proposed", "accept_lead", "accepted"),
        ("proposed", "decline_lead", "declined"),
        ("proposed", "withdraw_lead", "withdrawn"),
        ("proposed", "close_episode", "withdrawn"),
    ),
    works={"proposed": frozenset({"write_handover"})},
    refusal=AlreadyAnswered,
    otherwise="This question has been answered already.",
    note="An accepted turn ends on a day, when the next lead accepts, the lead leaves or help ends; a question still open "
    "is withdrawn "
    "when help ends. Who led when help was ended by mistake leads again from the day it is reopened.",
)

_WRITING = frozenset({"write_section", "write_member", "write_analysis", "add_need"})
_WRITTEN_NO_MORE = {
    "submitted": "This assessment is waiting for sign-off. Ask for it to be sent back if it must change.",
    "authorised": "This assessment has been signed off. Start an update to add to it.",
    "stopped": "This assessment was stopped when help ended, so it is not changed any more.",
}

ASSESSMENT = States(
    name="Assessment",
    states={
        "draft": "Being written",
        "submitted": "Waiting for sign-off",
        "returned": "Sent back",
        "authorised": "Signed off",
        "stopped": "Stopped",
    },
    transitions=(
        (START, "start_assessment", "draft"),
        (START, "start_update", "draft"),
        ("draft", "submit_assessment", "submitted"),
        ("returned", "submit_assessment", "submitted"),
        ("submitted", "send_back", "returned"),
        ("submitted", "authorise_assessment", "authorised"),
        ("draft", "close_episode", "stopped"),
        ("returned", "close_episode", "stopped"),
        ("submitted", "close_episode", "stopped"),
        ("stopped", "reopen_episode", "draft"),
        ("stopped", "reopen_episode", "submitted"),
        ("stopped", "reopen_episode", "returned"),
    ),
    works={"draft": _WRITING, "returned": _WRITING},
    undoing=frozenset({"reopen_episode"}),
    refusal=AssessmentSigned,
    otherwise="This cannot be done now: the assessment is {state}.",
    because={(state, verb): words for state, words in _WRITTEN_NO_MORE.items() for verb in _WRITING},
    note="After sign-off an update opens with the signed text. One that stopped with help goes on where it was when help is"
    " reopened.",
)

_PLANNING = frozenset(
    {"set_family_proposal", "write_plan", "write_plan_child", "add_goal", "change_goal", "add_action", "change_action"}
)

PLAN = States(
    name="Plan",
    states={"draft": "Being made", "agreed": "Agreed", "ended": "Ended"},
    transitions=(
        (START, "start_plan", "draft"),
        ("draft", "agree_plan", "agreed"),
        ("draft", "close_episode", "ended"),
        ("agreed", "close_episode", "ended"),
        ("ended", "reopen_episode", "agreed"),
        ("ended", "reopen_episode", "draft"),
    ),
    works={"draft": _PLANNING, "agreed": _PLANNING | {"approve_plan", "agree_plan"}},
    undoing=frozenset({"reopen_episode"}),
    refusal=AlreadyAnswered,
    otherwise="This plan has ended. It can be read, not changed.",
    note="A plan that changed after it was agreed says so until it is agreed again."
    " A step up or down never touches the plan. It ends when help ends.",
)

STEP = States(
    name="StepDecision",
    states={"waiting": "Waiting for the receiving lead to accept", "in_effect": "In effect", "withdrawn": "Withdrawn"},
    transitions=(
        (START, "step_up", "waiting"),
        (START, "step_down", "waiting"),
        (START, "close_episode", "waiting"),
        (START, "reopen_episode", "in_effect"),
        ("waiting", "take_effect", "in_effect"),
        ("waiting", "withdraw_step", "withdrawn"),
    ),
    refusal=AlreadyAnswered,
    otherwise="This step is {state} already. If something else is right now, decide another step.",
    note="Section 47 and above take effect at once; any other step waits only where a new lead must accept.",
)

GOAL = States(
    name="Goal",
    states={"open": "Working on it", "met": "Done", "stopped": "Stopped"},
    transitions=(
        (START, "add_goal", "open"),
        ("open", "record_review", "met"),
        ("stopped", "record_review", "met"),
        ("open", "change_goal", "met"),
        ("open", "change_goal", "stopped"),
        ("met", "change_goal", "open"),
        ("met", "change_goal", "stopped"),
        ("stopped", "change_goal", "open"),
        ("stopped", "change_goal", "met"),
    ),
    works={state: frozenset({"change_goal", "record_review"}) for state in ("open", "met", "stopped")},
    note="A review that found a goal met is a fact, so it is recorded of a stopped goal too."
    " A goal is worked on again when it is opened again.",
)

ACTION = States(
    name="Action",
    states={"open": "To do", "done": "Done", "stopped": "No longer needed", "moved": "Taken on by somebody else"},
    transitions=(
        (START, "add_action", "open"),
        ("open", "change_action", "done"),
        ("open", "change_action", "stopped"),
        ("done", "change_action", "open"),
        ("done", "change_action", "stopped"),
        ("stopped", "change_action", "open"),
        ("stopped", "change_action", "done"),
        ("open", "close_episode", "done"),
        ("open", "close_episode", "stopped"),
        ("open", "close_episode", "moved"),
        ("moved", "reopen_episode", "open"),
        ("stopped", "reopen_episode", "open"),
    ),
    works={state: frozenset({"change_action"}) for state in ("open", "done", "stopped")},
    note="When help ends each that is open is done, taken on by somebody named, or given up with a reason."
    " Its clock runs while it is to do and the plan is agreed.",
)
