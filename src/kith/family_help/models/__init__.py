"""The tables of Family Help: the episode, who leads it, the assessment and the plan."""

from kith.family_help.models.assessment import (
    AssessedNeed,
    Assessment,
    AssessmentMember,
    AssessmentSection,
    AssessmentVersion,
    ChildSeen,
    ChildWords,
    KnownFact,
)
from kith.family_help.models.danger import DangerAlert
from kith.family_help.models.episode import Basis, BasisOfHelp, Episode, EpisodeChild, Tier
from kith.family_help.models.lead import ChildWorker, LeadAssignment, Oversight, RiskLevel
from kith.family_help.models.move import ModelMove
from kith.family_help.models.plan import (
    Action,
    Goal,
    GoalProgress,
    Plan,
    PlanChild,
    PlanReview,
    PlanShare,
    PlanVersion,
)
from kith.family_help.models.safety import SafetyPlan
from kith.family_help.models.statement import Statement
from kith.family_help.models.step import ChildStep, GrantStep, StepDecision

__all__ = [
    "Action",
    "AssessedNeed",
    "Assessment",
    "AssessmentMember",
    "AssessmentSection",
    "AssessmentVersion",
    "Basis",
    "BasisOfHelp",
    "ChildSeen",
    "ChildStep",
    "ChildWords",
    "ChildWorker",
    "DangerAlert",
    "Episode",
    "EpisodeChild",
    "Goal",
    "GoalProgress",
    "GrantStep",
    "KnownFact",
    "LeadAssignment",
    "ModelMove",
    "Oversight",
    "Plan",
    "PlanChild",
    "PlanReview",
    "PlanShare",
    "PlanVersion",
    "RiskLevel",
    "SafetyPlan",
    "Statement",
    "StepDecision",
    "Tier",
]
