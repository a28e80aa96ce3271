"""A child protection plan begins and ends at a conference that this system did not hold: what is recorded of it (P-8)."""

from dataclasses import dataclass
from datetime import date, timedelta

from kith.design.words import the_date
from kith.family_help.models import Basis, BasisOfHelp
from kith.family_help.refusals import DatesWrong, NotRecordedElsewhere, PlanEndsOnlyByConference
from kith.kernel.said import says_nothing
from kith.people.matching.births import whole_years
from kith.people.models import Person
from kith.people.record.rules import ADULT

_BEFORE_BIRTH = timedelta(weeks=40)
"""A conference may be held for a child who is expected, not before."""


@dataclass(frozen=True)
class Elsewhere:
    """Where a child protection plan was begun or ended: the day, the paper that says so, and who said it."""

    on: date
    source: str
    said_by: str


def must_be_recorded_elsewhere(
    child: Person, present: BasisOfHelp | None, after: str, elsewhere: Elsewhere | None, *, ended_by: str, today: date
) -> None:
    """Refuse to begin or end a child protection plan here: a conference does, and where it was held is said.

    ``after`` is the basis from now on; empty where help ends. Raises :class:`PlanEndsOnlyByConference`,
    :class:`NotRecordedElsewhere`, :class:`DatesWrong`. Source: P-8; until protection is built.
    """
    ends = present is not None and present.basis == Basis.CHILD_PROTECTION_PLAN and after != Basis.CHILD_PROTECTION_PLAN
    begins = after == Basis.CHILD_PROTECTION_PLAN and (present is None or present.basis != after)
    if ends and ended_by not in BasisOfHelp.EndedBy.values:
        raise PlanEndsOnlyByConference(
            "A child protection plan ends by a review conference, a conference in the receiving area, the 18th birthday, death"
            " or a permanent move abroad. Say which."
        )
    if not ends and not begins:
        return
    if elsewhere is None or says_nothing(elsewhere.source) or not elsewhere.said_by.strip():
        raise NotRecordedElsewhere(
            "A conference begins and ends a child protection plan. Record the day, the paper that says so, and who told you."
        )
    if elsewhere.on > today:
        raise DatesWrong("This day has not come yet. Enter the day the conference decided.", field="elsewhere_on")
    if child.date_of_birth is not None and elsewhere.on < child.date_of_birth - _BEFORE_BIRTH:
        raise DatesWrong(
            f"{the_date(elsewhere.on)} is long before {child.name} was born. Enter the day the conference decided.",
            field="elsewhere_on",
        )
    if ends and present is not None:
        _ends_as_said(child, present, elsewhere, ended_by)


def _ends_as_said(child: Person, plan: BasisOfHelp, elsewhere: Elsewhere, ended_by: str) -> None:
    if plan.elsewhere_on is not None and elsewhere.on < plan.elsewhere_on:
        raise DatesWrong(
            f"The child protection plan began on {the_date(plan.elsewhere_on)}, so it cannot have ended on"
            f" {the_date(elsewhere.on)}. Enter the day on which it ended.",
            field="elsewhere_on",
        )
    if ended_by == BasisOfHelp.EndedBy.DEATH and child.date_of_death is None:
        raise PlanEndsOnlyByConference(
            f"No date of death is recorded for {child.name}. Choose what did end the plan, or record the date of death first."
        )
    born = child.date_of_birth
    if ended_by == BasisOfHelp.EndedBy.BIRTHDAY and born is not None and whole_years(born, elsewhere.on) < ADULT:
        raise PlanEndsOnlyByConference(
            f"{child.name} was not 18 on {the_date(elsewhere.on)}. Choose what did end the plan, or correct the day."
        )
