"""What persons are looked up by: a handful of normalised values each, so that a lookup is equality on an index.

Stored keys describe the person as held; lookup keys add the slips people make (names swapped, day and month swapped, one wrong
digit in a date), so that the stored set stays small.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from kith.people.identifiers import check_nhs_number, check_upn
from kith.people.matching import (
    Wanted,
    address_key,
    forename_sounds,
    one_digit_dates,
    postcode_key,
    surname_sounds,
    swapped_date,
    telephone_key,
)
from kith.people.models import ContactDetail, Identifier, Person, PersonKey

WEIGHTS = {
    "nhs": 9.0,
    "upn": 9.0,
    "name": 5.0,
    "sound": 4.0,
    "born_sound": 4.0,
    "born": 3.0,
    "telephone": 3.0,
    "email": 3.0,
    "place": 3.0,
    "address": 2.0,
    "near": 1.0,
    "undated": 1.0,
    "surname": 0.5,
}
"""How much a shared key of a kind says, to choose which persons are worth scoring."""

Keys = set[tuple[str, str]]


def _pairs(kind: str, firsts: Iterable[str], lasts: Iterable[str]) -> Keys:
    return {(kind, "|".join(sorted((a, b)))) for a, b in product(firsts, lasts) if a and b}


def _name_keys(names: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Keys:
    """Keys of forenames and surnames. Pairs are sorted, so that swapped names have the same key."""
    keys: Keys = set()
    for first, last in names:
        firsts, lasts = forename_sounds([*first, "".join(first)]), surname_sounds([*last, "".join(last)])
        keys |= _pairs("name", {*first, "".join(first)}, {*last, "".join(last)})
        keys |= _pairs("sound", firsts, lasts)
        keys |= {("near", f"{a}|{b[0]}") for a in firsts for b in last} | {
            ("near", f"{b}|{a[0]}") for b in lasts for a in first
        }
        keys |= {("surname", each) for each in lasts}
    return {(kind, value[:120]) for kind, value in keys}


def _all_sounds(names: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> set[str]:
    found: set[str] = set()
    for first, last in names:
        found |= forename_sounds(first) | surname_sounds(last)
    return found - {""}


def _words(names: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Keys:
    return {("word", word[:120]) for first, last in names for word in (*first, *last)}


def stored_keys(person: Person) -> Keys:
    """Return the keys of a person from the record: names, birth, addresses, contact details, numbers."""
    others = tuple((n.forename, n.surname) for n in person.othername_rows.all())
    who = Wanted(
        forename=person.forename, surname=person.surname, known_as=person.known_as, other_names=others
    )
    names = who.names
    sounds = _all_sounds(names)
    keys = _name_keys(names) | _words(names)
    if person.date_of_birth:
        born = person.date_of_birth.isoformat()
        keys |= {("born", born)} | {("born_sound", f"{born}|{each}") for each in sounds}
    else:
        keys |= {("undated", value) for kind, value in keys if kind == "near"}
    if person.expected_date and not person.date_of_birth:
        keys |= {("born_sound", f"due|{each}") for each in sounds}
    forenames = {each for first, _ in names for each in forename_sounds(first)}
    for address in person.address_rows.all():
        code, street = postcode_key(address.postcode), address_key(address.lines)
        if code:
            keys |= {("place", f"{code}|{each}") for each in forenames} | {("postcode", code)}
        if street:
            keys.add(("address", street))
    for contact in person.contactdetail_rows.all():
        if contact.key:
            keys.add(
                ("telephone" if contact.kind == ContactDetail.Kind.TELEPHONE else "email", contact.key[:120])
            )
    for number in person.identifier_rows.all():
        kind = "upn" if number.kind == Identifier.Kind.FORMER_UPN else str(number.kind)
        keys.add((kind, number.value))
    return keys


def lookup_keys(wanted: Wanted) -> Keys:
    """Return every key under which the person wanted may be held, with the slips people make."""
    names = wanted.names
    swapped = [(last, first) for first, last in names]
    keys = _name_keys(names) | {key for key in _name_keys(swapped) if key[0] == "near"}
    known = sum(
        [any(first for first, _ in names), any(last for _, last in names), wanted.date_of_birth is not None]
    )
    if known > 1:
        keys = {key for key in keys if key[0] != "surname"}
    if wanted.date_of_birth and known > 1:
        keys = {("undated" if kind == "near" else kind, value) for kind, value in keys}
    keys |= _birth_keys(wanted, _all_sounds(names))
    if wanted.expected_date:
        keys |= {("born_sound", f"due|{each}") for each in _all_sounds(names)}
    forenames = {each for first, last in names for each in forename_sounds((*first, *last))}
    if code := postcode_key(wanted.postcode):
        keys |= {("place", f"{code}|{each}") for each in forenames}
    if street := address_key(wanted.address):
        keys.add(("address", street))
    if number := telephone_key(wanted.telephone):
        keys.add(("telephone", number))
    if wanted.email.strip():
        keys.add(("email", wanted.email.strip().casefold()[:120]))
    if wanted.nhs_number:
        keys.add(("nhs", check_nhs_number(wanted.nhs_number).value))
    if wanted.upn:
        keys.add(("upn", check_upn(wanted.upn).value))
    return keys


def _birth_keys(wanted: Wanted, sounds: set[str]) -> Keys:
    if not wanted.date_of_birth:
        return set()
    exact = [each for each in (wanted.date_of_birth, swapped_date(wanted.date_of_birth)) if each]
    keys: Keys = {("born", each.isoformat()) for each in exact}
    for day in [*exact, *one_digit_dates(wanted.date_of_birth)]:
        keys |= {("born_sound", f"{day.isoformat()}|{each}") for each in sounds}
    return keys


def write_keys(persons: Iterable[Person]) -> None:
    """Make the stored keys of persons what the record says now. A fixed number of queries, however many persons."""
    held: dict[object, dict[tuple[str, str], PersonKey]] = defaultdict(dict)
    ids = [p.pk for p in persons]
    read_again = Person.objects.filter(pk__in=ids).prefetch_related(
        "othername_rows", "address_rows", "contactdetail_rows", "identifier_rows"
    )
    for row in PersonKey.objects.filter(person__in=ids):
        held[row.person_id][row.kind, row.value] = row
    fresh, stale = [], []
    for person in read_again:
        wanted = stored_keys(person)
        fresh += [
            PersonKey(area_id=person.area_id, person_id=person.pk, kind=kind, value=value)
            for kind, value in sorted(wanted - held[person.pk].keys())
        ]
        stale += [row.pk for key, row in held[person.pk].items() if key not in wanted]
    if stale:
        PersonKey.objects.filter(pk__in=stale).delete()
    PersonKey.objects.bulk_create(fresh, batch_size=2000)
