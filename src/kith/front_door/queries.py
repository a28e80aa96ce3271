"""What is read at the front door. Every function reads as whoever acts; none writes."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from kith.access.identity import current_identity
from kith.calendars.rules import working_days_left
from kith.design.words import the_date
from kith.family_help.models import Episode, EpisodeChild, LeadAssignment
from kith.family_help.queries import open_episode_of
from kith.front_door.cues import Cue, Level, Seen, cues_of
from kith.front_door.earlier import EarlierContact, earlier_contacts
from kith.front_door.hub_bodies import hub_bodies
from kith.front_door.keys import name_words
from kith.front_door.local_model import model_for
from kith.front_door.models import (
    Consultation,
    Conversation,
    ConversationName,
    DangerSaid,
    Decision,
    Feedback,
    HandOver,
    HubEnquiry,
    HubQuestion,
    Receipt,
    Request,
    RequestMatch,
    RequestPerson,
    RequestSender,
    RestrictedMatch,
)
from kith.kernel.paging import Page, Place, Source, page_of
from kith.kernel.refusals import NotFound
from kith.kernel.time import LONDON, london_date
from kith.people.models import FamilyMember
from kith.practice_model.rules import Model


@dataclass(frozen=True)
class InDanger:
    """What a form or receipt says about immediate danger, and when the front door is next staffed."""

    words: str
    out_of_hours_number: str | None
    next_staffed: datetime | None
    is_open: bool


def waiting_in_area() -> int:
    """Return how many requests of the area acted in wait: all of them, whoever asks. A number and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("select front_door_waiting()")
        return int(cursor.fetchone()[0])


def in_danger(area_id: UUID, channel: str, *, at: datetime) -> InDanger:
    """Return the words for immediate danger in an area (practice P-3). A number that is not set is said to be not set."""
    model = model_for(area_id, london_date(at))
    held = model.document.channels.get(channel) or model.document.channels.get(model.default_channel)
    opening = held.opening if held else None
    is_open = opening is None or opening.is_open(at)
    number = model.out_of_hours_number
    out_of_hours = (
        f" At night, at weekends and on bank holidays ring {number}."
        if number
        else " This area has not set a telephone number for nights and weekends yet."
    )
    return InDanger(
        words=f"If somebody is in immediate danger, ring 999.{out_of_hours}",
        out_of_hours_number=number,
        next_staffed=opening.next_open(at) if opening is not None and not is_open else None,
        is_open=is_open,
    )


def receipt(reference: str, sender_key: str) -> Receipt | None:
    """Return the receipt of a sender by the sender's own reference or by the receipt's number, or ``None``."""
    return (
        Receipt.objects.filter(area_id=current_identity().area_id, sender_key=sender_key)
        .filter(Q(reference=reference) | Q(number=reference))
        .first()
    )


CONSIDERED = (
    "Thank you. What you told us was received and has been considered. We cannot tell you more about another family. "
    "If you are worried again, tell us again."
)


def outcome_for_sender(request_id: UUID, *, now: datetime, api_client: UUID | None = None) -> dict[str, Any]:
    """Return what the sender of a request may be told (practice P-4), as plain values.

    A professional hears the outcome for each child they named, the level, the reason in words written for them, the lead's name
    and telephone as they are today, and what comes next. Anybody else hears that it was considered. Run as the service *notices*.
    """
    request = Request.objects.filter(pk=request_id).first()
    told: dict[str, Any] = {
        "state": "received",
        "decided_at": None,
        "outcomes": [],
        "level": "",
        "reason": "",
        "lead": None,
        "next_step": "",
    }
    given = Feedback.objects.filter(request_id=request_id).order_by("-given_at", "-id").first()
    if request is None or given is None:
        return told
    told["decided_at"] = given.given_at.isoformat()
    if not given.to_professional:
        return {**told, "state": "considered", "next_step": CONSIDERED}
    return {
        **told,
        "state": "decided",
        "outcomes": given.outcomes,
        "level": given.level,
        "reason": given.reason,
        "lead": lead_of(given.episode_id, on=london_date(now)),
        "next_step": given.next_step,
    }


def lead_of(episode_id: UUID | None, *, on: date) -> dict[str, str] | None:
    """Return the name and telephone of an episode's lead practitioner on a day, or ``None`` while there is none."""
    if episode_id is None:
        return None
    lead = (
        LeadAssignment.objects.filter(episode_id=episode_id, state=LeadAssignment.State.ACCEPTED, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
        .select_related("practitioner")
        .order_by("-starts_on")
        .first()
    )
    return {"name": lead.practitioner.name, "telephone": lead.practitioner.telephone} if lead else None


# --- one request


def why_first(request: Request) -> str:
    """Return why a request stands where it stands, in words: who said danger, which words raised it, or who lowered it."""
    if request.urgent:
        by = f" Raised by {request.urgent_by}." if request.urgent_by else ""
        return (request.urgent_words or "A child may be in danger now.") + by
    if request.lowered_at:
        return f"{request.lowered_by} says that no child is in danger now: {request.lowered_words}"
    words = [f"Raised by words: “{request.raised_words}”."] if request.raised_words else []
    if request.immediate_danger == DangerSaid.NOT_SURE:
        words.append("The sender is not sure whether someone is being hurt now.")
    return " ".join(words)


def time_left(due: datetime | None, now: datetime) -> str:
    """Return in plain words how long is left until a decision is due."""
    if due is None:
        return "No time limit is set"
    hours = (due - now).total_seconds() / 3600
    day = due.astimezone(LONDON)
    said = f"{day:%A} at {day:%H:%M}" if day.time() < time(23, 59) else f"the end of {day:%A %-d %B}"
    if hours < 0:
        late = -hours
        return f"Late by {_span(late)}: it was due by {said}"
    if london_date(due) == london_date(now):
        return f"Today, {_span(hours)} left"
    days = working_days_left(london_date(now), london_date(due))
    return f"Due by {said}" + (f" ({days} working {'day' if days == 1 else 'days'})" if days > 1 else "")


def _span(hours: float) -> str:
    if hours >= 48:
        return f"{int(hours // 24)} days"
    if hours >= 1:
        whole = int(hours)
        return f"{whole} {'hour' if whole == 1 else 'hours'}"
    minutes = max(1, int(hours * 60))
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'}"


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

    @property
    def children(self) -> list[PersonCard]:
        """The children, each once."""
        return [card for card in self.cards if card.person.is_child and card.person.same_as_id is None]

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
    )


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
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
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


# --- conversations, hub


def conversations(area_id: UUID, names: str, *, place: Place | None = None) -> Page[Conversation]:
    """Return conversations in which every word of ``names`` stands, newest first; all of them when it is empty."""
    found = Conversation.objects.filter(area_id=area_id).select_related("by")
    for word in name_words(names):
        found = found.filter(pk__in=ConversationName.objects.filter(area_id=area_id, word=word).values("conversation"))
    return page_of(Source(found, ("-at", "-id")), place=place, name="place")


@dataclass(frozen=True)
class HubPage:
    """Questions put to a hub's bodies: who responded, who is outstanding, who holds nothing, counted over all of them."""

    questions: Page[HubQuestion]
    groups: int
    bodies: int
    by_body: list[tuple[str, int, int, int]]


def hub(area_id: UUID, *, now: datetime, place: Place | None = None) -> HubPage:
    """Return the questions the actor may see: a partner those put to their agency, the front door all. Counts per body (B-13).

    Outstanding questions first, those due soonest on top.
    """
    bodies = hub_bodies(area_id, now=now)
    asked = HubQuestion.objects.filter(area_id=area_id)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for name, state, number in asked.order_by().values_list("body_name", "state").annotate(number=Count("pk")):
        counted[name][state] += number
    by_body = [
        (name, states["responded"], states["outstanding"], states["nothing_held"]) for name, states in sorted(counted.items())
    ]
    listed: Source[HubQuestion] = Source(asked.prefetch_related("answers"), ("-waits", "due_at", "asked_at", "id"))
    return HubPage(
        questions=page_of(listed, place=place, name="questions"),
        groups=len({each.group for each in bodies}),
        bodies=len(bodies),
        by_body=by_body,
    )
