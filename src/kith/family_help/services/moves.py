"""Moving a step from a version of the practice model that has ended to the one in force."""

from datetime import datetime
from typing import Any

from kith.access.identity import current_identity
from kith.family_help.models import Assessment, AssessmentSection, Episode, ModelMove, Plan
from kith.family_help.queries.assessment_limit import due_of
from kith.family_help.queries.moves import Step, episode_of, is_open, kind_of, on_ended_version
from kith.family_help.refusals import MayNotDecide, NothingToMove
from kith.family_help.services import clocks
from kith.family_help.services.assessments import keep_version
from kith.family_help.services.authority import area_model, must_be_open, must_say, practitioner_id
from kith.family_help.services.plans import keep_plan_version
from kith.kernel.time import london_date
from kith.organisations.models import Role
from kith.people.models.versions import save_version
from kith.practice_model.rules import Model


def move_to_model_in_force(*, record: Step, reason: str, now: datetime) -> ModelMove:
    """Move an open episode, assessment or plan to the version in force, and keep who moved it and why.

    An assessment gets the parts that the version adds; parts it no longer asks for stay, and all that is written stays. Its text
    and that of a plan are kept as they stood before. Raises :class:`MayNotDecide` for anyone but a team manager,
    :class:`WordsMissing`, :class:`EpisodeClosed`, :class:`NothingToMove`, :class:`ChangedMeanwhile`. Source: a step keeps its
    version until a manager moves it (practice model, design 2.3).
    """
    manager = practitioner_id()
    if manager is None or Role.TEAM_MANAGER not in current_identity().roles:
        raise MayNotDecide("A team manager moves this to the version in force. Ask yours.")
    must_say(reason=reason)
    must_be_open(episode_of(record))
    model = area_model(now)
    if not is_open(record) or on_ended_version(record, model, london_date(now)) is None:
        raise NothingToMove("This is finished, or its version of the practice model has not ended. It stays as it is.")
    before = record.model_version
    changes: dict[str, Any] = {"model_version": model.version_label}
    if isinstance(record, Assessment):
        keep_version(record, now)
        _fit_parts(record, model)
        if record.kind == Assessment.Kind.ASSESSMENT:
            changes["due_on"], changes["due_because"] = due_of(record.episode, model)
    elif isinstance(record, Episode):
        changes["assessment_due_on"], changes["assessment_due_because"] = due_of(record, model)
    elif isinstance(record, Plan):
        keep_plan_version(record, "before a move", now)
        changes["title"] = model.term("family_help_plan")
    save_version(record, read_version=record.version, **changes)
    if isinstance(record, Plan):
        clocks.run_plan(record, now=now)
    else:
        clocks.run_assessment(episode_of(record), because="Moved to the version in force", now=now)
    return ModelMove.objects.create(
        area_id=record.area_id,
        family_id=record.family_id,
        episode=episode_of(record),
        kind=kind_of(record),
        step_id=record.pk,
        from_version=before,
        to_version=model.version_label,
        reason=reason.strip(),
        moved_at=now,
        moved_by_id=manager,
    )


def _fit_parts(assessment: Assessment, model: Model) -> None:
    """Add the parts that the model has and the assessment lacks, in the model's order; parts that it dropped come last."""
    held = {part.domain: part for part in assessment.sections.all()}
    domains = model.assessment_domains
    for position, (code, domain) in enumerate(domains.items(), start=1):
        asked = {"title": domain.name, "prompts": list(domain.prompts), "position": position}
        if code in held:
            # The version of the part stays: somebody who is writing in it can save their words.
            AssessmentSection.objects.filter(pk=held[code].pk).update(**asked)
        else:
            AssessmentSection.objects.create(
                area_id=assessment.area_id,
                family_id=assessment.family_id,
                assessment=assessment,
                domain=code,
                **asked,
            )
    dropped = [part for code, part in held.items() if code not in domains]
    for position, part in enumerate(dropped, start=len(domains) + 1):
        AssessmentSection.objects.filter(pk=part.pk).update(position=position)
