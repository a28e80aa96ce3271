"""The copy of a family's picture that one reader may see, and what must be kept from them (practice.md P-9)."""

import re
from dataclasses import replace
from uuid import UUID

from kith.people.matching.spelling import fold, postcode_key, telephone_key
from kith.people.models import FamilyMember, Professional, RelationshipKind, Tie
from kith.people.record.family_picture import FamilyPicture, Member, Place, ProtectionSeen

_TELLING_LENGTH = 4
_TELLS_WHERE = {"address", "school", "workplace", "routine"}
_LOCAL = {
    Professional.Kind.SCHOOL,
    Professional.Kind.TEACHER,
    Professional.Kind.GP,
    Professional.Kind.HEALTH_VISITOR,
    Professional.Kind.MIDWIFE,
    Professional.Kind.SCHOOL_NURSE,
    Professional.Kind.HOUSING,
}
"""Professionals whose place of work tells where a person lives or learns."""
_LEARNING = {Professional.Kind.SCHOOL, Professional.Kind.TEACHER, Professional.Kind.SCHOOL_NURSE}
_PROTECTED_CIRCLES = {
    "workplace": {Tie.Circle.WORK},
    "school": {Tie.Circle.SCHOOL},
    "routine": {
        Tie.Circle.SCHOOL,
        Tie.Circle.FAITH,
        Tie.Circle.HEALTH,
        Tie.Circle.ACTIVITIES,
        Tie.Circle.SERVICES,
    },
}
"""The circles of a person's ties in which a protected thing is told."""


def as_seen_by(picture: FamilyPicture, reader_person_id: UUID) -> FamilyPicture:
    """Return the copy of the picture that one member of the family may read.

    Taken out: what is protected from the reader, with whatever would give it away (a protected address also leaves the lines of
    everyone who shares it, and all names of households; anything that tells where a person is leaves out all professionals but
    the reader's own; a protected pregnancy takes out the unborn child); and, for every reader, what is for workers only: hazards,
    statements of risk, possible fathers (also as members, when nothing else relates them), protections, numbers, the summary, the
    family's working name, what workers think of ties, other people's contact details and answers. A protection from a person who
    is not on record counts against every reader but the person protected.
    """
    reader_person_id = picture.same.get(reader_person_id, reader_person_id)
    hidden = _hidden_from(picture, reader_person_id)
    everyone = [*picture.members, *picture.former_members]
    addresses = {_address(p) for m in everyone if (m.id, "address") in hidden for p in m.addresses}
    codes = {postcode_key(p.postcode) for m in everyone if (m.id, "address") in hidden for p in m.addresses} - {""}
    schools = {fold(m.school) for m in everyone if (m.id, "school") in hidden} - {""}
    gone = _unborn_to_hide(picture, {person for person, what in hidden if what == "pregnancy"})
    gone |= _only_possible_fathers(picture) - {reader_person_id}
    any_place = any(what == "address" for _, what in hidden)
    kept = words_to_keep_from(picture, reader_person_id)
    children = {m.id for m in everyone if m.is_child} - gone
    shown_people = {m.id for m in everyone} - gone
    of_whom = {reader_person_id} if any(what in _TELLS_WHERE for _, what in hidden) else {reader_person_id, *children}

    def copy(member: Member) -> Member:
        mine = member.id == reader_person_id
        shown_places = [
            place
            for place in member.addresses
            if (member.id, "address") not in hidden
            and _address(place) not in addresses
            and postcode_key(place.postcode) not in codes
        ]
        return replace(
            member,
            household="" if any_place else member.household,
            school="" if (member.id, "school") in hidden or fold(member.school) in schools else member.school,
            addresses=shown_places,
            identifiers=member.identifiers if mine else [],
            other_names=member.other_names if mine else [],
            contacts=member.contacts if mine else [],
            restricted=False,
        )

    return replace(
        picture,
        name="Your family",
        summary="",
        restricted=False,
        members=[copy(m) for m in picture.members if m.id not in gone],
        former_members=[copy(m) for m in picture.former_members if m.id not in gone],
        relationships=[
            replace(r, claimed="", basis_words="", responsibility_from=None, responsibility_until=None)
            for r in picture.relationships
            if not {r.person_id, r.other_id} & gone and r.kind != RelationshipKind.POSSIBLE_FATHER
        ],
        hazards=[],
        risks=[],
        ties=[
            replace(t, quality=Tie.Quality.ORDINARY, quality_words="", words="", source="")
            for t in picture.ties
            if t.person_id == reader_person_id
            and t.circle != Tie.Circle.SERVICES
            and (t.other_id is None or t.other_id in shown_people)
            and not gives_away(t.other, kept)
        ],
        professionals=[
            p
            for p in picture.professionals
            if p.current and p.person_id in of_whom and p.person_id not in gone and not gives_away(p.said, kept)
        ],
        protections=[],
        agreements=[a for a in picture.agreements if a.person_id == reader_person_id],
        reader_id=reader_person_id,
    )


def words_to_keep_from(picture: FamilyPicture, reader_person_id: UUID) -> set[str]:
    """Return the texts that must stand nowhere in what the reader gets: protected addresses, postcodes, numbers, schools, places
    of work and of a routine, the surgeries and offices near them, names.

    Free text (a plan's action, a letter) is checked for them with :func:`gives_away` before it reaches the reader.
    """
    reader_person_id = picture.same.get(reader_person_id, reader_person_id)
    hidden = _hidden_from(picture, reader_person_id)
    texts = _of_members(picture, hidden) | _of_professionals(picture, hidden) | _of_ties(picture, hidden)
    gone = _unborn_to_hide(picture, {person for person, what in hidden if what == "pregnancy"})
    texts |= {m.forename for m in picture.members if m.id in gone}
    possible = _only_possible_fathers(picture) - {reader_person_id}
    texts |= {m.name for m in [*picture.members, *picture.former_members] if m.id in possible and m.forename and m.surname}
    return {text for text in texts if len(text.strip()) >= _TELLING_LENGTH}


def _of_members(picture: FamilyPicture, hidden: set[tuple[UUID, str]]) -> set[str]:
    """Return the protected addresses, telephone numbers and schools of members."""
    texts: set[str] = set()
    for m in [*picture.members, *picture.former_members]:
        if (m.id, "address") in hidden:
            texts |= {text for place in m.addresses for text in (place.lines, place.postcode)} | {m.household}
        if (m.id, "telephone") in hidden:
            texts |= {c.value for c in m.contacts}
        if (m.id, "school") in hidden:
            texts.add(m.school)
    return texts


def _of_professionals(picture: FamilyPicture, hidden: set[tuple[UUID, str]]) -> set[str]:
    """Return where the professionals work whose place of work says where a protected person lives or learns."""
    texts: set[str] = set()
    for p in picture.professionals:
        of_them = {what for person, what in hidden if person == p.person_id}
        near_home = bool(of_them & {"address", "routine"}) and p.kind in _LOCAL
        if near_home or ("school" in of_them and p.kind in _LEARNING):
            texts |= {p.organisation, p.telephone, p.email}
    return texts


def _of_ties(picture: FamilyPicture, hidden: set[tuple[UUID, str]]) -> set[str]:
    """Return what ties tell of a protected workplace, school or routine."""
    return {
        text
        for t in picture.ties
        for what, circles in _PROTECTED_CIRCLES.items()
        if (t.person_id, what) in hidden and t.circle in circles
        for text in t.texts
    }


def gives_away(text: str, kept: set[str]) -> list[str]:
    """Return those of the ``kept`` texts that stand in ``text``, however they are spaced or capitalised."""
    plain, squeezed, digits = fold(text), fold(text).replace(" ", ""), re.sub(r"\D", "", text)
    found = []
    for word in sorted(kept):
        number = telephone_key(word) if re.fullmatch(r"[+\d ()-]{9,}", word) else ""
        if (
            (number and number[1:] in digits)
            or f" {fold(word)} " in f" {plain} "
            or (any(c.isdigit() for c in word) and fold(word).replace(" ", "") in squeezed)
        ):
            found.append(word)
    return found


def protections_from(picture: FamilyPicture, reader_person_id: UUID) -> list[ProtectionSeen]:
    """Return the protections that count against a reader: theirs by name, and all from a person who is not on record."""
    reader = picture.same.get(reader_person_id, reader_person_id)
    return [p for p in picture.protections if p.person_id != reader and p.hidden_from_id in {reader, None}]


def _hidden_from(picture: FamilyPicture, reader: UUID) -> set[tuple[UUID, str]]:
    """Return which things of which persons the reader must not learn."""
    return {(p.person_id, p.what) for p in protections_from(picture, reader)}


def _address(place: Place) -> str:
    return fold(place.lines)


def _only_possible_fathers(picture: FamilyPicture) -> set[UUID]:
    """Return those related to the family only as a possible father: a person tells a reader about it, never a page."""
    possible = {r.person_id for r in picture.relationships if r.kind == RelationshipKind.POSSIBLE_FATHER}
    otherwise = {
        who for r in picture.relationships if r.kind != RelationshipKind.POSSIBLE_FATHER for who in (r.person_id, r.other_id)
    }
    children = {m.id for m in [*picture.members, *picture.former_members] if m.is_child}
    return possible - otherwise - children


def _unborn_to_hide(picture: FamilyPicture, mothers: set[UUID]) -> set[UUID]:
    """Return the unborn children whose mother's pregnancy is protected; all without a recorded mother, to be safe."""
    if not mothers:
        return set()
    mother_of = {r.other_id: r.person_id for r in picture.relationships if r.kind == RelationshipKind.MOTHER}
    unborn = [m.id for m in [*picture.members, *picture.former_members] if m.is_unborn or m.role == FamilyMember.Role.UNBORN]
    return {child for child in unborn if mother_of.get(child) is None or mother_of[child] in mothers}
