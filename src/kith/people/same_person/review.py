"""The review list: pairs of records that may be one person. A worker decides; nothing is merged by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.kernel.paging import Page, Place, Source, page_of
from kith.kernel.refusals import NotFound
from kith.people.finding.candidates import Candidate, candidates_of
from kith.people.finding.engine import SCORED, Found, held_for_actor, score_held, weights_in_force
from kith.people.index.keys import lookup_keys
from kith.people.index.table import candidate_ids
from kith.people.matching.description import Wanted
from kith.people.models import FamilyMember, Identifier, Merge, Person, PossibleDuplicate
from kith.people.record.records import all_records, records_of, survivors

PAIRS_ON_A_PAGE = 25
ALIKE_SHOWN = 10
"""The closest records shown beside one person; the page says when there may be more, and leads to the search."""


@dataclass(frozen=True)
class Pair:
    """Two records that may be of one person, each shown as the person it is known by."""

    row: PossibleDuplicate
    person: Person
    other: Person
    strong: bool
    families: dict[UUID, list[str]] = field(default_factory=dict)

    @property
    def likely(self) -> str:
        """How likely, in words."""
        return "Strong match" if self.strong else "Possible match"


@dataclass(frozen=True)
class ReviewList:
    """A page of pairs, most telling first. Rows that are one pair by now stand once,
    so a page may show fewer than it has rows."""

    pairs: list[Pair]
    page: Page[PossibleDuplicate]

    @property
    def ids(self) -> list[UUID]:
        """The persons shown, for the look."""
        return list(dict.fromkeys(each for pair in self.pairs for each in (pair.person.pk, pair.other.pk)))


def review_list(*, place: Place | None = None) -> ReviewList:
    """Return pairs to look at, the most telling first, by keyset, as far as the actor sees both. Five queries."""
    return _listed(PossibleDuplicate.objects.all(), place)


def duplicates_of(person_id: UUID, *, place: Place | None = None) -> ReviewList:
    """Return the pairs to look at in which a person is, most telling first."""
    records = list(all_records([person_id]))
    return _listed(PossibleDuplicate.objects.filter(Q(person__in=records) | Q(other__in=records)), place)


def _listed(rows: QuerySet[PossibleDuplicate], place: Place | None) -> ReviewList:
    # Seeing one person is what lets a row be read; the join asks about the other.
    seen = rows.filter(state=PossibleDuplicate.State.OPEN, other__area__isnull=False)
    page: Page[PossibleDuplicate] = page_of(
        Source(seen, ("-score", "id")), place=place, size=PAIRS_ON_A_PAGE, name="pairs", counted=False
    )
    return ReviewList(_pairs(page.rows), page)


def alike_now(person: Person, *, besides: Iterable[Pair] = (), limit: int = ALIKE_SHOWN) -> list[Candidate]:
    """Return the people who look like a person as the record stands now,
    without those in ``besides`` and those decided to be different people."""
    numbers = dict(Identifier.objects.filter(person=person, ends_on__isnull=True).values_list("kind", "value"))
    wanted = Wanted(
        forename=person.forename,
        middle_names=person.middle_names,
        surname=person.surname,
        known_as=person.known_as,
        date_of_birth=person.date_of_birth,
        expected_date=person.expected_date,
        sex=person.sex,
        nhs_number=numbers.get("nhs", ""),
        upn=numbers.get("upn", ""),
    )
    known = {each.pk for pair in besides for each in (pair.person, pair.other)} | records_of(person.pk)
    for pair in PossibleDuplicate.objects.filter(Q(person=person) | Q(other=person), state=PossibleDuplicate.State.DIFFERENT):
        known |= {pair.person_id, pair.other_id}
    ids = candidate_ids([lookup_keys(wanted)], most=SCORED)[0]
    stays = survivors(ids)
    held = held_for_actor(set(stays.values()) - known)
    least = weights_in_force().possible
    # The person fits better than anybody: each is scored alone, not against the others who fit as well.
    found = [Found(other, score_held(wanted, said), said) for other, said in held.items()]
    best = sorted((each for each in found if each.score.points >= least), key=lambda each: -each.score.points)
    return candidates_of(best[:limit])


def pair_page(pair_id: UUID) -> Pair:
    """Return one pair to look at, or refuse as for one that does not exist."""
    rows = PossibleDuplicate.objects.filter(pk=pair_id, state=PossibleDuplicate.State.OPEN)
    found = _pairs(rows.filter(other__area__isnull=False))
    if not found:
        raise NotFound
    return found[0]


def _pairs(rows: Iterable[PossibleDuplicate]) -> list[Pair]:
    rows = list(rows)
    known = survivors([each for row in rows for each in (row.person_id, row.other_id)])
    people = Person.objects.in_bulk(set(known.values()))
    families: dict[UUID, list[str]] = {}
    for person_id, name in (
        FamilyMember.objects.filter(person__in=set(known.values()), ends_on__isnull=True)
        .order_by("starts_on", "id")
        .values_list("person_id", "family__name")
    ):
        families.setdefault(person_id, []).append(name)
    strong = weights_in_force().strong if rows else 0
    pairs: dict[frozenset[UUID], Pair] = {}
    for row in rows:
        one, two = known[row.person_id], known[row.other_id]
        if one != two and one in people and two in people:
            pairs.setdefault(frozenset((one, two)), Pair(row, people[one], people[two], row.score >= strong, families))
    return list(pairs.values())


def merge_page(merge_id: UUID) -> Merge:
    """Return a merge that stands, or refuse as for one that does not exist."""
    found = Merge.objects.filter(pk=merge_id, undone_at__isnull=True).select_related("person", "into", "merged_by").first()
    if found is None:
        raise NotFound
    return found
