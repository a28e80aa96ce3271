"""The review list: pairs of records that may be one person. Somebody looks; nothing is merged by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.kernel.paging import Page, Place, Source, page_of
from kith.kernel.refusals import NotFound
from kith.people.described import Wanted
from kith.people.finding import SCORED, Found, held_for_actor, score_held, weights_in_force
from kith.people.keys import candidate_ids, lookup_keys
from kith.people.models import (
    Address,
    ContactDetail,
    FamilyMember,
    Identifier,
    Merge,
    OtherName,
    Person,
    PossibleDuplicate,
)
from kith.people.one_person import all_records, records_of, survivors
from kith.people.person_record import IN_WORDS
from kith.people.picture import people_without_addresses
from kith.people.queries import Candidate, age_of, candidates_of

PAIRS_ON_A_PAGE = 25
ALIKE_SHOWN = 10
"""The closest records shown beside one person; the page says when there may be more, and leads to the search."""
FIELDS = (
    ("forename", "First name"),
    ("middle_names", "Middle names"),
    ("surname", "Surname"),
    ("known_as", "Known as"),
    ("name_order", "Order of the name"),
    ("date_of_birth", "Birth"),
    ("date_of_death", "Date of death"),
    ("sex", "Sex"),
    ("gender", "Gender"),
    ("pronouns", "Pronouns"),
    ("religion", "Religion"),
    ("ethnicity", "Ethnicity"),
    ("language", "First language"),
    ("interpreter", "Interpreter needed"),
    ("disability", "Disability"),
    ("send", "Special educational needs"),
    ("immigration_status", "Immigration status"),
    ("unaccompanied", "Unaccompanied asylum-seeking child"),
    ("school", "School"),
)
"""What is compared of two persons, in the order of the record."""


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
    """A page of pairs, most telling first. Rows that are one pair by now stand once, so a page may show fewer than it has rows."""

    pairs: list[Pair]
    page: Page[PossibleDuplicate]

    @property
    def ids(self) -> list[UUID]:
        """The persons shown, for the look."""
        return list(dict.fromkeys(each for pair in self.pairs for each in (pair.person.pk, pair.other.pk)))


def review_list(*, place: Place | None = None) -> ReviewList:
    """Return pairs to look at, the most telling first, by keyset: as far as whoever acts sees both. Five queries."""
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
    """Return who looks like a person as the record stands now, but nobody in ``besides`` or whom somebody decided to be another."""
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


# ---- two persons side by side


@dataclass(frozen=True)
class Line:
    """One thing about both: what each record says. ``field`` names what a worker may choose."""

    label: str
    left: str
    right: str
    field: str = ""

    @property
    def same(self) -> bool:
        return self.left == self.right

    @property
    def note(self) -> str:
        """What stands in the last column where one of the two says nothing."""
        return "" if self.same or (self.left and self.right) else "Only one says"


def side_by_side(left: Person, right: Person, *, on: date) -> list[Line]:
    """Return two persons line by line: the fields, then names, numbers, places, ways to reach them, and families."""
    lines = [
        Line(label, said(left, name), said(right, name), field=name)
        for name, label in FIELDS
        if said(left, name) or said(right, name)
    ]
    lines.insert(0, Line("Age", age_of(left, on), age_of(right, on)))
    held = (_beside(left.pk), _beside(right.pk))
    lines += [Line(label, held[0][label], held[1][label]) for label in held[0] if held[0][label] or held[1][label]]
    return lines


def said(person: Person, name: str) -> str:
    """Return a field of a person in words, empty when nothing is recorded."""
    value = getattr(person, name)
    if name == "date_of_birth":
        if value is None:
            due = person.expected_date
            return f"due {due.day} {due:%B %Y}" if due else ""
        about = "about " if person.birth_date_kind == "estimated" else ""
        return f"{about}{value.day} {value:%B %Y}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name == "sex" and value == "U":
        return ""
    if name in IN_WORDS:
        return IN_WORDS[name](value)
    display = getattr(person, f"get_{name}_display", None)
    return str(display() if display else value or "")


def _beside(person_id: UUID) -> dict[str, str]:
    records = list(all_records([person_id]))
    mine = {"person__in": records}
    placeless = bool(people_without_addresses() & set(records))
    places = [] if placeless else Address.objects.filter(**mine).order_by("-id")
    contacts = [] if placeless else ContactDetail.objects.filter(**mine).order_by("id")
    return {
        "Other names": _list(f"{n.forename} {n.surname}".strip() for n in OtherName.objects.filter(**mine).order_by("id")),
        "Numbers": _list(f"{n.get_kind_display()} {n.value}" for n in Identifier.objects.filter(**mine).order_by("kind", "id")),
        "Addresses": _list(", ".join(filter(None, [a.lines, a.postcode])) for a in places),
        "Telephone and email": _list(c.value for c in contacts),
        "Families": _list(
            f"{m.family.name} ({m.get_role_display().lower()}{', until ' + format(m.ends_on, '%d %B %Y') if m.ends_on else ''})"
            for m in FamilyMember.objects.filter(**mine).select_related("family").order_by("starts_on", "id")
        ),
    }


def _list(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))


def merge_page(merge_id: UUID) -> Merge:
    """Return a merge that stands, or refuse as for one that does not exist."""
    found = Merge.objects.filter(pk=merge_id, undone_at__isnull=True).select_related("person", "into", "merged_by").first()
    if found is None:
        raise NotFound
    return found
