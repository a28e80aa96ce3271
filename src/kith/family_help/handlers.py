"""What Family Help does when it hears of something in a room below."""

from kith.family_help.models import EpisodeChild
from kith.family_help.refusals import ChildAlreadyHelped
from kith.family_help.services import clocks
from kith.people.facts import LookAgain, PeopleMerging


def look_again(fact: LookAgain) -> None:
    """Have what was recorded about somebody stand on a day when it is to be looked at again."""
    clocks.look_again(fact.of, fact.row_id, now=fact.at)


def keep_one_episode(fact: PeopleMerging) -> None:
    """Refuse to join two records that both have help: a child is the subject of at most one open episode (P-1)."""
    helped = EpisodeChild.objects.filter(left_on__isnull=True)
    one = helped.filter(person__in=fact.records_going).first()
    other = helped.filter(person__in=fact.records_staying).first()
    if one is not None and other is not None:
        raise ChildAlreadyHelped(
            "Both are helped in an open episode, and a child has help in one episode only. End help in one of them first.",
            family_id=one.family_id,
        )
