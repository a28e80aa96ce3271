"""What was recorded of a conference that this system did not hold, in words."""

from kith.design.words import the_date
from kith.family_help.models import Basis, BasisOfHelp, EpisodeChild


def elsewhere_words(row: BasisOfHelp) -> str:
    """Return the day, the paper and who said so, of the plan that began or ended with a basis; empty where none did."""
    if row.elsewhere_on is None:
        return ""
    what = "began" if row.basis == Basis.CHILD_PROTECTION_PLAN else "ended"
    return (
        f"The child protection plan {what} on {the_date(row.elsewhere_on)}, recorded elsewhere: {row.elsewhere_source}"
        f" (told by {row.elsewhere_said_by})"
    )


def recorded_elsewhere(child: EpisodeChild) -> str:
    """Return what was recorded of a child's plans in this episode, oldest first; empty where there was none."""
    rows = child.bases.filter(elsewhere_on__isnull=False).order_by("starts_on", "decided_at")
    return " ".join(f"{elsewhere_words(row)}." for row in rows)
