"""The work list of imported people who are not yet joined to a family. A worker joins them,
never a program (practice.md P-16)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Case, OuterRef, Q, SmallIntegerField, Subquery, Value, When

from kith.kernel.paging import Page, Place, Source, page_of
from kith.kernel.refusals import NotFound
from kith.people.lists.claims import Claim, family_name, read_claim
from kith.people.matching.births import whole_years
from kith.people.models import Family, FamilyMember, Imported, Person, PossibleDuplicate
from kith.people.record.records import survivors

GROUPS_ON_A_PAGE = 20


@dataclass(frozen=True)
class Row:
    """An imported person, the record they are known by, and what the list claims of them."""

    imported: Imported
    person: Person
    claim: Claim

    @property
    def is_child(self) -> bool:
        return self.claim.role in {FamilyMember.Role.CHILD, FamilyMember.Role.UNBORN}


@dataclass(frozen=True)
class Offered:
    """A family that a person of the group is in, or may be in."""

    family: Family
    because: list[str]


@dataclass
class Group:
    """The people that a list put together, or one person on their own."""

    family_ref: str
    rows: list[Row]
    offered: list[Offered] = field(default_factory=list)

    @property
    def key(self) -> UUID:
        """The row by which pages know the group."""
        return self.rows[0].imported.pk

    @property
    def name(self) -> str:
        """What a new family of these people might be called."""
        return family_name(
            [row.person.surname for row in self.rows if not row.is_child],
            [row.person.surname for row in self.rows],
        )


def _open() -> Q:
    return Q(joined_at__isnull=True, left_out=False)


def to_join(*, on: date, place: Place | None = None) -> Page[Group]:
    """Return the next groups to join, those with a family reference first, by keyset. A fixed number of queries for each page.

    A group is listed by its first row; however many belong to it, all of them are shown.
    """
    together = Imported.objects.filter(_open(), family_ref=OuterRef("family_ref"), area=OuterRef("area"))
    first = together.order_by("ref", "pk").values("pk")[:1]
    heads = Imported.objects.filter(Q(family_ref="") | Q(pk=Subquery(first)), _open()).annotate(
        alone=Case(When(family_ref="", then=Value(1)), default=Value(0), output_field=SmallIntegerField())
    )

    def show(found: list[Imported]) -> list[Group]:
        refs = {each.family_ref for each in found if each.family_ref}
        rows = Imported.objects.filter(
            _open(), Q(family_ref__in=refs) | Q(pk__in=[each.pk for each in found if not each.family_ref])
        )
        listed = _rows(list(rows.select_related("person").order_by("family_ref", "ref", "pk")), on)
        groups: dict[object, Group] = {}
        for row in listed:
            key = row.imported.family_ref or row.imported.pk
            groups.setdefault(key, Group(row.imported.family_ref, [])).rows.append(row)
        shown = [groups[each.family_ref or each.pk] for each in found]
        _offer(shown)
        return shown

    order = ("alone", "family_ref", "ref", "id")
    return page_of(Source(heads, order, show), place=place, size=GROUPS_ON_A_PAGE, name="groups", counted=False)


def group_of(imported_id: UUID, *, on: date) -> Group:
    """Return the group that an imported row belongs to, or refuse as for one that does not exist."""
    first = Imported.objects.filter(_open(), pk=imported_id).first()
    if first is None:
        raise NotFound
    same = Q(family_ref=first.family_ref) if first.family_ref else Q(pk=first.pk)
    rows = list(Imported.objects.filter(_open(), same).select_related("person").order_by("family_ref", "ref"))
    group = Group(first.family_ref, _rows(rows, on))
    _offer([group])
    return group


def _rows(rows: list[Imported], on: date) -> list[Row]:
    known = survivors([row.person_id for row in rows])
    gone = {stays for one, stays in known.items() if one != stays}
    others = Person.objects.in_bulk(gone) if gone else {}
    found = []
    for row in rows:
        person = others.get(known[row.person_id], row.person)
        age = whole_years(person.date_of_birth, on) if person.date_of_birth else None
        found.append(Row(row, person, read_claim(row.relationship_to_child, age=age, unborn=person.is_unborn)))
    return found


def _offer(groups: Iterable[Group]) -> None:
    """Offer each group the families that its people, or records that may be of the same people, are in."""
    groups = list(groups)
    people = {row.person.pk: row.person for group in groups for row in group.rows}
    maybe: dict[UUID, list[UUID]] = {}
    for pair in PossibleDuplicate.objects.filter(
        Q(person__in=list(people)) | Q(other__in=list(people)), state=PossibleDuplicate.State.OPEN
    ):
        for one, two in ((pair.person_id, pair.other_id), (pair.other_id, pair.person_id)):
            if one in people:
                maybe.setdefault(one, []).append(two)
    wanted = {*people, *(other for others in maybe.values() for other in others)}
    places: dict[UUID, list[FamilyMember]] = {}
    for place in FamilyMember.objects.filter(person__in=wanted, ends_on__isnull=True).select_related("family", "person"):
        places.setdefault(place.person_id, []).append(place)
    for group in groups:
        found: dict[UUID, Offered] = {}
        for row in group.rows:
            for other in [row.person.pk, *maybe.get(row.person.pk, [])]:
                for place in places.get(other, []):
                    offered = found.setdefault(place.family_id, Offered(place.family, []))
                    offered.because.append(
                        f"{row.person.name} is in it"
                        if other == row.person.pk
                        else f"{place.person.name}, who is in it, may be {row.person.name}"
                    )
        group.offered = list(found.values())
