"""The assessment with all its parts, what it still needs, and its kept versions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kith.design.words import the_date
from kith.family_help.models import Assessment, AssessmentVersion, ChildWords, Episode, KnownFact
from kith.family_help.queries.episodes import open_episode_of
from kith.family_help.queries.known import Offer, Part, offers_of, passed_on
from kith.family_help.queries.moves import EndedStep, ended_steps
from kith.family_help.queries.who_decides import made_under
from kith.family_help.snapshots import assessment_snapshot
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.organisations.models import Area
from kith.people.models import Person
from kith.practice_model.codes import labels
from kith.practice_model.queries import model_in_force


@dataclass(frozen=True)
class AssessmentOverview:
    """The assessment with all its parts; ``written`` is empty before the first."""

    episode: Episode
    written: Assessment | None
    title: str
    words: list[ChildWords]
    missing: list[str]
    factors: list[str]
    can_start: bool
    earlier: list[Assessment]
    seen_rows: list[list[str]]
    known_rows: list[list[str]]
    ended: list[EndedStep]
    made_under: str
    """Under which edition of national guidance, and which version of the model."""
    offered: dict[UUID, list[Offer]]
    """By part: what was said before and is offered there."""
    listed: set[UUID]
    """Persons of whom a need is listed."""
    passed_on: list[KnownFact]
    """Words of a child that another person passed on."""


def assessment_overview(family_id: UUID, *, now: datetime) -> AssessmentOverview:
    """Return the page of the assessment. Raises :class:`NotFound` for a family without an episode."""
    written = assessment_page(family_id)
    episode = written.episode if written else open_episode_of(family_id)
    if episode is None:
        episode = Episode.objects.filter(family_id=family_id).order_by("-opened_at")[0]
    model = model_in_force(Area.objects.get(pk=episode.area_id).slug, london_date(now))
    names = labels("assessment_factors")
    open_to_write = written is not None and written.state in {"draft", "returned"}
    return AssessmentOverview(
        episode=episode,
        written=written,
        title=model.term("family_help_assessment"),
        words=words_of_children(episode),
        missing=missing_before_submit(written, london_date(now)) if written is not None and open_to_write else [],
        factors=[f"{code} {names.get(code, '')}" for code in written.factors] if written else [],
        can_start=written is None and episode.is_open,
        earlier=[each for each in episode.assessments.order_by("-started_on", "-id") if written and each.id != written.id],
        seen_rows=[
            [row.person.name, the_date(row.seen_on), "Yes" if row.alone else "No"]
            for row in (written.seen.all() if written else [])
        ],
        known_rows=[
            [
                row.person.name if row.person else "The family",
                row.label,
                row.value,
                row.source,
                the_date(row.known_on),
            ]
            for row in (written.known.all() if written else [])
        ],
        ended=ended_steps([episode, written], model, london_date(now)),
        made_under=made_under(written.model_version, written.started_on, model) if written else "",
        offered=_offered(written) if written is not None and open_to_write else {},
        listed={need.person_id for need in written.needs.all() if need.person_id} if written is not None else set(),
        passed_on=passed_on(written.known.all(), written) if written is not None and open_to_write else [],
    )


def _offered(written: Assessment) -> dict[UUID, list[Offer]]:
    known = written.known.all()
    parts: list[Part] = [*written.sections.all(), *written.members.all(), written]
    return {part.pk: offers_of(part, known) for part in parts}


def assessment_page(family_id: UUID) -> Assessment | None:
    """Return the assessment to work on: the one being written, else the last; with all its parts. ``None`` before the first."""
    episode = open_episode_of(family_id) or Episode.objects.filter(family_id=family_id).order_by("-opened_at").first()
    if episode is None:
        raise NotFound
    return (
        episode.assessments.select_related("episode", "started_by", "submitted_by", "authorised_by")
        .prefetch_related(
            "sections",
            "members__person",
            "known__person",
            "seen__person",
            "needs__person",
            "needs__goals",
            "versions",
        )
        .order_by("-started_on", "-id")
        .first()
    )


def missing_before_submit(assessment: Assessment, today: date) -> list[str]:
    """Return in words what an assessment still needs: each child's view or reason, analysis, factors, and why it is late."""
    heard = set(ChildWords.objects.filter(episode_id=assessment.episode_id).values_list("person_id", flat=True))
    if assessment.kind == Assessment.Kind.UPDATE:
        heard = set(ChildWords.objects.filter(assessment=assessment).values_list("person_id", flat=True))
    children = list(assessment.episode.children.select_related("person").filter(left_on__isnull=True))
    missing = [
        f"write {child.person.name}'s own view, or why there is none and how you sought it"
        for child in children
        if child.person_id not in heard and not child.person.is_unborn
    ]
    missing += _parts_not_written(assessment)
    missing += _children_not_seen(assessment, {child.person_id for child in children})
    if not assessment.analysis.strip():
        missing.append("write the analysis")
    if not assessment.family_view.strip():
        missing.append("write what the family thinks of this assessment")
    if not assessment.factors:
        missing.append("choose the factors you found")
    if not assessment.needs.exists() and "21" not in assessment.factors:
        missing.append("list at least one need")
    if assessment.due_on is not None and today > assessment.due_on and not assessment.overrun_reason.strip():
        missing.append(f"say why it was not finished by {the_date(assessment.due_on)}")
    return missing


def _parts_not_written(assessment: Assessment) -> list[str]:
    """Return in words the parts that are empty and do not say why (P-28)."""
    return [
        f"write the part “{part.title}”, or why there is nothing to write"
        for part in assessment.sections.all()
        if not part.words.strip() and not part.empty_reason.strip()
    ]


def _children_not_seen(assessment: Assessment, subjects: set[UUID]) -> list[str]:
    """Return in words the children who were not seen and of whom nothing says why and by when they will be (P-28)."""
    seen = set(assessment.seen.values_list("person_id", flat=True))
    said = {part.person_id for part in assessment.members.all() if part.not_seen_reason.strip() and part.see_by}
    children = assessment.episode.children.select_related("person").filter(person_id__in=subjects - seen - said)
    return [
        f"record when {child.person.name} was seen, or why not and the day by which they will be"
        for child in children
        if not child.person.is_unborn
    ]


def words_of_children(episode: Episode) -> list[ChildWords]:
    """Return all that children said or why they did not, for professionals."""
    return list(ChildWords.objects.select_related("person", "heard_by").filter(episode=episode).order_by("said_on"))


def known_in(assessment: Assessment, person: Person | None = None) -> list[KnownFact]:
    """Return what was known when the assessment opened, of one person or of everyone."""
    rows = assessment.known.select_related("person")
    return list(rows.filter(person=person) if person else rows)


def compared(kept: AssessmentVersion) -> list[dict[str, str]]:
    """Return the texts of a kept version beside those of today, part by part."""
    today = assessment_snapshot(kept.assessment)
    sections = {row["domain"]: row for row in today["sections"]}
    fields = {
        "analysis": "Analysis",
        "what_needs_to_change": "What needs to change",
        "family_view": "The family's view",
        "disputed": "What the family sees differently",
    }
    return [
        *(
            {"label": each["title"], "left": each["words"], "right": sections[each["domain"]]["words"]}
            for each in kept.content["sections"]
        ),
        *(
            {"label": label, "left": kept.content["assessment"][field], "right": today["assessment"][field]}
            for field, label in fields.items()
        ),
    ]
