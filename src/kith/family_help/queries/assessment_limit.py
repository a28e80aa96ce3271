"""When the assessment of an episode is due, by the area's practice model (P-6, P-25)."""

from datetime import date, datetime

from kith.calendars.rules import due_at
from kith.family_help.models import Basis, BasisOfHelp, Episode
from kith.kernel.time import london_date
from kith.practice_model.rules import Model

STATUTORY, BY_AGREEMENT = "assessment", "assessment_by_agreement"
"""Time limits of the practice model for an assessment: from section 17 up, and for help by agreement."""

NO_LIMIT = "This area has not set a time limit for an assessment by agreement"


def due_of(episode: Episode, model: Model) -> tuple[date | None, str]:
    """Return when the assessment is due and why: the statutory limit from section 17 up, else the area's own (P-6).

    Each basis has its own beginning (P-25): the request, decision or event that raised the child to it. The first child's counts.
    """
    bases = BasisOfHelp.objects.filter(episode_child__episode=episode, ends_on__isnull=True)
    starts: dict[str, list[tuple[date, bool]]] = {}
    for row in bases.select_related("episode_child"):
        start = row.counted_from or row.episode_child.referral_date
        starts.setdefault(limit_of(row), []).append((start, start == row.episode_child.referral_date))
    for code in (STATUTORY, BY_AGREEMENT):
        limit = model.limit(code) if code in starts else None
        if limit is not None:
            start, by_referral = min(starts[code])
            since = "the referral" if by_referral else f"{start.day} {start:%B %Y}, when the basis of help was raised"
            words = f"{limit.name}: {limit.amount} {limit.unit.replace('_', ' ')} from {since}"
            return _day(due_at(start, limit)), words
    return None, NO_LIMIT


def limit_of(basis: BasisOfHelp) -> str:
    """Return which time limit of the model a basis starts: what the outcome of the decision says, else what the law says."""
    return basis.assessment_limit or (BY_AGREEMENT if basis.basis == Basis.BY_AGREEMENT else STATUTORY)


def _day(due: datetime | date) -> date:
    return london_date(due) if isinstance(due, datetime) else due
