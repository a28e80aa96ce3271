"""Changes to persons, families, relationships, and to what is protected or restricted.

Each runs inside the door's transaction, as whoever acts. What people say is kept as they say it; what cannot be right is marked.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from kith.access import services as access
from kith.access.identity import Identity, current_identity
from kith.access.models import Restriction
from kith.kernel.refusals import NotPermitted, Refusal
from kith.kernel.time import london_date
from kith.organisations.models import Role
from kith.people.identifiers import check
from kith.people.keys import write_keys
from kith.people.matching import telephone_key
from kith.people.models import (
    Address,
    Agreement,
    BirthDateKind,
    ContactDetail,
    Family,
    FamilyMember,
    Hazard,
    Identifier,
    OtherName,
    Person,
    Protection,
    Relationship,
    RelationshipKind,
)
from kith.people.rules import (
    born_after_parent,
    closes_a_circle,
    dates_agree,
    may_lift,
    may_restrict,
)
from kith.people.versions import save_version

EDITABLE = frozenset(
    "forename middle_names surname known_as date_of_birth birth_date_kind expected_date date_of_death sex ethnicity language"
    " interpreter disability school".split()
)
"""The fields of a person that :func:`change_person` takes."""


class PersonRefused(Refusal):
    """Something about a person cannot be as it was said."""

    code = "person_refused"


class RelationshipRefused(Refusal):
    """Two people cannot be related like this."""

    code = "relationship_refused"


class AlreadyInFamily(Refusal):
    code = "already_in_family"
    field = "person"


class NeedsWords(Refusal):
    """A reason, a source or a date that must be given is missing."""

    code = "needs_words"


class AlreadyRestricted(Refusal):
    code = "already_restricted"


# ---- persons


def record_person(
    *,
    now: datetime,
    forename: str = "",
    middle_names: str = "",
    surname: str = "",
    known_as: str = "",
    date_of_birth: date | None = None,
    birth_date_kind: str = BirthDateKind.EXACT,
    expected_date: date | None = None,
    sex: str = "U",
    ethnicity: str = "",
    language: str = "",
    interpreter: str = "",
    disability: str = "",
    school: str = "",
    address: str | None = None,
    postcode: str | None = None,
    telephone: str | None = None,
    email: str | None = None,
    safe: str = "not_asked",
    safe_note: str = "",
    nhs_number: str | None = None,
    upn: str | None = None,
    la_child_id: str | None = None,
    in_family: bool = False,
) -> Person:
    """Record a person with what is known of them, and make them findable.

    A number with a wrong check digit is kept as claimed and marked. ``in_family`` is for a person who is put into a family in the
    same transaction by somebody who does not see people outside families. Raises :class:`PersonRefused` for impossible dates.
    """
    person = _new_person(
        now,
        in_family,
        {
            "forename": forename,
            "middle_names": middle_names,
            "surname": surname,
            "known_as": known_as,
            "date_of_birth": date_of_birth,
            "birth_date_kind": birth_date_kind,
            "expected_date": expected_date,
            "sex": sex,
            "ethnicity": ethnicity,
            "language": language,
            "interpreter": interpreter,
            "disability": disability,
            "school": school,
        },
    )
    _write_details(
        person,
        address=address,
        postcode=postcode,
        telephone=telephone,
        email=email,
        safe=safe,
        safe_note=safe_note,
        numbers={"nhs": nhs_number, "upn": upn, "la_child_id": la_child_id},
    )
    return person


def _new_person(now: datetime, in_family: bool, fields: dict[str, Any]) -> Person:
    trimmed = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    if trimmed.get("date_of_birth") is None:
        trimmed["birth_date_kind"] = BirthDateKind.UNKNOWN
    _refuse_dates(trimmed, london_date(now))
    return Person.objects.create(
        area_id=current_identity().area_id, recorded_at=now, in_family=in_family, **trimmed
    )


def _refuse_dates(fields: dict[str, Any], today: date) -> None:
    problem = dates_agree(
        born=fields.get("date_of_birth"),
        died=fields.get("date_of_death"),
        expected=fields.get("expected_date"),
        today=today,
    )
    if problem:
        raise PersonRefused(problem.message, field=problem.field)


def _write_details(
    person: Person,
    *,
    address: str | None = None,
    postcode: str | None = None,
    telephone: str | None = None,
    email: str | None = None,
    safe: str = "not_asked",
    safe_note: str = "",
    numbers: dict[str, str | None] | None = None,
) -> None:
    if (address or "").strip() or (postcode or "").strip():
        Address.objects.create(
            area_id=person.area_id,
            person=person,
            lines=(address or "").strip(),
            postcode=_spaced(postcode or ""),
        )
    for kind, value in ((ContactDetail.Kind.TELEPHONE, telephone), (ContactDetail.Kind.EMAIL, email)):
        if (value or "").strip():
            _write_contact(person, kind, value or "", safe, safe_note)
    for kind_of_number, value in (numbers or {}).items():
        if (value or "").strip():
            _write_number(person, kind_of_number, value or "")
    write_keys([person])


def _write_contact(person: Person, kind: str, value: str, safe: str, safe_note: str) -> ContactDetail:
    key = telephone_key(value) if kind == ContactDetail.Kind.TELEPHONE else value.strip().casefold()
    return ContactDetail.objects.create(
        area_id=person.area_id,
        person=person,
        kind=kind,
        value=value.strip(),
        key=key,
        safe=safe,
        safe_note=safe_note.strip(),
    )


def _write_number(person: Person, kind: str, value: str) -> Identifier:
    checked = check(kind, value)
    return Identifier.objects.create(
        area_id=person.area_id, person=person, kind=kind, value=checked.value, valid=checked.valid
    )


def _spaced(postcode: str) -> str:
    """Return a postcode in capitals with one space before its last three characters, when it has the shape of one."""
    squeezed = "".join(postcode.split()).upper()
    return f"{squeezed[:-3]} {squeezed[-3:]}" if 5 <= len(squeezed) <= 7 else postcode.strip().upper()[:10]


def change_person(
    *,
    person: Person,
    read_version: int,
    now: datetime,
    name_kind: str = OtherName.Kind.FORMER,
    **changes: Any,
) -> Person:
    """Change a person over the version that was read. An earlier name is kept as another name of ``name_kind``.

    Raises ``ChangedMeanwhile`` when somebody saved since, :class:`PersonRefused` for impossible dates, and ``TypeError`` for a
    field that is not the person's own.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"change_person does not take {', '.join(sorted(unknown))}")
    changes = {name: value.strip() if isinstance(value, str) else value for name, value in changes.items()}
    before = Person.objects.get(pk=person.pk)
    _refuse_dates(
        {
            name: changes.get(name, getattr(before, name))
            for name in ("date_of_birth", "date_of_death", "expected_date")
        },
        london_date(now),
    )
    if (
        changes.get("date_of_birth")
        and "birth_date_kind" not in changes
        and before.birth_date_kind == BirthDateKind.UNKNOWN
    ):
        changes["birth_date_kind"] = BirthDateKind.EXACT
    save_version(person, read_version=read_version, **changes)
    renamed = (before.forename, before.surname) != (person.forename, person.surname)
    if renamed and (before.forename or before.surname):
        add_name(
            person=person,
            kind=name_kind,
            forename=before.forename,
            surname=before.surname,
            until=london_date(now),
        )
    else:
        write_keys([person])
    return person


def add_name(
    *, person: Person, kind: str, forename: str = "", surname: str = "", until: date | None = None
) -> OtherName:
    """Add another name of a person, as people wrote or use it."""
    name, _ = OtherName.objects.get_or_create(
        area_id=person.area_id,
        person=person,
        kind=kind,
        forename=forename.strip(),
        surname=surname.strip(),
        defaults={"ends_on": until},
    )
    write_keys([person])
    return name


def add_identifier(*, person: Person, kind: str, value: str, now: datetime) -> Identifier:
    """Add a number. A new UPN makes the earlier one a former UPN; any other earlier number of the kind ends today."""
    checked = check(kind, value)
    if held := Identifier.objects.filter(
        person=person, kind=kind, value=checked.value, ends_on__isnull=True
    ).first():
        return held
    for earlier in Identifier.objects.filter(person=person, kind=kind, ends_on__isnull=True):
        earlier.ends_on = london_date(now)
        if kind == Identifier.Kind.UPN:
            earlier.kind = Identifier.Kind.FORMER_UPN
        earlier.save()
    number = _write_number(person, kind, value)
    write_keys([person])
    return number


def move_to(*, person: Person, lines: str, postcode: str, on: date) -> Address:
    """Record where a person lives from a day. The earlier address ends that day and is kept."""
    for earlier in Address.objects.filter(person=person, ends_on__isnull=True):
        earlier.ends_on = max(on, earlier.starts_on or on)
        earlier.save()
    address = Address.objects.create(
        area_id=person.area_id, person=person, lines=lines.strip(), postcode=_spaced(postcode), starts_on=on
    )
    write_keys([person])
    return address


def add_contact(
    *, person: Person, kind: str, value: str, safe: str = "not_asked", safe_note: str = ""
) -> ContactDetail:
    """Add a telephone number or e-mail address and whether it is safe to use."""
    contact = _write_contact(person, kind, value, safe, safe_note)
    write_keys([person])
    return contact


def end_contact(*, contact: ContactDetail, now: datetime) -> None:
    """End a telephone number or e-mail address: it is no longer used, and still finds the person."""
    contact.ends_on = london_date(now)
    contact.save(update_fields=["ends_on"])


def record_birth(
    *,
    person: Person,
    read_version: int,
    forename: str,
    surname: str,
    date_of_birth: date,
    sex: str,
    now: datetime,
) -> Person:
    """Record that an unborn child was born: the same record, with name, sex and date (practice.md P-15)."""
    if not person.is_unborn:
        raise PersonRefused("This person is already recorded as born.", field="date_of_birth")
    change_person(
        person=person,
        read_version=read_version,
        forename=forename,
        surname=surname,
        date_of_birth=date_of_birth,
        birth_date_kind=BirthDateKind.EXACT,
        expected_date=None,
        sex=sex,
        now=now,
        name_kind=OtherName.Kind.SPELLING,
    )
    FamilyMember.objects.filter(person=person, role=FamilyMember.Role.UNBORN, ends_on__isnull=True).update(
        role=FamilyMember.Role.CHILD
    )
    return person


# ---- families


def record_family(*, name: str, now: datetime, summary: str = "") -> Family:
    """Record a family: the people helped together."""
    if not name.strip():
        raise NeedsWords("Give the family a name, a surname and the children’s first names, never an address.", field="name")
    return Family.objects.create(
        area_id=current_identity().area_id, name=name.strip(), summary=summary.strip(), recorded_at=now
    )


def change_family(*, family: Family, read_version: int, **changes: str) -> Family:
    """Change a family's name or summary over the version that was read."""
    if unknown := changes.keys() - {"name", "summary"}:
        raise TypeError(f"change_family does not take {', '.join(sorted(unknown))}")
    save_version(family, read_version=read_version, **changes)
    return family


def join_family(*, family: Family, person: Person, role: str, on: date, household: str = "") -> FamilyMember:
    """Put a person into a family from a day. Raises :class:`AlreadyInFamily` when they are in it."""
    if FamilyMember.objects.filter(family=family, person=person, ends_on__isnull=True).exists():
        raise AlreadyInFamily(f"{person.name} is already in {family.name}.")
    return _place(family, person, role, on, household)


def _place(family: Family, person: Person, role: str, on: date, household: str) -> FamilyMember:
    place = FamilyMember.objects.create(
        area_id=family.area_id,
        family=family,
        person=person,
        role=role,
        household=household.strip(),
        starts_on=on,
    )
    flags: dict[str, bool] = {}
    if not person.in_family:
        flags["in_family"] = True
    if family.restricted and not person.restricted:
        flags["restricted"] = True
    if flags:
        Person.objects.filter(pk=person.pk).update(**flags)
        for name, value in flags.items():
            setattr(person, name, value)
    return place


def add_to_family(
    *,
    family: Family,
    role: str,
    on: date,
    now: datetime,
    household: str = "",
    address: str | None = None,
    postcode: str | None = None,
    telephone: str | None = None,
    email: str | None = None,
    safe: str = "not_asked",
    nhs_number: str | None = None,
    upn: str | None = None,
    **fields: Any,
) -> Person:
    """Record a new person straight into a family, also by a partner who sees this family only. ``fields`` as in ``EDITABLE``."""
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"add_to_family does not take {', '.join(sorted(unknown))}")
    person = _new_person(now, True, fields)
    _place(family, person, role, on, household)
    _write_details(
        person,
        address=address,
        postcode=postcode,
        telephone=telephone,
        email=email,
        safe=safe,
        numbers={"nhs": nhs_number, "upn": upn},
    )
    return person


def leave_family(*, family: Family, person: Person, on: date) -> FamilyMember:
    """End a person's place in a family. The past stays as it was, and so does who may see them."""
    place = FamilyMember.objects.filter(family=family, person=person, ends_on__isnull=True).first()
    if place is None:
        raise PersonRefused(f"{person.name} is not in {family.name} now.", field="person")
    if on < place.starts_on:
        raise PersonRefused(
            f"{person.name} joined on {place.starts_on:%d %B %Y}: the day of leaving must be later.",
            field="on",
        )
    place.ends_on = on
    place.save(update_fields=["ends_on"])
    return place


def relate(
    *,
    person: Person,
    other: Person,
    kind: str,
    now: datetime,
    parental_responsibility: bool | None = None,
    starts_on: date | None = None,
) -> Relationship:
    """Record that ``person`` is the ``kind`` of ``other``. Recording it again updates parental responsibility.

    Raises :class:`RelationshipRefused`: a person with themself, a parent not older than the child, a circle of parents
    (practice.md P-17: two mothers or two fathers are ordinary).
    """
    if person.pk == other.pk:
        raise RelationshipRefused(
            "A person cannot be related to themself. Choose another person.", field="other"
        )
    if kind in {RelationshipKind.MOTHER, RelationshipKind.FATHER}:
        if born_after_parent(parent=person, child=other):
            raise RelationshipRefused(
                f"{person.name} is recorded as no older than {other.name}. Check who is the parent, and both dates of birth.",
                field="kind",
            )
        pairs = Relationship.objects.filter(kind__in=[RelationshipKind.MOTHER, RelationshipKind.FATHER])
        if closes_a_circle(person.pk, other.pk, lambda ids: _children_of(pairs, ids)):
            raise RelationshipRefused(
                f"{other.name} is already recorded as a parent or forebear of {person.name}. Check who is the parent.",
                field="kind",
            )
    relationship, made = Relationship.objects.get_or_create(
        area_id=person.area_id,
        person=person,
        other=other,
        kind=kind,
        defaults={"parental_responsibility": parental_responsibility, "starts_on": starts_on},
    )
    if not made and parental_responsibility is not None:
        relationship.parental_responsibility = parental_responsibility
        relationship.save(update_fields=["parental_responsibility"])
    return relationship


def _children_of(pairs: Any, parents: set[UUID]) -> set[UUID]:
    return set(pairs.filter(person__in=parents).values_list("other_id", flat=True))


def end_relationship(*, relationship: Relationship, on: date) -> Relationship:
    """End a relationship on a day, such as a separation."""
    relationship.ends_on = on
    relationship.save(update_fields=["ends_on"])
    return relationship


# ---- what workers must know, and what others must not


def record_hazard(*, person: Person, words: str, source: str, review_on: date, now: datetime) -> Hazard:
    """Record what a worker must know before visiting, who says so, and when it is looked at again."""
    if not words.strip():
        raise NeedsWords("Say what a worker must know before visiting.", field="words")
    if not source.strip():
        raise NeedsWords("Say who told you, or how it is known.", field="source")
    _later(review_on, now)
    return Hazard.objects.create(
        area_id=person.area_id,
        person=person,
        words=words.strip(),
        source=source.strip(),
        recorded_at=now,
        review_on=review_on,
    )


def end_hazard(*, hazard: Hazard, now: datetime) -> Hazard:
    """End a hazard. It stays in the history."""
    hazard.ends_on = london_date(now) - timedelta(days=1)
    hazard.save(update_fields=["ends_on"])
    return hazard


def protect(
    *,
    person: Person,
    what: str,
    reason: str,
    review_on: date,
    now: datetime,
    hidden_from: Person | None = None,
    hidden_from_words: str = "",
) -> Protection:
    """Protect something about a person from somebody, on every way out (practice.md P-9).

    Without ``hidden_from`` (the somebody is not on record), ``hidden_from_words`` says who, and no reader but the person sees it.
    """
    if hidden_from is None and not hidden_from_words.strip():
        raise NeedsWords("Say who must not learn it.", field="hidden_from")
    if hidden_from is not None and hidden_from.pk == person.pk:
        raise PersonRefused("Choose somebody else: this is the person it is about.", field="hidden_from")
    if not reason.strip():
        raise NeedsWords("Say why this is protected.", field="reason")
    _later(review_on, now)
    return Protection.objects.create(
        area_id=person.area_id,
        person=person,
        what=what,
        hidden_from=hidden_from,
        hidden_from_words=hidden_from_words.strip(),
        reason=reason.strip(),
        set_by_id=current_identity().practitioner_id,
        starts_at=now,
        review_on=review_on,
    )


def end_protection(*, protection: Protection, now: datetime) -> Protection:
    """End a protection at once. It stays in the history."""
    protection.ends_on = london_date(now) - timedelta(days=1)
    protection.save(update_fields=["ends_on"])
    return protection


def _later(review_on: date, now: datetime) -> None:
    if review_on <= london_date(now):
        raise NeedsWords("The review date must be in the future.", field="review_on")


def record_agreement(
    *,
    family: Family,
    person: Person | None,
    about: str,
    answer: str,
    now: datetime,
    words: str = "",
    topics: Iterable[str] = (),
) -> Agreement:
    """Record what one person said to one of three questions: having a service, sharing information, telling the parents."""
    return Agreement.objects.create(
        area_id=family.area_id,
        family=family,
        person=person,
        about=about,
        answer=answer,
        words=words.strip(),
        asked_at=now,
        asked_by_id=current_identity().practitioner_id,
        topics=list(topics),
    )


# ---- restriction


def restrict_family(
    *,
    family: Family,
    named: Iterable[UUID],
    owner_id: UUID,
    reason: str,
    now: datetime,
    elsewhere: str = "hidden",
) -> Restriction:
    """Restrict a family, and everyone in it wherever they appear, to its owner and named people.

    ``elsewhere`` says how an adult who is also in an unrestricted family appears there: ``hidden`` or ``without_addresses``.
    Raises :class:`NotPermitted`, :class:`NeedsWords` (no reason) or :class:`AlreadyRestricted`.
    """
    _authority(may_restrict, "Ask a team manager or the front door to restrict this family.")
    if not reason.strip():
        raise NeedsWords("Say why only named people may see this family.", field="reason")
    if Restriction.objects.filter(family_id=family.pk, ends_at__isnull=True).exists():
        raise AlreadyRestricted("This family is already restricted.")
    # Marks come first: once the restriction stands, whoever made it may no longer see the rows.
    Person.objects.filter(places__family=family).update(restricted=True)
    Family.objects.filter(pk=family.pk).update(restricted=True)
    family.restricted = True
    return access.restrict_family(
        family_id=family.pk,
        named=list(named),
        owner_id=owner_id,
        reason=reason.strip(),
        elsewhere=elsewhere,
        now=now,
    )


def lift_restriction(*, family: Family, reason: str, now: datetime) -> None:
    """Open a restricted family to everybody whose role sees families. By its owner, a team manager or a records officer."""
    restriction = Restriction.objects.filter(family_id=family.pk, ends_at__isnull=True).first()
    if restriction is None:
        raise AlreadyRestricted("This family is not restricted.", code="not_restricted")
    identity = current_identity()
    if identity.practitioner_id != restriction.owner_id:
        _authority(
            may_lift, "Ask the owner of the restriction, a team manager or a records officer to lift it."
        )
    if not reason.strip():
        raise NeedsWords("Say why the restriction is no longer needed.", field="reason")
    Restriction.objects.filter(pk=restriction.pk).update(
        ends_at=now, reason=f"{restriction.reason}\nLifted: {reason.strip()}"
    )
    members = list(FamilyMember.objects.filter(family=family).values_list("person_id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("select people_restricted_elsewhere(%s::uuid[], %s)", [members, family.pk])
        kept = {row[0] for row in cursor.fetchall()}
    Person.objects.filter(Q(pk__in=members) & ~Q(pk__in=kept)).update(restricted=False)
    Family.objects.filter(pk=family.pk).update(restricted=False)
    family.restricted = False


def name_to_restriction(*, family: Family, practitioner_id: UUID) -> None:
    """Let one more person see a restricted family. By somebody who sees it."""
    restriction = Restriction.objects.filter(family_id=family.pk, ends_at__isnull=True).first()
    if restriction is None:
        raise AlreadyRestricted("This family is not restricted.", code="not_restricted")
    restriction.members.get_or_create(practitioner_id=practitioner_id)


def _authority(rule: Any, otherwise: str) -> None:
    identity: Identity = current_identity()
    if identity.kind != "service" and not rule({Role(role) for role in identity.roles}):
        raise NotPermitted(otherwise)
