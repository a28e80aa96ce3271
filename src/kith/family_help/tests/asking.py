"""What the tests of requirements type on the pages."""

from bs4 import BeautifulSoup

from kith.family_help.models import LeadAssignment
from kith.family_help.tests.test_copies import planned  # noqa: F401  a fixture
from kith.family_help.tests.test_pages import Desk, at_noon, day  # noqa: F401  a fixture

NURSE = {"profession": "school_nurse", "agency_kind": "health"}


FAMILY_WORKER = {"profession": "family_worker"}


def words(page: str) -> str:
    """Return the words of a page as they are read, one blank between."""
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())


def asked(practitioner, **changes):
    """Return what a manager types to ask somebody to lead."""
    said = {
        "practitioner": str(practitioner.id),
        "reason_best_placed": "Knows Ella from school",
        "family_preference": "Mum asked for them",
        "children_preference": "",
        "risk_level": "",
    }
    return said | changes


def ask(s, desk, practitioner, **changes):
    """Have the manager at ``desk`` ask somebody to lead. Returns the question's row."""
    desk.post("allocate/", asked(practitioner, **changes))
    with s.as_("team_manager"):
        return LeadAssignment.objects.get(state="proposed")


def step_up(s, **changes):
    """Return what is typed to step Ella up to a child in need."""
    said = {
        "kind": "up", "reason": "r", "evidence": "e", "family_said": "f", "agreed": "yes", "moving_on_plan": "", "to_tier": "", "risk_level": "low",
        f"basis_{s.ella.id}": "section_17", f"said_{s.ella.id}": "ok", f"not_asked_{s.ella.id}": "",
    }  # fmt: skip
    return said | changes
