"""The one whole-family assessment of an episode: begun, submitted, sent back, signed off, stopped, and kept as it stood."""

from datetime import date, datetime

from kith.family_help.models import Assessment, AssessmentMember, AssessmentSection, AssessmentVersion, Episode
from kith.family_help.prefill import known_facts
from kith.family_help.queries.assessment import missing_before_submit
from kith.family_help.queries.assessment_limit import due_of
from kith.family_help.refusals import AssessmentIncomplete, DatesWrong, MayNotDecide, SecondAssessment
from kith.family_help.services import clocks
from kith.family_help.services.authority import area_model, model_kept, must_be_able, must_be_open, must_say, practitioner_id
from kith.family_help.services.states import next_state
from kith.family_help.snapshots import assessment_snapshot
from kith.family_help.states import ASSESSMENT
from kith.kernel.time import london_date
from kith.people.models import FamilyMember


def start_assessment(*, episode: Episode, now: datetime, started_on: date | None = None) -> Assessment:
    """Begin the episode's one assessment: the area's domains, every member of the family, and what is already known, with source.

    Raises :class:`SecondAssessment`, :class:`EpisodeClosed`, :class:`DatesWrong`. Source: C-18 to C-20, A-28; the clock is P-6.
    """
    must_be_open(episode)
    if episode.assessments.filter(kind=Assessment.Kind.ASSESSMENT).exists():
        raise SecondAssessment("This family already has its assessment. Open that one, or add an update to it.")
    return _start(episode, Assessment.Kind.ASSESSMENT, "", started_on or london_date(now), now)


def start_update(*, episode: Episode, purpose: str, now: datetime) -> Assessment:
    """Begin an update after the assessment has been signed off, because something significant changed.

    It opens with the text that was signed off. Raises :class:`SecondAssessment` while one is being written,
    :class:`WordsMissing`.
    """
    must_be_open(episode)
    must_say(reason=purpose)
    if episode.assessments.exclude(state__in=ASSESSMENT.finished).exists() or not episode.assessments.exists():
        raise SecondAssessment("Finish the assessment that is being written first.")
    before = episode.assessments.order_by("-authorised_at")[0]
    update = _start(episode, Assessment.Kind.UPDATE, purpose, london_date(now), now)
    earlier = {section.domain: section.words for section in before.sections.all()}
    for section in update.sections.all():
        section.words = earlier.get(section.domain, "")
        section.save()
    people = {member.person_id: member for member in before.members.all()}
    for member in update.members.all():
        if member.person_id in people:
            old = people[member.person_id]
            member.strengths, member.needs, member.daily_life = old.strengths, old.needs, old.daily_life
            member.save()
    for field in ("analysis", "what_needs_to_change", "family_view", "disputed", "factors"):
        setattr(update, field, getattr(before, field))
    update.save()
    return update


def submit_assessment(*, assessment: Assessment, now: datetime) -> Assessment:
    """Ask for sign-off. Refused with all that is missing (:class:`AssessmentIncomplete`), or in the wrong state."""
    assessment.state = next_state(ASSESSMENT, assessment, "submit_assessment")
    missing = missing_before_submit(assessment, london_date(now))
    if missing:
        raise AssessmentIncomplete(missing)
    assessment.submitted_at = now
    assessment.submitted_by_id = practitioner_id()
    return _save_state(assessment, now)


def send_back(*, assessment: Assessment, reason: str, now: datetime) -> Assessment:
    """Send a submitted assessment back with a reason. Raises :class:`MayNotDecide`, :class:`WordsMissing`."""
    must_say(reason=reason)
    must_be_able("authorise_assessment", now=now)
    assessment.state = next_state(ASSESSMENT, assessment, "send_back")
    assessment.returned_reason = reason
    return _save_state(assessment, now)


def authorise_assessment(*, assessment: Assessment, now: datetime, note: str = "") -> Assessment:
    """Sign off. Never by the person who submitted it; never with a child who has neither a view nor a reason (P-10).

    Raises :class:`MayNotDecide`, :class:`AssessmentIncomplete`.
    """
    must_be_able("authorise_assessment", now=now)
    if assessment.submitted_by_id is not None and assessment.submitted_by_id == practitioner_id():
        raise MayNotDecide("You submitted this assessment, so somebody else signs it off.")
    assessment.state = next_state(ASSESSMENT, assessment, "authorise_assessment")
    missing = missing_before_submit(assessment, london_date(now))
    if missing:
        raise AssessmentIncomplete(missing)
    assessment.authorised_at = now
    assessment.authorised_by_id = practitioner_id()
    assessment.authorised_note = note
    signed = _save_state(assessment, now)
    clocks.owe_plan(assessment.episode, now=now)
    return signed


def stop_assessments(*, episode: Episode, reason: str, now: datetime) -> None:
    """Stop what is being written when help ends, and keep every word of it. For the closing of an episode."""
    for assessment in episode.assessments.exclude(state__in=ASSESSMENT.finished):
        assessment.state = next_state(ASSESSMENT, assessment, "close_episode")
        assessment.stopped_at = now
        assessment.stopped_reason = reason
        _save_state(assessment, now)


def set_due_again(episode: Episode, now: datetime) -> None:
    """Ask again when the assessment is due, after a basis has changed. For services of this room.

    The episode knows the day from the decision on, so that it is seen before anybody opens the assessment.
    """
    due_on, because = due_of(episode, model_kept(episode.model_version, now))
    episode.assessment_due_on, episode.assessment_due_because = due_on, because[:300]
    episode.save(update_fields=["assessment_due_on", "assessment_due_because"])
    for assessment in episode.assessments.filter(kind=Assessment.Kind.ASSESSMENT).exclude(state__in=ASSESSMENT.finished):
        due = due_of(episode, model_kept(assessment.model_version, now))
        if due != (assessment.due_on, assessment.due_because):
            assessment.due_on, assessment.due_because = due
            assessment.save(update_fields=["due_on", "due_because"])
    clocks.run_assessment(episode, because="Basis of help decided", now=now)


def keep_version(assessment: Assessment, now: datetime) -> None:
    """Keep the whole text of an assessment as it stands. For services of this room."""
    number = assessment.versions.count() + 1
    AssessmentVersion.objects.create(
        area_id=assessment.area_id,
        family_id=assessment.family_id,
        assessment=assessment,
        number=number,
        state=assessment.state,
        made_at=now,
        made_by_id=practitioner_id(),
        content=assessment_snapshot(assessment),
    )


def _start(episode: Episode, kind: str, purpose: str, started_on: date, now: datetime) -> Assessment:
    if started_on < episode.referral_date:
        raise DatesWrong("An assessment cannot start before the referral.", field="started_on")
    if started_on > london_date(now):
        raise DatesWrong("An assessment cannot have started on a day that has not come.", field="started_on")
    model = area_model(now)
    due_on, because = due_of(episode, model)
    assessment = Assessment.objects.create(
        area_id=episode.area_id,
        family_id=episode.family_id,
        episode=episode,
        kind=kind,
        purpose=purpose,
        started_on=started_on,
        started_by_id=practitioner_id(),
        due_on=due_on if kind == Assessment.Kind.ASSESSMENT else None,
        due_because=because if kind == Assessment.Kind.ASSESSMENT else "An update has no time limit of its own.",
        model_version=model.version_label,
    )
    belongs = {"area_id": episode.area_id, "family_id": episode.family_id, "assessment": assessment}
    AssessmentSection.objects.bulk_create(
        AssessmentSection(**belongs, domain=code, title=part.name, prompts=list(part.prompts), position=number)
        for number, (code, part) in enumerate(model.assessment_domains.items(), start=1)
    )
    places = list(FamilyMember.objects.select_related("person").filter(family_id=episode.family_id, ends_on__isnull=True))
    AssessmentMember.objects.bulk_create(AssessmentMember(**belongs, person=place.person, role=place.role) for place in places)
    known_facts(assessment, places, model)
    clocks.run_assessment(episode, because="Assessment started", now=now)
    return assessment


def _save_state(assessment: Assessment, now: datetime) -> Assessment:
    assessment.version += 1
    assessment.save()
    keep_version(assessment, now)
    clocks.run_assessment(assessment.episode, because=f"Assessment: {assessment.get_state_display().lower()}", now=now)
    return assessment
