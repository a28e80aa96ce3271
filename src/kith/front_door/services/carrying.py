"""What a request and its conversations said, carried to whoever works with the family: nobody tells it twice (ledger A-28).

Carried is what was said, by the sender and at the decision. Matching, cues, triage and every answer of the hub stay at the front
door, and who sent it goes along only where they may be named (practice P-4, P-5).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from kith.family_help.models import Episode, Statement
from kith.family_help.services import Said, carry_forward
from kith.front_door.models import Conversation, Decision, Request, RequestPerson
from kith.front_door.rules import source_of
from kith.front_door.services.naming import unnamed
from kith.kernel.time import london_date

About = Statement.About

SENT = (About.WORRIES, About.STRENGTHS, About.TRIED, About.WANTED, About.FAMILY_VIEWS, About.CHILD_VIEWS)
"""Fields of a request that say something of the family, by the same name."""

CALLER = "a caller, in a conversation at the front door"


def carry(request: Request, decisions: Iterable[Decision], *, now: datetime) -> None:
    """Carry what was said to each family that is helped because of it. What was carried before stays as it is."""
    by_episode: dict[UUID, tuple[Episode, list[Decision]]] = {}
    for each in decisions:
        if each.episode is not None:
            by_episode.setdefault(each.episode.pk, (each.episode, []))[1].append(each)
    for episode, made in by_episode.values():
        said = [*_sent(request), *_found(request, made), *_talked(request)]
        carry_forward(family=episode.family, said=said, now=now)


def carry_conversation(conversation: Conversation, *, now: datetime) -> None:
    """Carry a conversation about a request that was decided already to the families helped because of it."""
    if conversation.request is None:
        return
    helped = Decision.objects.filter(request=conversation.request, in_force=True, episode__isnull=False)
    families = {row.episode.family_id: row.episode.family for row in helped.select_related("episode__family") if row.episode}
    for family in families.values():
        carry_forward(family=family, said=list(_talked(conversation.request)), now=now)


def _sent(request: Request) -> Iterator[Said]:
    """What the sender said, of the family and of each person who is known by now."""
    sender = request.sender
    source = source_of(request.kind, sender.said, sender.may_be_named)
    on = london_date(request.received_at)
    for about in SENT:
        yield Said(about, unnamed(request, getattr(request, about)), source, on, request.pk)
    if request.urgent_by and request.urgent_at is not None:
        yield Said(About.DANGER, request.urgent_words, request.urgent_by, london_date(request.urgent_at), request.pk)
    for person in RequestPerson.objects.filter(request=request, person__isnull=False).exclude(notes=""):
        yield Said(About.NOTES, unnamed(request, person.notes), source, on, request.pk, person.person_id)


def _found(request: Request, decisions: Iterable[Decision]) -> Iterator[Said]:
    """What the decision added: what was typed again from the request is not said twice."""
    sent = {*(getattr(request, about).strip() for about in SENT), request.agreement_by.strip()}
    for row in decisions:
        source, on, person = f"{row.decided_by.name}, front door", london_date(row.decided_at), row.request_person.person_id
        lead = ": ".join(filter(None, (row.lead_kind, row.lead_reason)))
        for about, words in (
            (About.STRENGTHS, row.strengths),
            (About.NEEDS, row.needs),
            (About.FAMILY_VIEWS, row.family_said),
            (About.LEAD, lead),
            (About.AGREEMENT, row.agreement_words),
        ):
            if words.strip() not in sent:
                yield Said(about, unnamed(request, words), source, on, row.pk, person)


def _talked(request: Request) -> Iterator[Said]:
    for each in Conversation.objects.filter(request=request).order_by("at"):
        said = unnamed(request, each.said, (each.caller, each.caller_contact))
        yield Said(About.CONVERSATION, said, CALLER, london_date(each.at), each.pk)
