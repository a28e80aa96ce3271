"""Steps that keep a version of the practice model, and which of them are still open on one that has ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from kith.access.identity import current_identity
from kith.design.words import the_date
from kith.family_help.models import Assessment, Episode, ModelMove, Plan
from kith.family_help.queries.assessment_limit import due_of
from kith.family_help.states import ASSESSMENT, PLAN
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.organisations.models import Area, Role
from kith.practice_model.explaining import differences
from kith.practice_model.models import PracticeModelVersion
from kith.practice_model.queries import model_in_force, model_of_version, versions
from kith.practice_model.rules import Model
from kith.workbench.rooms import OpenStep

Step = Episode | Assessment | Plan


def version_labelled(area_slug: str, label: str) -> PracticeModelVersion | None:
    """Return the newest published version of an area whose label a step carries; ``None`` when there is none.

    An area that goes back to an earlier version publishes it again under the same label: the newest counts,
    so that such a step is on a version in force.
    """
    return next(
        (each for each in versions(area_slug) if model_of_version(each.pk, each.valid_from).version_label == label),
        None,
    )


def episode_of(step: Step) -> Episode:
    """Return the episode that a step belongs to; an episode is its own."""
    return step if isinstance(step, Episode) else step.episode


def kind_of(step: Step) -> str:
    """Return the kind of a step: ``episode``, ``assessment`` or ``plan``."""
    if isinstance(step, Episode):
        return ModelMove.Kind.EPISODE
    return ModelMove.Kind.PLAN if isinstance(step, Plan) else ModelMove.Kind.ASSESSMENT


def is_open(step: Step) -> bool:
    """Return whether a step is still worked on."""
    if not episode_of(step).is_open:
        return False
    if isinstance(step, Assessment):
        return step.state not in ASSESSMENT.finished
    return not isinstance(step, Plan) or step.state not in PLAN.finished


@dataclass(frozen=True)
class EndedStep:
    """An open step and the version it was begun on, which has ended."""

    kind: str
    step_id: UUID
    version: PracticeModelVersion
    ended_on: date


def on_ended_version(step: Step, in_force: Model, today: date) -> EndedStep | None:
    """Return that an open step is on a version that has ended, or ``None``. No query while it is on the version in force."""
    if not step.model_version or step.model_version == in_force.version_label or not is_open(step):
        return None
    version = version_labelled(in_force.area, step.model_version)
    if version is None or version.valid_to is None or version.valid_to > today:
        return None
    return EndedStep(kind_of(step), step.pk, version, version.valid_to)


def ended_steps(steps: Iterable[Step | None], in_force: Model, today: date) -> list[EndedStep]:
    """Return those of some steps that are open on a version that has ended."""
    found = (on_ended_version(step, in_force, today) for step in steps if step is not None)
    return [step for step in found if step is not None]


@dataclass(frozen=True)
class MovePage:
    """What a manager reads before moving a step: from which version to which, what differs, what becomes of the step."""

    step: Step
    kind: str
    ended: EndedStep
    to_version: str
    differences: list[str]
    consequences: list[str]
    may_move: bool


def move_page(family_id: UUID, kind: str, step_id: UUID, *, now: datetime) -> MovePage:
    """Return the page of moving a step. Raises :class:`NotFound` unless it is open on a version that has ended."""
    step = _step(kind, family_id, step_id)
    if step is None:
        raise NotFound
    today = london_date(now)
    in_force = model_in_force(Area.objects.get(pk=step.area_id).slug, today)
    ended = on_ended_version(step, in_force, today)
    if ended is None:
        raise NotFound
    return MovePage(
        step=step,
        kind=kind,
        ended=ended,
        to_version=in_force.version_label,
        differences=differences(model_of_version(ended.version.pk, today), in_force),
        consequences=_consequences(step, in_force),
        may_move=Role.TEAM_MANAGER in current_identity().roles,
    )


def _step(kind: str, family_id: UUID, step_id: UUID) -> Step | None:
    match kind:
        case ModelMove.Kind.EPISODE:
            return Episode.objects.filter(pk=step_id, family_id=family_id).first()
        case ModelMove.Kind.ASSESSMENT:
            return Assessment.objects.select_related("episode").filter(pk=step_id, family_id=family_id).first()
        case ModelMove.Kind.PLAN:
            return Plan.objects.select_related("episode").filter(pk=step_id, family_id=family_id).first()
    return None


def _consequences(step: Step, model: Model) -> list[str]:
    if isinstance(step, Assessment):
        return _of_assessment(step, model)
    if isinstance(step, Plan):
        title = model.term("family_help_plan")
        return [f"It is called “{title}” from now on."] if title != step.title else []
    if step.tier not in model.tiers:
        return [
            f"The version in force has no level called “{step.get_tier_display()}”. The family stays on it until a step is "
            f"decided."
        ]
    return []


def _of_assessment(assessment: Assessment, model: Model) -> list[str]:
    held = {part.domain: part for part in assessment.sections.all()}
    domains = model.assessment_domains
    said = [f"“{part.name}” is added, with nothing written yet." for code, part in domains.items() if code not in held]
    for code, part in held.items():
        if code not in domains:
            said.append(f"“{part.title}” is no longer asked for. It stays, with all that is written in it.")
        elif domains[code].name != part.title:
            said.append(f"“{part.title}” is called “{domains[code].name}”. What is written in it stays.")
    if assessment.kind == Assessment.Kind.ASSESSMENT:
        due_on, because = due_of(assessment.episode, model)
        if due_on != assessment.due_on:
            said.append(f"It is due on {the_date(due_on)}. {because}." if due_on else f"{because}.")
    if assessment.state == Assessment.State.SUBMITTED:
        said.append("It waits for sign-off. Send it back if somebody must write in a part that is added.")
    return said


def open_episodes_on(version_id: UUID) -> list[OpenStep]:
    """Return the open episodes begun on a version, in the area acted in."""
    begun = _begun_on(version_id)
    return _open_steps("episode", version_id, Episode.objects.filter(closed_on__isnull=True, **begun))


def open_assessments_on(version_id: UUID) -> list[OpenStep]:
    """Return the unfinished assessments begun on a version, in the area acted in."""
    rows = Assessment.objects.filter(episode__closed_on__isnull=True, **_begun_on(version_id))
    return _open_steps("assessment", version_id, rows.exclude(state__in=ASSESSMENT.finished))


def open_plans_on(version_id: UUID) -> list[OpenStep]:
    """Return the plans begun on a version that have not ended, in the area acted in."""
    rows = Plan.objects.filter(episode__closed_on__isnull=True, **_begun_on(version_id))
    return _open_steps("plan", version_id, rows.exclude(state__in=PLAN.finished))


def _begun_on(version_id: UUID) -> dict[str, Any]:
    """Return what finds the rows begun on a version: none for the national model, and none for a label published again since."""
    version = PracticeModelVersion.objects.select_related("area").get(pk=version_id)
    if version.area is None:
        return {"pk__in": []}
    label = model_of_version(version.pk, version.valid_from).version_label
    newest = version_labelled(version.area.slug, label)
    if newest is None or newest.pk != version.pk:
        return {"pk__in": []}
    return {"area_id": version.area_id, "model_version": label}


def _open_steps(kind: str, version_id: UUID, rows: QuerySet[Any]) -> list[OpenStep]:
    return [
        OpenStep(
            kind,
            row_id,
            version_id,
            page=reverse("family_help:move", kwargs={"family_id": family_id, "kind": kind, "step_id": row_id}),
        )
        for row_id, family_id in rows.order_by("id").values_list("id", "family_id")
    ]
