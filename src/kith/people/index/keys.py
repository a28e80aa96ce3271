"""What persons are looked up by: a score of normalised values each, so that a lookup is equality on one index.

Stored keys describe the person as held. A date of birth is stored whole and as each two of its three parts with a name's sound,
so that one wrong part is no hindrance; names are stored as a pair in either order, as they sound. A lookup asks for the same
keys, and for day and month the other way round. In the database a key is 64 bits that carry the area; no name can be read from
the index.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import product
from uuid import UUID

from kith.people.matching.description import Held, NameParts, Wanted
from kith.people.matching.identifiers import check_nhs_number, check_upn, stands_for_none
from kith.people.matching.scripts import latin
from kith.people.matching.sounds import forename_sounds, surname_sound
from kith.people.matching.spelling import address_key, house_number, postcode_key, telephone_key, without_particles

Keys = set[tuple[str, str]]
LONGEST = 120


def key_bits(area_id: UUID, kind: str, value: str) -> int:
    """Return a key of an area as a signed 64-bit number."""
    digest = blake2b(f"{kind}|{value}".encode(), digest_size=8, key=area_id.bytes).digest()
    return int.from_bytes(digest, "big", signed=True)


@lru_cache(maxsize=5_000)
def _name_keys(first: tuple[str, ...], last: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Keys of one forename with one surname. The pair is sorted, so that swapped names have the same key."""
    firsts = {each for part in _parts(first) for each in forename_sounds(part)}
    lasts = {surname_sound(each) for each in _parts(last)}
    keys = {("name", "|".join(sorted((a, b)))) for a, b in product(firsts, lasts)}
    initials_first, initials_last = {latin(w)[0] for w in first}, {latin(w)[0] for w in last}
    keys |= {("near", f"{a}|{i}") for a in firsts for i in initials_last}
    keys |= {("near", f"{b}|{i}") for b in lasts for i in initials_first}
    return frozenset((kind, value[:LONGEST]) for kind, value in keys)


def _parts(words: tuple[str, ...]) -> set[str]:
    telling = without_particles(words)
    return {*telling, "".join(telling), "".join(words)} - {""} if telling else set()


@lru_cache(maxsize=5_000)
def _sounds(first: tuple[str, ...], last: tuple[str, ...]) -> frozenset[str]:
    """The sound of the first word of the forename, and of each word of the surname."""
    telling = without_particles(first)[:1]
    return frozenset({s for w in telling for s in forename_sounds(w)} | {surname_sound(w) for w in without_particles(last)})


def _names_keys(names: Iterable[NameParts]) -> Keys:
    keys: Keys = set()
    for name in names:
        keys |= _name_keys(name.first, name.last)
    return keys


def _all_sounds(names: Iterable[NameParts]) -> set[str]:
    found: set[str] = set()
    for name in names:
        if not name.middle:
            found |= _sounds(name.first, name.last)
    return found


def _date_keys(digits: str, sounds: Iterable[str]) -> Keys:
    year, month, day = digits[:4], digits[4:6], digits[6:]
    keys: Keys = {("born", digits)}
    for each in sounds:
        keys |= {("slip", f"{year}{month}-{each}"), ("slip", f"{year}-{day}{each}"), ("slip", f"-{month}{day}{each}")}
    return keys


def _place_keys(lines: str, postcode: str) -> Keys:
    keys: Keys = set()
    code, street, number = postcode_key(postcode), address_key(lines), house_number(lines)
    if code:
        keys.add(("postcode", code))
    if code and number:
        keys.add(("house", f"{number}|{code}"))
    if street:
        keys.add(("address", street))
    return keys


def stored_keys(held: Held) -> Keys:
    """Return the keys of a person from the record: names, birth, addresses, contact details, numbers."""
    names = held.names
    keys = _names_keys(names)
    sounds = _all_sounds(names)
    for name in names:
        keys |= {("word", word[:LONGEST]) for word in _words(name)}
        if not name.middle:
            keys |= {("surname", surname_sound(word)) for word in _parts(name.last)}
            if not (name.first and name.last):
                keys |= {("single", each) for each in _sounds(name.first, name.last) | _sounds(name.last, name.first)}
    if born := held.birth_digits:
        keys |= _date_keys(born, sounds)
    else:
        keys |= {("undated", value) for kind, value in keys if kind == "near"}
    if held.expected_date and not held.date_of_birth:
        keys |= {("due", each) for each in sounds}
    for lines, code, _ in held.addresses:
        keys |= _place_keys(lines, code)
    keys |= {("email" if "@" in contact else "telephone", contact[:LONGEST]) for contact in held.contacts if contact}
    keys |= {("nhs", value) for value in held.nhs_numbers if not stands_for_none(value)}
    keys |= {("upn", value) for value in held.upns}
    keys |= {("la_child_id", value) for value in held.la_child_ids}
    return keys


def lookup_keys(wanted: Wanted) -> Keys:
    """Return every key under which the person wanted may be held, with the slips people make."""
    names = wanted.names
    # A surname that was typed first may be a short name, and a first name a form of a surname: "McDonald Sandy".
    keys = _names_keys(names) | _names_keys(NameParts(name.last, name.first) for name in names if not name.middle)
    sounds = _all_sounds(names)
    first, last = any(name.first for name in names), any(name.last for name in names)
    born = wanted.birth_digits
    dated = bool(born)
    if dated and (first or last):
        keys = {key for key in keys if key[0] != "near"} | {("undated", v) for k, v in keys if k == "near"}
    if first + last + dated == 1 and not dated:
        keys |= {("word", word[:LONGEST]) for name in names for word in (*name.first, *name.last)}
        keys |= {("surname", surname_sound(w)) for name in names for w in _parts((*name.last, *name.first))}
    if not dated:
        # Whoever has one name only may have it in either place.
        keys |= {("single", each) for name in names for each in _sounds(name.first, name.last) | _sounds(name.last, name.first)}
    if born:
        keys |= _date_keys(born, sounds) | {("born", born[:4] + born[6:] + born[4:6])}
    if wanted.expected_date or born:
        # A child who was born may be on record as unborn.
        keys |= {("due", each) for each in sounds}
    keys |= _place_keys(wanted.address, wanted.postcode)
    return keys | _number_keys(wanted)


def _number_keys(wanted: Wanted) -> Keys:
    """The keys of contact details and numbers by which somebody is looked for."""
    keys: Keys = set()
    if number := telephone_key(wanted.telephone):
        keys.add(("telephone", number[:LONGEST]))
    if wanted.email.strip():
        keys.add(("email", wanted.email.strip().casefold()[:LONGEST]))
    if (number := check_nhs_number(wanted.nhs_number).value) and not stands_for_none(number):
        keys.add(("nhs", number))
    if wanted.upn:
        keys.add(("upn", check_upn(wanted.upn).value))
    if wanted.la_child_id.strip():
        keys.add(("la_child_id", "".join(wanted.la_child_id.split())))
    return keys


def words_of(held: Held) -> set[tuple[str, str]]:
    """Return the words of a person's names, each with its place: ``f`` in a forename, ``s`` in a surname."""
    return {(w[:100], "f") for name in held.names for w in _with_whole(name.first)} | {
        (w[:100], "s") for name in held.names for w in _with_whole(name.last)
    }


def _words(name: NameParts) -> set[str]:
    return {*_with_whole(name.first), *_with_whole(name.last)}


def _with_whole(words: tuple[str, ...]) -> set[str]:
    """Return the words of a name, and all of them as one: "van der Berg" is typed "vanderberg", "Anne-Marie" "annemarie"."""
    return {*words, "".join(words)} - {""}


def stored_bits(area_id: UUID, held: Held) -> list[int]:
    """Return the 64 bits of each stored key of a person."""
    return [key_bits(area_id, kind, value) for kind, value in stored_keys(held)]
