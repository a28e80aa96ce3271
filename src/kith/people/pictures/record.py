"""From the record to the drawing: everything that the picture of a family holds, the worker's or one reader's copy,
and nothing else."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from kith.design.words import sentence
from kith.people.models import Person as Recorded
from kith.people.models import RelationshipKind as Kind
from kith.people.pictures.kin import Bond, Home, Kin, OwnWord, Pair, Parent, Person, Siblings, Sort
from kith.people.pictures.kin import Related as Relative
from kith.people.record.family_picture import FamilyPicture, Member
from kith.people.record.relations import Related, TieSeen

_PARENTS = {
    Kind.MOTHER: Sort.BIRTH,
    Kind.FATHER: Sort.BIRTH,
    Kind.LEGAL_PARENT: Sort.BIRTH,
    Kind.POSSIBLE_FATHER: Sort.POSSIBLE,
    Kind.ADOPTIVE_PARENT: Sort.ADOPTIVE,
    Kind.FOSTER_PARENT: Sort.FOSTER,
    Kind.GUARDIAN: Sort.GUARDIAN,
    Kind.STEP_PARENT: Sort.STEP,
}
_SIBLINGS = {
    Kind.SIBLING: "full",
    Kind.HALF_SIBLING: "half",
    Kind.STEP_SIBLING: "step",
    Kind.TWIN: "twin",
}
_PARTNERS = {Kind.PARTNER, Kind.EX_PARTNER}


def kin_of(picture: FamilyPicture, died: Mapping[UUID, date] | None = None) -> Kin:
    """Return what may be drawn of a family: of the worker's picture, or of the copy that ``as_seen_by`` made for one reader.

    ``died`` has the days of death (:func:`days_of_death`). A reader's copy shows no possible father, no opinion of a tie, no
    person without a relation in the copy, and no home that the copy does not name or show as an address.
    """
    of_reader = picture.reader_id is not None
    relationships = [r for r in picture.relationships if not (of_reader and r.kind == Kind.POSSIBLE_FATHER)]
    members = [*picture.members, *picture.former_members]
    if of_reader:
        related = {who for r in relationships for who in (r.person_id, r.other_id)}
        members = [m for m in members if m.id in related or m.is_child or m.id == picture.reader_id]
    here = {m.id for m in members}
    relationships = [r for r in relationships if {r.person_id, r.other_id} <= here]
    pairs = {frozenset((r.person_id, r.other_id)): _pair(r) for r in relationships if r.kind in _PARTNERS}
    return Kin(
        title=picture.name,
        people=tuple(_person(m, (died or {}).get(m.id), left=m in picture.former_members) for m in members),
        pairs=tuple(pairs.values()),
        parents=tuple(
            Parent(r.person_id, r.other_id, _PARENTS[Kind(r.kind)], r.kind_words) for r in relationships if r.kind in _PARENTS
        ),
        siblings=tuple(Siblings(r.person_id, r.other_id, _SIBLINGS[Kind(r.kind)]) for r in relationships if r.kind in _SIBLINGS),
        related=tuple(
            Relative(r.person_id, r.other_id, r.kind, sentence(r.word or r.kind_words))
            for r in relationships
            if r.kind not in _PARENTS and r.kind not in _SIBLINGS and r.kind not in _PARTNERS
        ),
        words=tuple(OwnWord(r.person_id, r.other_id, r.own_word) for r in relationships if r.own_word),
        homes=_homes([m for m in picture.members if m.id in here], of_reader=of_reader),
        bonds=tuple(_bond(t, here, of_reader=of_reader) for t in picture.ties if t.person_id in here),
    )


def days_of_death(picture: FamilyPicture) -> dict[UUID, date]:
    """Return the day on which each person of the picture died who has died. One query."""
    ids = [m.id for m in (*picture.members, *picture.former_members)]
    found = Recorded.objects.filter(pk__in=ids, date_of_death__isnull=False)
    return {who: day for who, day in found.values_list("pk", "date_of_death") if day}


def _person(m: Member, died: date | None, *, left: bool) -> Person:
    return Person(
        id=m.id,
        name=m.name,
        sex=m.sex,
        born=m.date_of_birth,
        died=died,
        expected=m.expected_date,
        age=m.age,
        years=m.age_years,
        helped=m.is_child and not left,
        left=left,
    )


def _pair(r: Related) -> Pair:
    union = r.union or ("separated" if r.kind == Kind.EX_PARTNER else "")
    return Pair(r.person_id, r.other_id, union, r.starts_on, r.ends_on)


def _homes(members: list[Member], *, of_reader: bool) -> tuple[Home, ...]:
    """Return who lives together: by the home's name, else by the address. A reader's copy never prints an address as a name."""
    groups: dict[str, list[Member]] = {}
    for m in members:
        where = m.household or (m.address.words if m.address else "")
        if where:
            groups.setdefault(where, []).append(m)
    out = []
    for where, people in groups.items():
        named = bool(people[0].household)
        name = where if named else ("One home" if of_reader else where.split(",")[0])
        out.append(Home(name, tuple(m.id for m in people)))
    return tuple(out)


def _bond(t: TieSeen, here: set[UUID], *, of_reader: bool) -> Bond:
    other = t.other_id if t.other_id in here else None
    return Bond(
        person=t.person_id,
        other=other,
        name="" if other else t.other,
        circle=t.circle,
        quality="" if of_reader else t.quality,
        direction=t.direction,
        words="" if of_reader else t.words,
    )
