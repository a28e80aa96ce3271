"""Writing, submitting, sending back and signing off the whole-family assessment."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from kith.family_help.clocks import assessment_due
from kith.family_help.models import (
    AssessedNeed,
    Assessment,
    AssessmentMember,
    AssessmentSection,
    AssessmentVersion,
    ChildSeen,
    ChildWords,
    Episode,
)
from kith.family_help.prefill import known_facts
from kith.family_help.refusals import (
    AssessmentIncomplete,
    AssessmentSigned,
    DatesWrong,
    MayNotDecide,
    NotInFamily,
    SecondAssessment,
    WordsMissing,
    WrongCode,
)
from kith.family_help.rules import ASSESSMENT_STATES, factors_wrong
from kith.family_help.services import clocks
from kith.family_help.services.authority import (
    area_model,
    model_kept,
    must_be_able,
    must_be_open,
    must_say,
    practitioner_id,
)
from kith.family_help.snapshots import assessment_snapshot
from kith.kernel.time import london_date
from kith.people.models import FamilyMember, Person
from kith.people.versions import save_version, take_in_hand
from kith.practice_model.codes import labels
from kith.practice_model.rules import Model

FINISHED = (Assessment.State.AUTHORISED, Assessment.State.STOPPED)
"""States in which an assessment is no longer written."""

_OWN_FIELDS = {
    "analysis",
    "what_needs_to_change",
    "family_view",
    "disputed",
    "factors",
    "internal_review_on",
    "overrun_reason",
}


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

    It opens with the text that was signed off. Raises :class:`SecondAssessment` while one is being written, :class:`WordsMissing`.
    """
    must_be_open(episode)
    must_say(reason=purpose)
    if episode.assessments.exclude(state__in=FINISHED).exists() or not episode.assessments.exists():
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


def write_section(*, section: AssessmentSection, read_version: int, words: str, now: datetime) -> AssessmentSection:
    """Save what is written under one domain. Raises :class:`AssessmentSigned`, :class:`ChangedMeanwhile`."""
    _must_be_in_work(section.assessment)
    save_version(section, read_version=read_version, words=words, saved_at=now)
    return section


def write_member(
    *,
    member: AssessmentMember,
    read_version: int,
    strengths: str,
    needs: str,
    daily_life: str = "",
    now: datetime,
) -> AssessmentMember:
    """Save one member's strengths, needs and, for a child, daily life. Raises as :func:`write_section`."""
    _must_be_in_work(member.assessment)
    save_version(member, read_version=read_version, strengths=strengths, needs=needs, daily_life=daily_life)
    return member


def write_analysis(*, assessment: Assessment, read_version: int, now: datetime, **changes: Any) -> Assessment:
    """Save analysis, what needs to change, the family's view, what is disputed, factors (DfE codes), review date, overrun reason.

    Raises :class:`AssessmentSigned`, :class:`WrongCode`, :class:`ChangedMeanwhile`.
    """
    _must_be_in_work(assessment)
    unknown = set(changes) - _OWN_FIELDS
    if unknown:
        raise TypeError(f"An assessment has no field {', '.join(sorted(unknown))}.")
    if "factors" in changes:
        wrong = factors_wrong(changes["factors"], labels("assessment_factors"))
        if wrong:
            raise WrongCode(wrong, field="factors")
    save_version(assessment, read_version=read_version, **changes)
    return assessment


def add_need(*, assessment: Assessment, words: str, person: Person | None = None, now: datetime) -> AssessedNeed:
    """Add a need that the assessment found, of one person or of the family."""
    _must_be_in_work(assessment)
    must_say(words=words)
    if person is not None:
        _must_be_member(assessment.family_id, person.id)
    take_in_hand(assessment)
    last = assessment.needs.aggregate(last=Max("position"))["last"] or 0
    return AssessedNeed.objects.create(
        area_id=assessment.area_id,
        family_id=assessment.family_id,
        assessment=assessment,
        person=person,
        words=words,
        position=last + 1,
    )


def record_child_seen(
    *, assessment: Assessment, person: Person, seen_on: date, alone: bool, words: str = "", now: datetime
) -> ChildSeen:
    """Record a day on which a child was seen. A fact: refused only for a day that has not come."""
    if seen_on > london_date(now):
        raise DatesWrong("You cannot have seen the child on a day that has not come yet.", field="seen_on")
    _must_be_member(assessment.family_id, person.id)
    seen = ChildSeen.objects.create(
        area_id=assessment.area_id,
        family_id=assessment.family_id,
        assessment=assessment,
        person=person,
        seen_on=seen_on,
        alone=alone,
        seen_by_id=practitioner_id(),
        words=words,
    )
    clocks.child_seen(assessment, person.pk, seen_on, now=now)
    return seen


def record_child_words(
    *,
    episode: Episode,
    person: Person,
    how: str,
    said_on: date,
    words: str = "",
    no_view_reason: str = "",
    assessment: Assessment | None = None,
    readers: str = ChildWords.Readers.UNDECIDED,
    may_read: list[UUID] | None = None,
    decided_by: str = "",
    readers_reason: str = "",
    now: datetime,
) -> ChildWords:
    """Keep a child's own words, or why there are none and how they were sought. Professionals only until decided (P-10).

    Raises :class:`WordsMissing`, :class:`DatesWrong`, :class:`NotInFamily`.
    """
    must_say(how=how)
    if not words.strip() and not no_view_reason.strip():
        raise WordsMissing("Write the child's words, or why there are none.", field="words")
    if said_on > london_date(now):
        raise DatesWrong("This day has not come yet.", field="said_on")
    _must_be_member(episode.family_id, person.id)
    row = ChildWords(
        area_id=episode.area_id,
        family_id=episode.family_id,
        episode=episode,
        assessment=assessment,
        person=person,
        words=words,
        no_view_reason=no_view_reason,
        how=how,
        said_on=said_on,
        heard_by_id=practitioner_id(),
    )
    _set_readers(row, readers, may_read or [], decided_by, readers_reason, now)
    row.save(force_insert=True)
    return row


def decide_readers(
    *,
    child_words: ChildWords,
    readers: str,
    may_read: list[UUID],
    decided_by: str,
    reason: str,
    now: datetime,
) -> ChildWords:
    """Decide who may read a child's words: said by the child, or by the worker with a reason (P-10). Raises :class:`WordsMissing`."""
    _set_readers(child_words, readers, may_read, decided_by, reason, now)
    child_words.save()
    return child_words


def submit_assessment(*, assessment: Assessment, now: datetime) -> Assessment:
    """Ask for sign-off. Refused with all that is missing (:class:`AssessmentIncomplete`), or in the wrong state."""
    _move(assessment, "submit")
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
    _move(assessment, "send_back")
    assessment.returned_reason = reason
    return _save_state(assessment, now)


def authorise_assessment(*, assessment: Assessment, now: datetime, note: str = "") -> Assessment:
    """Sign off. Never by the person who submitted it; never with a child who has neither a view nor a reason (P-10).

    Raises :class:`MayNotDecide`, :class:`AssessmentIncomplete`.
    """
    must_be_able("authorise_assessment", now=now)
    if assessment.submitted_by_id is not None and assessment.submitted_by_id == practitioner_id():
        raise MayNotDecide("You submitted this assessment, so somebody else signs it off.")
    _move(assessment, "authorise")
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
    for assessment in episode.assessments.exclude(state__in=FINISHED):
        _move(assessment, "stop")
        assessment.stopped_at = now
        assessment.stopped_reason = reason
        _save_state(assessment, now)


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
    if not assessment.analysis.strip():
        missing.append("write the analysis")
    if not assessment.family_view.strip():
        missing.append("write what the family thinks of this assessment")
    if not assessment.factors:
        missing.append("choose the factors you found")
    if not assessment.needs.exists() and "21" not in assessment.factors:
        missing.append("list at least one need")
    if assessment.due_on is not None and today > assessment.due_on and not assessment.overrun_reason.strip():
        missing.append(f"say why it was not finished by {assessment.due_on.day} {assessment.due_on:%B %Y}")
    return missing


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
    known_facts(assessment, places, now=now)
    clocks.run_assessment(episode, because="Assessment started", now=now)
    return assessment


NO_LIMIT = "This area has not set a time limit for an assessment by agreement"


def due_of(episode: Episode, model: Model) -> tuple[date | None, str]:
    """Return when the assessment is due and why, as its own page says it (:func:`kith.family_help.clocks.assessment_due`)."""
    due = assessment_due(episode, model)
    return (due.day, due.rule) if due is not None else (None, NO_LIMIT)


def set_due_again(episode: Episode, now: datetime) -> None:
    """Ask again when the assessment is due, after a basis has changed. For services of this room.

    The episode knows the day from the decision on, so that it is seen before anybody opens the assessment.
    """
    due_on, because = due_of(episode, model_kept(episode.model_version, now))
    episode.assessment_due_on, episode.assessment_due_because = due_on, because[:300]
    episode.save(update_fields=["assessment_due_on", "assessment_due_because"])
    for assessment in episode.assessments.filter(kind=Assessment.Kind.ASSESSMENT).exclude(state__in=FINISHED):
        due = due_of(episode, model_kept(assessment.model_version, now))
        if due != (assessment.due_on, assessment.due_because):
            assessment.due_on, assessment.due_because = due
            assessment.save(update_fields=["due_on", "due_because"])
    clocks.run_assessment(episode, because="Basis of help decided", now=now)


def _must_be_in_work(assessment: Assessment) -> None:
    if assessment.state == Assessment.State.AUTHORISED:
        raise AssessmentSigned("This assessment has been signed off. Start an update to add to it.")
    if assessment.state == Assessment.State.STOPPED:
        raise AssessmentSigned("This assessment was stopped when help ended, so it is not changed any more.")
    if assessment.state == Assessment.State.SUBMITTED:
        raise AssessmentSigned("This assessment is waiting for sign-off. Ask for it to be sent back if it must change.")


def _must_be_member(family_id: UUID, person_id: UUID) -> None:
    if not FamilyMember.objects.filter(family_id=family_id, person_id=person_id).exists():
        raise NotInFamily("This person is not in the family. Add them first.", field="person")


def _move(assessment: Assessment, verb: str) -> None:
    take_in_hand(assessment)
    following = ASSESSMENT_STATES[assessment.state].get(verb)
    if following is None:
        state = Assessment.State(assessment.state).label.lower()
        raise AssessmentSigned(f"This cannot be done now: the assessment is {state}.")
    assessment.state = following


def _save_state(assessment: Assessment, now: datetime) -> Assessment:
    assessment.version += 1
    assessment.save()
    keep_version(assessment, now)
    clocks.run_assessment(assessment.episode, because=f"Assessment: {assessment.get_state_display().lower()}", now=now)
    return assessment


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


def _set_readers(row: ChildWords, readers: str, may_read: list[UUID], decided_by: str, reason: str, now: datetime) -> None:
    if readers not in ChildWords.Readers.values:
        raise WrongCode("Choose who may read the child's words.", field="readers")
    row.readers = readers
    row.may_read = may_read if readers == ChildWords.Readers.NAMED else []
    if readers == ChildWords.Readers.UNDECIDED:
        return
    if decided_by not in {"child", "worker"}:
        raise WordsMissing("Say whether the child or the worker decided who may read this.", field="decided_by")
    if decided_by == "worker" and not reason.strip():
        raise WordsMissing("Say why you decided who may read this.", field="readers_reason")
    if readers == ChildWords.Readers.NAMED and not may_read:
        raise WordsMissing("Name who may read this, or choose professionals only.", field="may_read")
    row.readers_decided_by = decided_by
    row.readers_reason = reason
    row.readers_decided_at = now
