"""One request: everything about it that the actor may see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from kith.design.words import the_date
from kith.family_help.models import Episode, EpisodeChild
from kith.family_help.queries import EarlierHelp, helped_before, made_under, open_episode_of
from kith.front_door.cues import Cue, Level, Seen, cues_of
from kith.front_door.hub_bodies import hub_bodies
from kith.front_door.local_model import model_for
from kith.front_door.models import (
    Consultation,
    Conversation,
    Decision,
    Feedback,
    HandOver,
    HubEnquiry,
    HubQuestion,
    Request,
    RequestMatch,
    RequestPerson,
    RequestSender,
    RestrictedMatch,
)
from kith.front_door.queries.danger import InDanger, in_danger
from kith.front_door.queries.earlier import EarlierContact, earlier_contacts
from kith.front_door.queries.standing import time_left, why_first
from kith.kernel.refusals import NotFound
from kith.kernel.time import LONDON, london_date
from kith.people.matching.births import whole_years
from kith.people.models import FamilyMember, Protection
from kith.practice_model.rules import Model


@dataclass(frozen=True)
class PersonCard:
    """A person in a request with the possible matches, side by side."""

    person: RequestPerson
    matches: list[RequestMatch]
    age: str
    decision: Decision | None
    related: list[str]


@dataclass(frozen=True)
class RequestPage:
    """Everything about one request that the actor may see."""

    request: Request
    sender: RequestSender
    cards: list[PersonCard]
    cues: list[Cue]
    earlier: list[EarlierContact]
    more_earlier: bool
    restricted: list[RestrictedMatch]
    enquiries: list[HubEnquiry]
    hand_overs: list[HandOver]
    consultations: list[Consultation]
    conversations: list[Conversation]
    feedback: Feedback | None
    families: list[tuple[UUID, str]]
    open_episode: Episode | None
    model: Model
    time_left: str
    no_data: str
    in_danger: InDanger
    why_first: str
    is_subject: dict[UUID, Episode] = field(default_factory=dict)
    before: list[EarlierHelp] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)
    """Bodies of the hub that nobody has asked about this request."""
    made_under: dict[UUID, str] = field(default_factory=dict)
    """Of each decision: the edition of national guidance, and the version of the model, under which it was made."""
    hidden_now: list[Protection] = field(default_factory=list)
    """What the request asked to keep from somebody, as it is kept since the decision."""

    @property
    def children(self) -> list[PersonCard]:
        """The children, each once."""
        return [card for card in self.cards if card.person.is_child and card.person.same_as_id is None]

    @property
    def to_check(self) -> list[PersonCard]:
        """The people of whom nobody has said yet whether they are one of the possible matches, children first."""
        waits = [
            card
            for card in self.cards
            if card.person.match == RequestPerson.Match.TO_CHECK
            and any(each.state == RequestMatch.State.PROPOSED for each in card.matches)
        ]
        return sorted(waits, key=lambda card: not card.person.is_child)

    @property
    def undecided(self) -> list[PersonCard]:
        """The children for whom nothing has been decided."""
        return [card for card in self.children if card.decision is None]


def request_page(request_id: UUID, *, now: datetime, every_earlier: bool = False) -> RequestPage:
    """Return one request with what must be noticed, who its people may be, and what was asked, decided and told.

    ``every_earlier`` shows all earlier contacts instead of the closest.

    Raises ``NotFound`` for a request the actor may not see, the same as for one that does not exist.
    """
    request = Request.objects.filter(pk=request_id).select_related("sender", "family").first()
    if request is None:
        raise NotFound
    people = list(request.people.select_related("person", "same_as").order_by("position"))
    matches: dict[UUID, list[RequestMatch]] = defaultdict(list)
    for match in RequestMatch.objects.filter(request=request).select_related("person").order_by("position"):
        matches[match.request_person_id].append(match)
    decisions = {
        row.request_person_id: row
        for row in Decision.objects.filter(request=request, in_force=True).select_related("decided_by", "episode", "confirmed_by")
    }
    related = list(request.relationships.select_related("from_person", "to_person"))
    listed = earlier_contacts(request, people, whole=every_earlier)
    earlier = listed.contacts
    model = model_for(request.area_id, london_date(now))
    on = london_date(request.received_at)
    cards = [
        PersonCard(
            person=person,
            matches=matches[person.id],
            age=age_said(person, on),
            decision=decisions.get(person.id),
            related=[
                f"{each.get_kind_display()} of {each.to_person.name}"
                + (", has parental responsibility" if each.parental_responsibility else "")
                + (", no parental responsibility" if each.parental_responsibility is False else "")
                for each in related
                if each.from_person_id == person.id
            ],
        )
        for person in people
    ]
    channel = model.document.channels.get(request.channel)
    seen = seen_of(
        request,
        people,
        relationships=[(r.from_person.key, r.kind, r.to_person.key, r.parental_responsibility) for r in related],
        earlier=[each for each in earlier if not each.later],
        opening=channel.opening if channel else None,
    )
    cues = [*cues_of(seen), *_cues_of_matches(cards, earlier)]
    persons = [p.person_id for p in people if p.person_id] + [m.person_id for each in matches.values() for m in each]
    subjects = {
        row.person_id: row.episode
        for row in EpisodeChild.objects.filter(person_id__in=persons, left_on__isnull=True).select_related("episode")
    }
    return RequestPage(
        request=request,
        sender=request.sender,
        cards=cards,
        cues=cues,
        earlier=earlier,
        more_earlier=listed.more,
        restricted=list(RestrictedMatch.objects.filter(request=request)),
        enquiries=list(HubEnquiry.objects.filter(request=request).prefetch_related("questions__answers").order_by("asked_at")),
        hand_overs=list(HandOver.objects.filter(request=request).select_related("decision__request_person")),
        consultations=list(Consultation.objects.filter(request=request).order_by("asked_at")),
        conversations=list(Conversation.objects.filter(request=request).order_by("at")),
        feedback=Feedback.objects.filter(request=request).order_by("-given_at", "-id").first(),
        families=_families_of(persons),
        open_episode=open_episode_of(request.family_id) if request.family_id else None,
        model=model,
        time_left=time_left(request.decide_by, now),
        no_data=no_data(request, cards),
        in_danger=in_danger(request.area_id, request.channel, at=now),
        why_first=why_first(request),
        is_subject=subjects,
        before=helped_before([p.person_id for p in people if p.person_id and p.is_child], london_date(now)),
        not_asked=_not_asked(request, now),
        made_under={row.pk: made_under(row.model_version, london_date(row.decided_at), model) for row in decisions.values()},
        hidden_now=_hidden_now(request, people) if request.protect else [],
    )


def _not_asked(request: Request, now: datetime) -> list[str]:
    asked = set(HubQuestion.objects.filter(enquiry__request=request).values_list("body", flat=True))
    return [body.words for body in hub_bodies(request.area_id, now=now) if body.key not in asked]


def _hidden_now(request: Request, people: Iterable[RequestPerson]) -> list[Protection]:
    kept = Protection.objects.filter(
        person__in=[each.person_id for each in people if each.person_id],
        reason__startswith=f"Asked for in request {request.number}:",
        ends_on__isnull=True,
    )
    return list(kept.select_related("person", "hidden_from").order_by("what", "person__forename", "id"))


def no_data(request: Request, cards: Iterable[PersonCard]) -> str:
    """Return in words which kind of *nothing* the search gives: not searched, failed, not held, or out of date; else empty."""
    if request.search_failed:
        return f"Search failed: {request.search_failed} Search again before you rely on it."
    if request.searched_at is None:
        return "Not searched yet. The search runs by itself; you can also search now."
    if not any(card.matches for card in cards) and not any(card.person.person_id for card in cards):
        at = request.searched_at.astimezone(LONDON)
        return f"Not held: we searched on {at:%-d %B} at {at:%H:%M} and nobody like the people in this request is on record."
    return ""


def seen_of(
    request: Request,
    people: list[RequestPerson],
    *,
    relationships: Iterable[tuple[str, str, str, bool | None]] = (),
    earlier: Iterable[EarlierContact] = (),
    opening: Any = None,
) -> Seen:
    """Return a request as the cues read it."""
    return Seen(
        kind=request.kind,
        received_at=request.received_at,
        worries=request.worries,
        sender=request.sender,
        people=people,
        relationships=list(relationships),
        immediate_danger=request.immediate_danger,
        strengths=request.strengths,
        tried=request.tried,
        wanted=request.wanted,
        family_views=request.family_views,
        child_views=request.child_views,
        agreement_service=request.agreement_service,
        agreement_sharing=request.agreement_sharing,
        agreement_by=request.agreement_by,
        agreement_reason=request.agreement_reason,
        hazards=request.hazards,
        protect=request.protect,
        earlier=list(earlier),
        opening=opening,
    )


def age_said(person: RequestPerson, on: date) -> str:
    """Return the age in words on the day of receipt; *under one year* is shown as such (ledger F-36)."""
    if person.role == RequestPerson.Role.UNBORN:
        return f"unborn, expected {the_date(person.expected_date)}" if person.expected_date else "unborn"
    if person.date_of_birth is None:
        return f"about {person.age}, as the sender says" if person.age is not None else "age not given"
    born = person.date_of_birth
    years = whole_years(born, on)
    if years < 1:
        weeks = max(0, (on - born).days // 7)
        return f"{weeks} weeks, under one year"
    return f"{years}"


def _families_of(persons: list[UUID]) -> list[tuple[UUID, str]]:
    rows = (
        FamilyMember.objects.filter(person_id__in=persons, ends_on__isnull=True)
        .values_list("family_id", "family__name")
        .annotate(shared=Count("person_id", distinct=True))
        .order_by("-shared", "family__name")
    )
    return [(family_id, name) for family_id, name, _ in rows]


_WRITTEN_OTHERWISE = (
    "sound",
    "differ",
    "other way round",
    "another order",
    "forms of one name",
    "share a part",
    "used for",
)
"""Words of the matcher's reasons that say that a name or a date is written in another way."""


def _cues_of_matches(cards: list[PersonCard], earlier: list[EarlierContact]) -> list[Cue]:
    """Say on top what the search found that is easily missed: a swapped date, another spelling, a move."""
    words = []
    for card in cards:
        for match in card.matches[:1]:
            if match.state != RequestMatch.State.REJECTED:
                notable = [reason for reason in (*match.reasons_for, *match.reasons_against) if not reason.startswith("Same ")]
                if notable:
                    words.append(f"{card.person.name}: {'; '.join(notable)}")
    for contact in earlier[:3]:
        notable = [reason for reason in contact.why if any(word in reason for word in _WRITTEN_OTHERWISE)]
        if notable:
            words.append(f"Request {contact.request.number}: {'; '.join(notable)}")
    if not words:
        return []
    return [
        Cue(
            "written_otherwise",
            Level.CHECK,
            "Somebody known may be written otherwise here",
            "Compare before you open a second record.",
            "A rule of this front door",
            " | ".join(words),
        )
    ]
