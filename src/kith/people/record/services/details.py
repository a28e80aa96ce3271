"""Names, numbers, addresses and ways to reach a person: added, and ended without being forgotten."""

from datetime import date, datetime, timedelta

from django.db.models import F, Q

from kith.design.words import the_date
from kith.kernel.time import london_date
from kith.people.index.table import write_keys
from kith.people.matching.identifiers import check
from kith.people.matching.spelling import telephone_key
from kith.people.models import Address, ContactDetail, Identifier, OtherName, Person
from kith.people.record.days import acting_today, not_to_come
from kith.people.record.refusals import NeedsWords, PersonRefused
from kith.people.record.whereabouts import whereabouts_known

MOVES_AHEAD = timedelta(days=2 * 366)
"""How far ahead a move is planned: a day beyond it is a slip."""


def add_name(
    *,
    person: Person,
    kind: str,
    forename: str = "",
    surname: str = "",
    until: date | None = None,
    since: date | None = None,
) -> OtherName:
    """Add another name of a person, as people wrote or use it, with the days between which they used it.

    Raises :class:`NeedsWords` without a name, and :class:`PersonRefused` for dates the wrong way round.
    """
    if not (forename.strip() or surname.strip()):
        raise NeedsWords("Enter the name.", field="forename")
    _in_order(since, until, "until")
    not_to_come(since, "since")
    not_to_come(until, "until")
    name, made = OtherName.objects.get_or_create(
        area_id=person.area_id,
        person=person,
        kind=kind,
        forename=forename.strip(),
        surname=surname.strip(),
        defaults={"starts_on": since, "ends_on": until},
    )
    if not made and (since or until):
        name.starts_on, name.ends_on = since or name.starts_on, until or name.ends_on
        name.save(update_fields=["starts_on", "ends_on"])
    write_keys([person])
    return name


def end_name(*, name: OtherName, on: date) -> OtherName:
    """Say that a person no longer uses another name. It stays, and still finds the person."""
    _in_order(name.starts_on, on, "on")
    not_to_come(on, "on")
    name.ends_on = on
    name.save(update_fields=["ends_on"])
    return name


def add_identifier(*, person: Person, kind: str, value: str, now: datetime) -> Identifier:
    """Add a number, whatever its check digit says: a wrong one is kept as claimed and marked.

    A new UPN makes the earlier one a former UPN; a person may have several former ones. Any other earlier number of the kind ends
    today. Raises :class:`NeedsWords` when nothing is given.
    """
    checked = check(kind, value)
    if not checked.value:
        raise NeedsWords("Enter the number.", field="value")
    if held := Identifier.objects.filter(person=person, kind=kind, value=checked.value, ends_on__isnull=True).first():
        return held
    if kind != Identifier.Kind.FORMER_UPN:
        for earlier in Identifier.objects.filter(person=person, kind=kind, ends_on__isnull=True):
            earlier.ends_on = london_date(now)
            if kind == Identifier.Kind.UPN:
                earlier.kind = Identifier.Kind.FORMER_UPN
            earlier.save()
    number = write_number(person, kind, value)
    write_keys([person])
    return number


def end_identifier(*, identifier: Identifier, now: datetime) -> Identifier:
    """End a number that is not, or no longer, this person's. It stays in the history."""
    identifier.ends_on = london_date(now)
    identifier.save(update_fields=["ends_on"])
    return identifier


def write_number(person: Person, kind: str, value: str) -> Identifier:
    """Keep a number as claimed, and whether it can be right."""
    checked = check(kind, value)
    return Identifier.objects.create(area_id=person.area_id, person=person, kind=kind, value=checked.value, valid=checked.valid)


def move_to(*, person: Person, lines: str, postcode: str, on: date) -> Address:
    """Record where a person lives from a day, or will live from a day to come. The earlier address ends that day and is kept.

    A move that was planned and is overtaken by this one never took place. A move that was made and is recorded late does not
    take the place of a later one: the person lived there until then. Raises :class:`PersonRefused` for a day that cannot be
    right.
    """
    whereabouts_known(person)
    today = acting_today()
    _not_before_birth(person, on, "on")
    if on > today + MOVES_AHEAD:
        raise PersonRefused(f"A move is planned at most two years ahead. {the_date(on)} is later than that.", field="on")
    made = Address.objects.filter(person=person, starts_on__gt=on, starts_on__lte=today).exclude(ends_on=F("starts_on"))
    later = made.order_by("starts_on").first()
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=on if later else max(on, today))
    held = Address.objects.filter(lasting, person=person)
    if later:
        held = held.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=on))
    for earlier in held:
        earlier.ends_on = max(on, earlier.starts_on or on)
        earlier.save()
    address = Address.objects.create(
        area_id=person.area_id,
        person=person,
        lines=lines.strip(),
        postcode=spaced(postcode),
        starts_on=on,
        ends_on=later.starts_on if later else None,
    )
    write_keys([person])
    return address


def add_earlier_address(
    *, person: Person, lines: str, postcode: str, starts_on: date | None, ends_on: date, now: datetime
) -> Address:
    """Record where a person lived before. It finds them like the present address.

    Raises :class:`PersonRefused` when it ended before it began or has not ended yet.
    """
    whereabouts_known(person)
    _in_order(starts_on, ends_on, "ends_on")
    _not_before_birth(person, starts_on or ends_on, "starts_on" if starts_on else "ends_on")
    if ends_on > london_date(now):
        raise PersonRefused("An earlier address ended before today. For the present one, record a move.", field="ends_on")
    address = Address.objects.create(
        area_id=person.area_id,
        person=person,
        lines=lines.strip(),
        postcode=spaced(postcode),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    write_keys([person])
    return address


def _not_before_birth(person: Person, on: date, field: str) -> None:
    if person.date_of_birth and on < person.date_of_birth:
        raise PersonRefused(
            f"{person.name} was born on {the_date(person.date_of_birth)}. Enter the day from which they lived there.", field=field
        )


def end_address(*, address: Address, on: date) -> Address:
    """Record that a person no longer lives somewhere, when it is not known where they live now."""
    _in_order(address.starts_on, on, "on")
    not_to_come(on, "on")
    address.ends_on = on
    address.save(update_fields=["ends_on"])
    return address


def add_contact(*, person: Person, kind: str, value: str, safe: str = "not_asked", safe_note: str = "") -> ContactDetail:
    """Add a telephone number or e-mail address and whether it is safe to use."""
    whereabouts_known(person)
    contact = write_contact(person, kind, value, safe, safe_note)
    write_keys([person])
    return contact


def change_contact(*, contact: ContactDetail, safe: str, safe_note: str = "") -> ContactDetail:
    """Change whether a telephone number or e-mail address is safe to use."""
    contact.safe, contact.safe_note = safe, safe_note.strip()
    contact.save(update_fields=["safe", "safe_note"])
    return contact


def end_contact(*, contact: ContactDetail, now: datetime) -> None:
    """End a telephone number or e-mail address: it is no longer used, and still finds the person."""
    contact.ends_on = london_date(now)
    contact.save(update_fields=["ends_on"])


def write_contact(person: Person, kind: str, value: str, safe: str, safe_note: str) -> ContactDetail:
    """Keep a telephone number or e-mail address with the key that matching looks it up by."""
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


def spaced(postcode: str) -> str:
    """Return a postcode in capitals with one space before its last three characters, when it has the shape of one."""
    squeezed = "".join(postcode.split()).upper()
    return f"{squeezed[:-3]} {squeezed[-3:]}" if 5 <= len(squeezed) <= 7 else postcode.strip().upper()[:10]


def _in_order(first: date | None, last: date | None, field: str) -> None:
    if first and last and last < first:
        raise PersonRefused(f"This is before {the_date(first)}, when it began. Check both dates.", field=field)
