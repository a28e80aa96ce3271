"""People of a request as the matcher wants them, and as it compares them with a later request. Pure but for the rows given."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kith.front_door.keys import addresses_in
from kith.front_door.models import Request, RequestPerson
from kith.kernel.time import london_date
from kith.people.index.keys import lookup_keys
from kith.people.matching.description import Held, Wanted
from kith.people.matching.identifiers import check_nhs_number, check_upn
from kith.people.matching.spelling import telephone_key

KEPT_KINDS = frozenset({"nhs", "upn", "name", "slip", "telephone", "house", "address"})
"""Kinds of key under which a request is found again. The slips people make are added when looking, not when storing."""


def wanted_of(request: Request, people: Sequence[RequestPerson]) -> dict[RequestPerson, Wanted]:
    """Return what is known of each person of a request.

    A child without an address is looked for at the only address that the request names, in a field or in the text.
    """
    named = {(person.address, person.postcode) for person in people if person.address or person.postcode}
    in_text = addresses_in(request.worries) if not named else set()
    shared = next(iter(named)) if len(named) == 1 else (next(iter(in_text)), "") if len(in_text) == 1 else ("", "")
    day = london_date(request.received_at)
    found = {}
    for person in people:
        address, postcode = (person.address, person.postcode) if person.address or person.postcode else ("", "")
        if not (address or postcode) and person.is_child and not person.lives_with:
            address, postcode = shared
        found[person] = Wanted(
            forename=person.forename,
            surname=person.surname,
            known_as=person.known_as,
            date_of_birth=person.date_of_birth,
            expected_date=person.expected_date,
            age=person.age,
            on=day,
            sex=person.sex or "U",
            address=address,
            postcode=postcode,
            telephone=person.telephone,
            nhs_number=person.nhs_number,
            upn=person.upn,
            school=person.school,
        )
    return found


def held_of(wanted: Wanted) -> Held:
    """Return a person of an earlier request as the score compares them."""
    return Held(
        forename=wanted.forename,
        surname=wanted.surname,
        known_as=wanted.known_as,
        date_of_birth=wanted.date_of_birth,
        expected_date=wanted.expected_date,
        sex=wanted.sex,
        school=wanted.school,
        addresses=((wanted.address, wanted.postcode, True),) if wanted.address or wanted.postcode else (),
        contacts=frozenset({telephone_key(wanted.telephone)} - {""}),
        nhs_numbers=frozenset({check_nhs_number(wanted.nhs_number).value} if wanted.nhs_number else ()),
        upns=frozenset({check_upn(wanted.upn).value} if wanted.upn else ()),
    )


def stored_keys(wanted: Wanted) -> set[tuple[str, str]]:
    """Return the few keys under which a person of a request is found again."""
    keys = {(kind, value) for kind, value in lookup_keys(wanted) if kind in KEPT_KINDS}
    if wanted.date_of_birth:
        keys.add(("born", f"{wanted.date_of_birth:%Y%m%d}"))
    return {(kind, value[:160]) for kind, value in keys}


def without_names(wanted: Iterable[Wanted]) -> list[Wanted]:
    """Return only the persons about whom something is known that can be looked for."""
    return [each for each in wanted if lookup_keys(replace(each, school="", age=None))]
