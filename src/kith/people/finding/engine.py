"""Finding: keys, candidates, scores. The one engine behind the front door, search, the API and lists of people.

A lookup asks the index for the persons who share the most telling keys, fetches what is compared of them in the actor's sight,
and scores each. Lists are looked up many rows at a time by the same steps.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.db import connection

from kith.access.identity import current_identity
from kith.people.index.keys import lookup_keys
from kith.people.index.persons import held_persons
from kith.people.index.table import candidate_ids
from kith.people.matching.description import Held, Wanted
from kith.people.matching.score import Score, score_pair, with_rivals
from kith.people.matching.weights import Frequencies, Weights, packaged_weights
from kith.people.models import Calibration

NUMBERS = frozenset({"nhs", "upn", "la_child_id"})
SCORED = 100
"""The most persons that one lookup scores."""
SCORED_OF_A_LIST = 40
"""The most persons that one row of a list has scored."""
LEAST_SHARED = 0.25
LEAST_SHARED_OF_A_LIST = 0.35
"""A person who shares less than this part of what the best one shares is not scored. Measured:
this misses one to three in a thousand."""


@dataclass(frozen=True)
class Found:
    """A person who may be the one wanted, with the score and what was compared."""

    person_id: UUID
    score: Score
    held: Held

    @property
    def address(self) -> str:
        """Where the person lives now, on one line."""
        current = [f"{lines}, {code}".strip(", ") for lines, code, now in self.held.addresses if now]
        return current[-1] if current else ""


def weights_in_force() -> Weights:
    """Return the weights of the acted area's newest calibration, or the packaged ones."""
    learnt = Calibration.objects.filter(area=current_identity().area_id).order_by("-made_at").values_list("weights", flat=True)
    newest = learnt.first()
    return Weights.of(newest) if newest else packaged_weights()


def frequencies_of(words: Iterable[str]) -> Frequencies:
    """Return how many people of the acted area bear each of these words in a forename or surname. One query."""
    asked = sorted({*words, ""})
    with connection.cursor() as cursor:
        cursor.execute(
            "select word, place, people from people_nameword where area_id = %s and word = any(%s)",
            [current_identity().area_id, asked],
        )
        bearers = {(word, place): people for word, place, people in cursor.fetchall()}
    return Frequencies(bearers.pop(("", "f"), 0), bearers)


def held_for_actor(ids: Iterable[UUID], **only: Collection[UUID]) -> dict[UUID, Held]:
    """Return what is compared of persons (``held_persons``); a service is not told where a restricted person is."""
    return held_persons(ids, tells_where=current_identity().kind != "service", **only)


def score_held(wanted: Wanted, held: Held) -> Score:
    """Score one person with the area's weights and names."""
    return score_pair(wanted, held, weights_in_force(), frequencies_of(_words_of_all([wanted], [held])))


def find(wanted: Wanted, *, limit: int = 5, least: float | None = None) -> list[Found]:
    """Return the persons who may be the one wanted, likeliest first. ``least`` is the least score (default: a possible match)."""
    return find_many([wanted], limit=limit, least=least, scored=SCORED)[0]


def find_many(
    wanted: Sequence[Wanted],
    *,
    limit: int = 5,
    least: float | None = None,
    scored: int = SCORED,
    least_shared: float = LEAST_SHARED,
    but_not: Sequence[UUID] = (),
) -> list[list[Found]]:
    """Return for each of several persons wanted those who may be it. The number of queries does not grow with how many.

    ``scored`` is the most persons compared for each, ``least_shared`` how much of the best one's keys such a person shares at
    least; ``but_not`` names for each one person to leave out, such as the person wanted.
    """
    keys = [lookup_keys(each) for each in wanted]
    ids = candidate_ids(keys, most=scored, least=least_shared)
    if any(kind in NUMBERS for each in keys for kind, _ in each):
        # A person with exactly this number is always compared, however many people share the other keys.
        by_number = candidate_ids([{key for key in each if key[0] in NUMBERS} for each in keys], most=5)
        ids = [list(dict.fromkeys([*first, *others])) for first, others in zip(by_number, ids, strict=True)]
    if but_not:
        ids = [[i for i in of_each if i != itself] for of_each, itself in zip(ids, but_not, strict=True)]
    everyone = {person_id for each in ids for person_id in each}
    if not everyone:
        return [[] for _ in wanted]
    held = held_for_actor(
        everyone,
        contacts_of={i for each, of_each in zip(wanted, ids, strict=True) if each.telephone or each.email for i in of_each},
        numbers_of={
            i
            for each, of_each in zip(wanted, ids, strict=True)
            if each.nhs_number or each.upn or each.la_child_id
            for i in of_each
        },
    )
    stays = {person_id: each.merged_into for person_id, each in held.items() if each.merged_into}
    if further := set(stays.values()) - held.keys():
        held |= held_for_actor(further)
    weights = weights_in_force()
    least = weights.possible if least is None else least
    frequencies = frequencies_of(_words_of_all(wanted, held.values()))
    return [
        _ranked(each, of_each, held, stays, weights, frequencies, limit=limit, least=least)
        for each, of_each in zip(wanted, ids, strict=True)
    ]


def _ranked(
    wanted: Wanted,
    ids: Sequence[UUID],
    held: dict[UUID, Held],
    stays: dict[UUID, UUID],
    weights: Weights,
    frequencies: Frequencies,
    *,
    limit: int,
    least: float,
) -> list[Found]:
    best: dict[UUID, Found] = {}
    for person_id in ids:
        who = held.get(person_id)
        staying = stays.get(person_id, person_id)
        if who is None or staying not in held:
            continue
        score = score_pair(wanted, who, weights, frequencies)
        if staying not in best or score.points > best[staying].score.points:
            best[staying] = Found(staying, score, held[staying])
    ranked = sorted(best.values(), key=lambda f: (-f.score.points, str(f.person_id)))
    with_rivals([each.score for each in ranked])
    return [each for each in ranked[:limit] if each.score.points >= least]


def _words_of_all(wanted: Iterable[Wanted], held: Iterable[Held]) -> set[str]:
    everyone: Iterable[Wanted | Held] = chain(wanted, held)
    return {w for each in everyone for name in each.names for w in (*name.first, *name.last)}
