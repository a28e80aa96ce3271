"""Answering a partner's list: for each row, who on record it may be. Many rows at a time, by the same steps as one lookup."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from kith.people.finding.engine import LEAST_SHARED_OF_A_LIST, SCORED_OF_A_LIST, find_many
from kith.people.lists.rows import ListedPerson
from kith.people.models import Imported

BATCH = 1_000
LEAST = 0.0
"""The least score that is answered: more speaks for the person than against."""


def match_batch(rows: list[ListedPerson], *, top: int, least: float = LEAST) -> list[dict[str, Any]]:
    """Return for each row its candidates, likeliest first. Persons the actor may not see are not among them."""
    found = find_many(
        [row.wanted for row in rows],
        limit=top,
        least=least,
        scored=SCORED_OF_A_LIST,
        least_shared=LEAST_SHARED_OF_A_LIST,
    )
    refs = refs_of({each.person_id for of_row in found for each in of_row})
    return [
        {
            "ref": row.ref,
            "candidates": [
                {
                    "person": str(each.person_id),
                    "ref": refs.get(each.person_id),
                    "score": round(each.score.points, 2),
                    "confidence": each.score.confidence,
                    "reasons": [*each.score.reasons_for, *(f"But: {reason}" for reason in each.score.reasons_against)],
                }
                for each in of_row
            ],
            **({"warnings": [*(str(p) for p in row.problems), *row.warnings]} if row.problems or row.warnings else {}),
        }
        for row, of_row in zip(rows, found, strict=True)
    ]


def refs_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the ref with which each person was imported; of several, the first."""
    rows = Imported.objects.filter(person__in=list(person_ids)).order_by("-imported_at", "-id")
    return dict(rows.values_list("person", "ref"))


def batches(rows: Iterable[ListedPerson], size: int = BATCH) -> Iterator[list[ListedPerson]]:
    """Return the rows in batches."""
    every = iter(rows)
    while batch := list(islice(every, size)):
        yield batch
