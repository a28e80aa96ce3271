"""Writing the parts of an assessment: its domains, each member, the analysis, the needs it found."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max

from kith.family_help.models import AssessedNeed, Assessment, AssessmentMember, AssessmentSection, KnownFact
from kith.family_help.refusals import DatesWrong, WordsMissing, WrongCode
from kith.family_help.rules import factors_wrong
from kith.family_help.services import clocks
from kith.family_help.services.authority import must_be_member, must_have_come, must_say
from kith.family_help.services.states import must_allow
from kith.family_help.states import ASSESSMENT
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
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


def write_section(
    *,
    section: AssessmentSection,
    read_version: int,
    words: str,
    empty_reason: str = "",
    settles: KnownFact | None = None,
    now: datetime,
) -> AssessmentSection:
    """Save what is written under one domain, or why nothing is. Raises :class:`AssessmentSigned`, :class:`ChangedMeanwhile`.

    ``settles``: something said before that was taken over into the text, or left; it is offered here no more.
    """
    must_allow(ASSESSMENT, section.assessment, "write_section")
    save_version(section, read_version=read_version, words=words, empty_reason=empty_reason, saved_at=now)
    settle(settles, section)
    return section


SEEN_WITHIN = timedelta(days=366)
"""How far ahead the day may be by which a child will be seen."""


def write_member(
    *,
    member: AssessmentMember,
    read_version: int,
    strengths: str,
    needs: str,
    daily_life: str = "",
    not_seen_reason: str = "",
    see_by: date | None = None,
    settles: KnownFact | None = None,
    now: datetime,
) -> AssessmentMember:
    """Save one member's strengths, needs and, for a child, daily life; for one who was not seen, why and by when they will be.

    Raises as :func:`write_section`, :class:`WordsMissing`, :class:`DatesWrong`. Source: P-28.
    """
    must_allow(ASSESSMENT, member.assessment, "write_member")
    if not_seen_reason.strip() and see_by is None:
        raise WordsMissing("Enter the day by which the child will be seen.", field="see_by")
    if see_by is not None and says_nothing(not_seen_reason):
        raise WordsMissing("Say why the child was not seen.", field="not_seen_reason")
    if see_by is not None and see_by < london_date(now):
        raise DatesWrong("This day has passed. Enter the day by which the child will be seen.", field="see_by")
    if see_by is not None and see_by > london_date(now) + SEEN_WITHIN:
        raise DatesWrong("This day is more than a year ahead. Enter the day by which the child will be seen.", field="see_by")
    save_version(
        member,
        read_version=read_version,
        strengths=strengths,
        needs=needs,
        daily_life=daily_life,
        not_seen_reason=not_seen_reason,
        see_by=see_by,
    )
    settle(settles, member)
    if see_by is not None:
        clocks.will_be_seen(member, see_by, now=now)
    return member


def write_analysis(
    *, assessment: Assessment, read_version: int, settles: KnownFact | None = None, now: datetime, **changes: Any
) -> Assessment:
    """Save analysis, what needs to change, the family's view, what is disputed, factors (DfE codes), review date, overrun reason.

    Raises :class:`AssessmentSigned`, :class:`WrongCode`, :class:`ChangedMeanwhile`.
    """
    must_allow(ASSESSMENT, assessment, "write_analysis")
    unknown = set(changes) - _OWN_FIELDS
    if unknown:
        raise TypeError(f"An assessment has no field {', '.join(sorted(unknown))}.")
    must_have_come(now, internal_review_on=changes.get("internal_review_on"))
    if "factors" in changes:
        wrong = factors_wrong(changes["factors"], labels("assessment_factors"))
        if wrong:
            raise WrongCode(wrong, field="factors")
    save_version(assessment, read_version=read_version, **changes)
    settle(settles, assessment)
    return assessment


def settle(known: KnownFact | None, part: AssessmentSection | AssessmentMember | Assessment) -> None:
    """Have something said before offered no more beside a part: it was taken over there, or left. For services of this room."""
    if known is not None and part.pk not in known.settled_in:
        known.settled_in = [*known.settled_in, part.pk]
        known.save(update_fields=["settled_in"])


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
