"""Reading Family Help. Every function runs as the actor and sees no more than they may."""

from kith.family_help.queries.allocation import allocation_page
from kith.family_help.queries.assessment import (
    assessment_overview,
    assessment_page,
    compared,
    known_in,
    missing_before_submit,
    words_of_children,
)
from kith.family_help.queries.assessment_limit import due_of
from kith.family_help.queries.banner import Banner, BannerChild, age_in_words, banner_of
from kith.family_help.queries.choices import (
    children_to_choose,
    member_person,
    members_to_choose,
    need,
    needs_to_choose,
    owner,
    owners_to_choose,
    practitioner,
)
from kith.family_help.queries.copies import (
    ActionCopy,
    CopyForReader,
    GoalCopy,
    PlanCopy,
    at_home_with,
    copy_for_reader,
    plan_for_reader,
    readers_of_plan,
)
from kith.family_help.queries.danger import danger_page
from kith.family_help.queries.duty import on_duty
from kith.family_help.queries.earlier_help import EarlierHelp, helped_before
from kith.family_help.queries.elsewhere import recorded_elsewhere
from kith.family_help.queries.ended_access import access_ended
from kith.family_help.queries.episodes import open_episode_of, open_grants
from kith.family_help.queries.families import Wanted, families, leads_to_choose, teams_to_choose
from kith.family_help.queries.family import FamilyPage, family_page
from kith.family_help.queries.first_answers import (
    action_first,
    day_with_the_children,
    goal_first,
    lead_first,
    need_first,
    plan_first,
    review_first,
    safety_first,
)
from kith.family_help.queries.goals import missing_of_goal, open_goals, unaddressed_needs
from kith.family_help.queries.known import Offer, SaidPage, homes_of, known_fact, offers_of, said_page
from kith.family_help.queries.moves import EndedStep, MovePage, ended_steps, move_page
from kith.family_help.queries.plan import active_plan, copy_page, missing_before_agreement, parts_of, plan_overview, plan_page
from kith.family_help.queries.reopening import ended_help, may_reopen
from kith.family_help.queries.safety import safety_page, standing_plan
from kith.family_help.queries.shares import Shares, shares_of
from kith.family_help.queries.step import step_page
from kith.family_help.queries.waiting_steps import StepWithoutLead, families_whose_step_waits
from kith.family_help.queries.who_decides import made_under
from kith.family_help.queries.without import (
    ChildWithout,
    OversightMissing,
    WithoutLead,
    children_without_social_worker,
    families_without_lead,
    oversight_missing,
)
from kith.family_help.queries.work import (
    Due,
    MyFamily,
    dangers,
    drafts,
    due_for,
    for_sign_off,
    my_families,
    overdue_in,
    reasons_owed,
    safety_plans_late,
    to_answer,
    waiting_on_others,
)

__all__ = [
    "ActionCopy",
    "Banner",
    "BannerChild",
    "ChildWithout",
    "CopyForReader",
    "Due",
    "EarlierHelp",
    "EndedStep",
    "FamilyPage",
    "GoalCopy",
    "MovePage",
    "MyFamily",
    "Offer",
    "OversightMissing",
    "PlanCopy",
    "SaidPage",
    "Shares",
    "StepWithoutLead",
    "Wanted",
    "WithoutLead",
    "access_ended",
    "action_first",
    "active_plan",
    "age_in_words",
    "allocation_page",
    "assessment_overview",
    "assessment_page",
    "at_home_with",
    "banner_of",
    "children_to_choose",
    "children_without_social_worker",
    "compared",
    "copy_for_reader",
    "copy_page",
    "danger_page",
    "dangers",
    "day_with_the_children",
    "drafts",
    "due_for",
    "due_of",
    "ended_help",
    "ended_steps",
    "families",
    "families_whose_step_waits",
    "families_without_lead",
    "family_page",
    "for_sign_off",
    "goal_first",
    "helped_before",
    "homes_of",
    "known_fact",
    "known_in",
    "lead_first",
    "leads_to_choose",
    "made_under",
    "may_reopen",
    "member_person",
    "members_to_choose",
    "missing_before_agreement",
    "missing_before_submit",
    "missing_of_goal",
    "move_page",
    "my_families",
    "need",
    "need_first",
    "needs_to_choose",
    "offers_of",
    "on_duty",
    "open_episode_of",
    "open_goals",
    "open_grants",
    "overdue_in",
    "oversight_missing",
    "owner",
    "owners_to_choose",
    "parts_of",
    "plan_first",
    "plan_for_reader",
    "plan_overview",
    "plan_page",
    "practitioner",
    "readers_of_plan",
    "reasons_owed",
    "recorded_elsewhere",
    "review_first",
    "safety_first",
    "safety_page",
    "safety_plans_late",
    "said_page",
    "shares_of",
    "standing_plan",
    "step_page",
    "teams_to_choose",
    "to_answer",
    "unaddressed_needs",
    "waiting_on_others",
    "words_of_children",
]
