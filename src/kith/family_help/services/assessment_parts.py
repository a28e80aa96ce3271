"""Writing the parts of an assessment: its domains, each member, the analysis, the needs it found."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from kith.family_help.models import AssessedNeed, Assessment, AssessmentMember, AssessmentSection
from kith.family_help.refusals import WrongCode
from kith.family_help.rules import factors_wrong
from kith.family_help.services.authority import must_be_member, must_say
from kith.family_help.services.states import must_allow
from kith.family_help.states import ASSESSMENT
from kith.people.models import Person
from kith.people.models.versions import save_version, take_in_hand
from kith.practice_model.codes import labels

_OWN_FIELDS = {
    "analysis",
    "what_needs_to_change",
    "family_view",
    "disputed",
    "factors",
    "internal_review_on",
    "overrun_reason",
}


def write_section(*, section: AssessmentSection, read_version: int, words: str, now: datetime) -> AssessmentSection:
    """Save what is written under one domain. Raises :class:`AssessmentSigned`, :class:`ChangedMeanwhile`."""
    must_allow(ASSESSMENT, section.assessment, "write_section")
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
    must_allow(ASSESSMENT, member.assessment, "write_member")
    save_version(member, read_version=read_version, strengths=strengths, needs=needs, daily_life=daily_life)
    return member


def write_analysis(*, assessment: Assessment, read_version: int, now: datetime, **changes: Any) -> Assessment:
    """Save analysis, what needs to change, the family's view, what is disputed, factors (DfE codes), review date, overrun reason.

    Raises :class:`AssessmentSigned`, :class:`WrongCode`, :class:`ChangedMeanwhile`.
    """
    must_allow(ASSESSMENT, assessment, "write_analysis")
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
    must_allow(ASSESSMENT, assessment, "add_need")
    must_say(words=words)
    if person is not None:
        must_be_member(assessment.family_id, person.id)
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
