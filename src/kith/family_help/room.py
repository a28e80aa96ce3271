"""What Family Help gives to the other rooms."""

from typing import Any

from django.urls import reverse

from kith.access.sight import Part, parts_of
from kith.design.words import spaced
from kith.family_help.banner import banner, events
from kith.family_help.family_page import SECTIONS
from kith.family_help.handlers import keep_one_episode, look_again
from kith.family_help.messages import MESSAGES
from kith.family_help.models import (
    Action,
    AssessedNeed,
    Assessment,
    AssessmentMember,
    AssessmentSection,
    BasisOfHelp,
    ChildSeen,
    ChildStep,
    ChildWords,
    ChildWorker,
    DangerAlert,
    Episode,
    EpisodeChild,
    Goal,
    GoalProgress,
    GrantStep,
    KnownFact,
    LeadAssignment,
    Oversight,
    Plan,
    PlanChild,
    PlanReview,
    PlanShare,
    SafetyPlan,
    Statement,
    StepDecision,
)
from kith.family_help.my_day import my_day
from kith.family_help.queries import moves
from kith.family_help.queries.choices import ENDS_OF_A_PLAN
from kith.family_help.queries.mistaken import copies_on_strength
from kith.family_help.queries.obstacles import in_the_way
from kith.family_help.states import ACTION, ASSESSMENT, GOAL, LEAD, PLAN, STEP
from kith.kernel.terms import term
from kith.organisations.words import Role
from kith.people.facts import LookAgain, PeopleMerging
from kith.practice_model.codes import words_of
from kith.workbench.about import Add, MenuLink, Section, Tab
from kith.workbench.my_day import MANAGERS
from kith.workbench.places import OfAdding, OfMenu, OfPage, OfTabs
from kith.workbench.rooms import Room, Rows


def _family(row: Any) -> str:
    return reverse("family_help:family", kwargs={"family_id": row.family_id})


def _end_of_a_plan(code: str) -> str:
    return dict(ENDS_OF_A_PLAN).get(code, code)


def _works_with_families(roles: frozenset[str]) -> bool:
    """Whoever sees the help of a family, by their role or by a grant of it."""
    return Part.EPISODE in parts_of(roles) or Role.PARTNER_LEAD in roles


PLACE = frozenset({"position"})
SOURCE = {"referral_source": words_of("referral_source")}
CLOSURE = {"closure_reason": words_of("reason_for_closure")}
CHILD = {**SOURCE, **CLOSURE, "primary_need": words_of("primary_need"), "upn_unknown": words_of("upn_unknown")}
"""Codes of the children in need census, by the field that holds one."""

ROOM = Room(
    name="family_help",
    page=_family,
    tables={
        Episode: Rows("Episode", coded=SOURCE),
        EpisodeChild: Rows("Help in an episode", coded=CHILD),
        BasisOfHelp: Rows("Basis of help", lambda r: r.get_basis_display(), hidden=frozenset({"assessment_limit"})),
        LeadAssignment: Rows("Lead practitioner", hidden=frozenset({"rule"}), coded={"needs_overseer": spaced}),
        Oversight: Rows("Oversight", lambda r: r.get_kind_display()),
        ChildWorker: Rows("Worker named for the child", lambda r: r.get_kind_display()),
        Assessment: Rows(
            term("family_help_assessment"), hidden=frozenset({"due_because"}), coded={"factors": words_of("assessment_factors")}
        ),
        AssessmentSection: Rows(
            "Part of the assessment", lambda r: r.title, hidden=PLACE | {"prompts", "saved_at", "domain", "title"}
        ),
        AssessmentMember: Rows("Part in an assessment", hidden=frozenset({"role"})),
        KnownFact: Rows(
            "Already known", lambda r: f"{r.label}: {r.value}", hidden=frozenset({"label", "value", "places", "settled_in"})
        ),
        Statement: Rows("What was said before", lambda r: r.words, hidden=frozenset({"words", "origin"})),
        ChildSeen: Rows("Day on which the child was seen"),
        ChildWords: Rows("The child’s own words"),
        AssessedNeed: Rows("Need in an assessment", lambda r: r.words, hidden=PLACE),
        Plan: Rows(term("family_help_plan"), lambda r: r.title, hidden=frozenset({"title"})),
        PlanChild: Rows("Child’s part of the plan"),
        Goal: Rows("Goal of a plan", lambda r: r.words, hidden=PLACE),
        Action: Rows("Action of a plan", lambda r: r.words, hidden=PLACE),
        PlanReview: Rows("Review of the plan"),
        GoalProgress: Rows("Progress of a goal"),
        PlanShare: Rows("Plan shared with them", hidden=frozenset({"safe_parts"})),
        StepDecision: Rows("Step", lambda r: r.get_kind_display()),
        ChildStep: Rows("Step for a child", coded={**CLOSURE, "ended_by": _end_of_a_plan}),
        GrantStep: Rows("A partner’s sight at a step", lambda r: r.get_decision_display(), coded={"parts": spaced}),
        SafetyPlan: Rows("Immediate safety plan"),
        DangerAlert: Rows("A child may be in danger", lambda r: r.words, hidden=frozenset({"words"})),
    },
    states=(LEAD, ASSESSMENT, PLAN, GOAL, ACTION, STEP),
    messages=MESSAGES,
    banner=banner,
    chronology=events,
    family_page=SECTIONS,
    person_page=(Section(OfPage.LAST, "family_help/copies_on_strength.html", copies_on_strength),),
    tabs=(
        Tab(OfTabs.FAMILY, "Family", "family_help:family"),
        Tab(OfTabs.WORK, term("family_help_assessment"), "family_help:assessment"),
        Tab(OfTabs.WORK, term("family_help_plan"), "family_help:plan"),
        Tab(OfTabs.WORK, "Who leads", "family_help:allocate"),
    ),
    add=(
        # Open to everyone who sees the family (P-12).
        Add(OfAdding.DANGER, "A child may be in danger now", "family_help:danger"),
        Add(OfAdding.DANGER, "Immediate safety plan", "family_help:safety", _works_with_families),
        Add(OfAdding.RECORD, "Something for the record", "family_help:add"),
    ),
    my_day=my_day,
    navigation=(MenuLink(OfMenu.RECORDS, "Families", "family_help:home", lambda roles: bool(set(roles) & MANAGERS)),),
    obstacles=in_the_way,
    open_steps={
        "episode": moves.open_episodes_on,
        "assessment": moves.open_assessments_on,
        "plan": moves.open_plans_on,
    },
    hears=((PeopleMerging, keep_one_episode), (LookAgain, look_again)),
)
