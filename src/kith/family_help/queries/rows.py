"""One row of a family for the page that its address names. A row of another family, or one that may not be seen, is not found."""

from typing import TypeVar
from uuid import UUID

from kith.access.models import Grant
from kith.family_help.models import (
    Action,
    AssessedNeed,
    Assessment,
    AssessmentMember,
    AssessmentSection,
    AssessmentVersion,
    ChildWords,
    DangerAlert,
    EpisodeChild,
    Goal,
    LeadAssignment,
    PlanChild,
    SafetyPlan,
    StepDecision,
)
from kith.people.models import FamilyRecord
from kith.workbench.rows import row

Row = TypeVar("Row", bound=FamilyRecord)
ActionRow = Action
ChildRow = EpisodeChild
GoalRow = Goal
GrantRow = Grant
"""What a form is given, by name."""


def row_of(model: type[Row], family_id: UUID, row_id: UUID) -> Row:
    """Return one row of a family. Raises :class:`NotFound`."""
    return row(model, row_id, family_id=family_id)


def section(family_id: UUID, row_id: UUID) -> AssessmentSection:
    """Return a part of the assessment. Raises :class:`NotFound`."""
    return row_of(AssessmentSection, family_id, row_id)


def assessed_member(family_id: UUID, row_id: UUID) -> AssessmentMember:
    """Return a member in an assessment. Raises :class:`NotFound`."""
    return row_of(AssessmentMember, family_id, row_id)


def assessment(family_id: UUID, row_id: UUID) -> Assessment:
    """Return an assessment. Raises :class:`NotFound`."""
    return row_of(Assessment, family_id, row_id)


def assessment_version(family_id: UUID, row_id: UUID) -> AssessmentVersion:
    """Return a kept text of an assessment. Raises :class:`NotFound`."""
    return row_of(AssessmentVersion, family_id, row_id)


def assessed_need(family_id: UUID, row_id: UUID) -> AssessedNeed:
    """Return an assessed need. Raises :class:`NotFound`."""
    return row_of(AssessedNeed, family_id, row_id)


def child_words(family_id: UUID, row_id: UUID) -> ChildWords:
    """Return a child's own words. Raises :class:`NotFound`."""
    return row_of(ChildWords, family_id, row_id)


def part_for_child(family_id: UUID, row_id: UUID) -> PlanChild:
    """Return a part of a plan for one child. Raises :class:`NotFound`."""
    return row_of(PlanChild, family_id, row_id)


def goal(family_id: UUID, row_id: UUID) -> Goal:
    """Return a goal. Raises :class:`NotFound`."""
    return row_of(Goal, family_id, row_id)


def action(family_id: UUID, row_id: UUID) -> Action:
    """Return an action. Raises :class:`NotFound`."""
    return row_of(Action, family_id, row_id)


def lead(family_id: UUID, row_id: UUID) -> LeadAssignment:
    """Return a question to lead, answered or not. Raises :class:`NotFound`."""
    return row_of(LeadAssignment, family_id, row_id)


def child(family_id: UUID, row_id: UUID) -> EpisodeChild:
    """Return a child of an episode. Raises :class:`NotFound`."""
    return row_of(EpisodeChild, family_id, row_id)


def alert(family_id: UUID, row_id: UUID) -> DangerAlert:
    """Return an alert that a child may be in danger. Raises :class:`NotFound`."""
    return row_of(DangerAlert, family_id, row_id)


def safety_plan(family_id: UUID, row_id: UUID) -> SafetyPlan:
    """Return an immediate safety plan. Raises :class:`NotFound`."""
    return row_of(SafetyPlan, family_id, row_id)


def step(family_id: UUID, row_id: UUID) -> StepDecision:
    """Return a decision to step up or down. Raises :class:`NotFound`."""
    return row_of(StepDecision, family_id, row_id)
