"""Who is named in a request that waits: for a search, which else finds only people on record. Reads as whoever acts."""

from collections import defaultdict
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from django.db.models import Q
from django.urls import reverse

from kith.access.identity import current_identity
from kith.access.sight import Part, parts_of
from kith.front_door.models import Danger, RequestKey, RequestPerson
from kith.front_door.states import WAITING
from kith.front_door.wanted import KEPT_KINDS, held_of, wanted_of
from kith.people.finding.search_text import Asked, read_text
from kith.people.index.keys import lookup_keys
from kith.people.matching.score import score_pair
from kith.people.matching.spelling import fold
from kith.workbench.about import FoundElsewhere

SHOWN, COMPARED, LOOKED_THROUGH = 20, 60, 3000
"""How many are shown, how many that share a key are compared, and how many that wait have their names looked through."""

_ORDER = ("-request__danger", "request__decide_by", "request__received_at", "position", "id")


def named_in_waiting(question: Mapping[str, Any]) -> list[FoundElsewhere]:
    """Return the people named in a request that waits who fit a search, danger first, for whoever sees the front door.

    They fit by every word of the name, however it is spelt before its accents, or by what requests are found again by: another
    spelling, a number, an address. Three queries; one more than are shown says that there are more.
    """
    identity = current_identity()
    if Part.FRONT_DOOR not in parts_of(identity.roles):
        return []
    fields = {name: value for name, value in question.items() if name not in {"text", "age_from", "age_to"}}
    asked = read_text(question.get("text", "")).with_fields(**fields)
    if asked.is_empty:
        return []
    waiting = RequestPerson.objects.filter(request__area_id=identity.area_id, request__state__in=WAITING).order_by(*_ORDER)
    names = waiting.values_list("pk", "forename", "surname", "known_as")[:LOOKED_THROUGH] if asked.words else []
    fitting = {pk for pk, *given in names if _bears(asked, " ".join(given))} | _alike(asked, waiting)
    rows = waiting.filter(pk__in=fitting).select_related("request")[: SHOWN + 1]
    return [_found(row) for row in rows]


def _bears(asked: Asked, name: str) -> bool:
    """Say whether a name has every word asked, or words that begin with them."""
    words = fold(name).split()
    return all(any(fnmatchcase(word, f"{each}*") for word in words) for each in asked.words)


def _alike(asked: Asked, waiting: Any) -> set[Any]:
    """Return those who share a telling key and whom the score calls likely."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, value in () if asked.has_wildcard else lookup_keys(asked.wanted):
        if kind in KEPT_KINDS or kind == "born":
            by_kind[kind].append(value[:160])
    if not by_kind:
        return set()
    condition = Q()
    for kind, values in by_kind.items():
        condition |= Q(kind=kind, value__in=values)
    keys = RequestKey.objects.filter(condition, area_id=current_identity().area_id)
    people = waiting.filter(pk__in=keys.values("request_person")).select_related("request")[:COMPARED]
    return {
        person.pk
        for person in people
        if score_pair(asked.wanted, held_of(wanted_of(person.request, [person])[person])).confidence
    }


def _found(person: RequestPerson) -> FoundElsewhere:
    request = person.request
    danger = Danger(request.danger)
    return FoundElsewhere(
        name=person.name,
        words=f"Named in a request that waits: {request.number}",
        link=reverse("front_door:request", args=[request.pk]),
        danger=danger.label if danger else "",
    )
