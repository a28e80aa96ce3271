"""Earlier contacts: other requests on the same child, address or number (ledger B-21). Names are compared as people are."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from kith.front_door.keys import addresses_in, telephones_in
from kith.front_door.models import Decision, Kind, Request, RequestKey, RequestPerson
from kith.front_door.wanted import held_of, wanted_of
from kith.people.index.keys import lookup_keys
from kith.people.matching.score import score_pair
from kith.people.matching.spelling import address_key


@dataclass(frozen=True)
class EarlierContact:
    """Another request on the same child, address or number. ``later`` says that it came after this one."""

    request: Request
    children: str
    why: list[str]
    against: list[str]
    outcomes: list[str]
    later: bool
    strength: float


EARLIER_SHOWN, EARLIER_COMPARED = 12, 40
"""Earlier contacts shown on the page of a request, of how many that are compared. The page says when there are more."""

EARLIER_WHOLE = 500
"""The most that the page shows and compares when all are asked for."""


@dataclass(frozen=True)
class Earlier:
    """Earlier contacts, closest first, and whether more share a child, an address or a number than are shown."""

    contacts: list[EarlierContact]
    more: bool


def earlier_contacts(request: Request, people: list[RequestPerson], *, whole: bool = False) -> Earlier:
    """Return other requests on the same child, address or number, closest first (ledger B-21).

    Those that share most are compared; ``whole`` compares and shows all. Names are compared as people are: swapped, misspelt,
    with day and month exchanged. Four queries, however many requests.
    """
    wanted = wanted_of(request, people)
    keys = {key for each in wanted.values() for key in lookup_keys(each)} | _own_keys(request)
    most = EARLIER_WHOLE if whole else EARLIER_COMPARED
    found, more = _requests_by_keys(request, keys, most)
    if not found:
        return Earlier([], more=False)
    others: dict[UUID, list[RequestPerson]] = defaultdict(list)
    for person in RequestPerson.objects.filter(request__in=found).order_by("position"):
        others[person.request_id].append(person)
    outcomes: dict[UUID, list[str]] = defaultdict(list)
    for row in Decision.objects.filter(request__in=found, in_force=True).select_related("request_person"):
        outcomes[row.request_id].append(f"{row.request_person.name}: {row.outcome.replace('_', ' ')}")
    contacts = []
    for other in found:
        why: list[str] = []
        against: list[str] = []
        strength = 0.0
        theirs = wanted_of(other, others[other.id])
        for mine, want in wanted.items():
            scored = [(score_pair(want, held_of(held)), them) for them, held in theirs.items() if them.is_child == mine.is_child]
            best = max(scored, key=lambda pair: pair[0].points, default=None)
            if best is None or not best[0].confidence or not (mine.forename or mine.surname):
                continue
            strength += best[0].points
            pair = f"{best[1].name} and {mine.name}"
            why.append(f"{pair}: {_joined(best[0].reasons_for)}")
            if best[0].reasons_against:
                against.append(f"{pair}: {_joined(best[0].reasons_against)}")
        why += found[other]
        if not why:
            continue
        contacts.append(
            EarlierContact(
                request=other,
                children=", ".join(person.name for person in others[other.id] if person.is_child),
                why=why,
                against=against,
                outcomes=outcomes[other.id],
                later=other.received_at > request.received_at,
                strength=strength,
            )
        )
    contacts.sort(key=lambda each: (-each.strength, each.request.received_at))
    shown = contacts if whole else contacts[:EARLIER_SHOWN]
    return Earlier(shown, more=more or len(contacts) > len(shown))


def _own_keys(request: Request) -> set[tuple[str, str]]:
    keys = {("address", address_key(each)) for each in addresses_in(request.worries)}
    keys |= {("telephone", each) for each in telephones_in(request.worries)}
    if request.sender.telephone_key:
        keys |= {("sender", request.sender.telephone_key), ("telephone", request.sender.telephone_key)}
    return {(kind, value) for kind, value in keys if value}


def _requests_by_keys(request: Request, keys: set[tuple[str, str]], most: int) -> tuple[dict[Request, list[str]], bool]:
    """Return the other requests that share most keys, with the words for a shared address or number, and whether there are
    more."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, value in keys:
        by_kind[kind].append(value[:160])
    condition = Q()
    for kind, values in by_kind.items():
        if kind not in {"surname", "near", "undated", "postcode", "word", "email"}:
            condition |= Q(kind=kind, value__in=values)
    if not condition:
        return {}, False
    rows = RequestKey.objects.filter(condition, area_id=request.area_id).exclude(request=request)
    counted = rows.order_by().values("request_id").annotate(number=Count("pk")).order_by("-number", "-request_id")
    ranked = [row["request_id"] for row in counted[: most + 1]]
    shared: dict[UUID, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    told = RequestKey.objects.filter(request__in=ranked[:most], kind__in=("address", "telephone", "sender"))
    for request_id, kind, value in told.filter(condition).values_list("request_id", "kind", "value"):
        shared[request_id][kind].add(value)
    found = {}
    for other in Request.objects.filter(pk__in=ranked[:most]).select_related("sender"):
        words = [f"Same address: {value}" for value in sorted(shared[other.id].get("address", ()))]
        words += ["Same telephone number" for _ in sorted(shared[other.id].get("telephone", ()))[:1]]
        if shared[other.id].get("sender"):
            words.append("The same number rang before" if request.kind != Kind.PROFESSIONAL else "")
        found[other] = [word for word in words if word]
    return found, len(ranked) > most


def _joined(reasons: list[str]) -> str:
    return ", ".join(reason[:1].lower() + reason[1:] for reason in reasons)
