"""The table of keys: written in the actor's name, and asked for the persons who share the most telling keys."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection

from kith.access.identity import current_identity
from kith.people.index.keys import Keys, key_bits, stored_bits, words_of
from kith.people.index.persons import held_persons
from kith.people.matching.description import Held
from kith.people.models import Person


def write_keys(persons: Iterable[Person]) -> None:
    """Make persons findable by what the record says of them now. A fixed number of queries, however many persons."""
    write_keys_of(held_persons([p.pk for p in persons]))


def write_keys_of(held: Mapping[UUID, Held], *, counted: Counter[tuple[str, str]] | None = None) -> None:
    """As :func:`write_keys`, for persons as compared.

    A bulk load gives ``counted``, to which the words of names are added, and writes them at its end with :func:`write_words`.
    """
    area_id = current_identity().area_id
    write_bits({person_id: stored_bits(area_id, each) for person_id, each in held.items()})
    if counted is None:
        write_words(Counter(word for each in held.values() for word in words_of(each)), adding=False)
    else:
        for each in held.values():
            counted.update(words_of(each))
        counted["", "f"] += len(held)


def write_bits(bits: Mapping[UUID, list[int]]) -> None:
    """Add keys to those held, for each person. One query."""
    which: list[int] = []
    keys: list[int] = []
    for place, of_each in enumerate(bits.values(), start=1):
        keys += of_each
        which += [place] * len(of_each)
    with connection.cursor() as cursor:
        cursor.execute("select people_write_keys(%s::uuid[], %s::int[], %s::bigint[])", [list(bits), which, keys])


def write_words(words: Mapping[tuple[str, str], int], *, adding: bool) -> None:
    """Keep the words of names and how many people bear each. Without ``adding``, only words not held yet are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select people_write_words(%s::text[], %s::text[], %s::int[], %s)",
            [[w for w, _ in words], [place for _, place in words], list(words.values()), adding],
        )


def bits_of(keys: Iterable[tuple[str, str]]) -> tuple[list[str], list[int]]:
    """Return the kinds and the 64 bits of keys in the acted area, in a fixed order."""
    area_id = current_identity().area_id
    ordered = sorted(keys)
    return [kind for kind, _ in ordered], [key_bits(area_id, kind, value) for kind, value in ordered]


def candidate_ids(wanted: Sequence[Keys], *, most: int, least: float = 0.0, widest: int = 800) -> list[list[UUID]]:
    """Return, for each set of keys wanted, the persons who share the most telling ones. One query for all.

    At most ``most`` persons each, all of whom share at least ``least`` of what the best one shares.
    Of the people who bear one key, only ``widest`` are looked at.
    """
    area_id = current_identity().area_id
    rows: list[int] = []
    bits: list[int] = []
    for number, keys in enumerate(wanted):
        for kind, value in keys:
            rows.append(number)
            bits.append(key_bits(area_id, kind, value))
    found: list[list[UUID]] = [[] for _ in wanted]
    if not bits:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            "select row_no, person_id from people_candidates(%s::int[], %s::bigint[], %s, %s, %s)",
            [rows, bits, most, widest, least],
        )
        for number, person_id in cursor.fetchall():
            found[number].append(person_id)
    return found
