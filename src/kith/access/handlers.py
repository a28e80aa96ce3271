"""What this room does when something happens below."""

from kith.access.services import end_grants_of_leaver
from kith.organisations.facts import PractitionerLeft


def end_the_grants_of_a_leaver(fact: PractitionerLeft) -> None:
    """Whoever has left sees nothing by grant from the same moment."""
    end_grants_of_leaver(practitioner_id=fact.practitioner_id, now=fact.now)
