"""Two people wrongly recorded as one, parted."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from kith.access.identity import current_identity
from kith.people import services
from kith.people.finding.candidates import find_candidates
from kith.people.models import ContactDetail, FamilyMember, Identifier, Person, PossibleDuplicate, Relationship
from kith.people.same_person.duplicates import pair_of
from kith.people.same_person.review import review_list
from kith.people.same_person.rows import rows_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
Acting = Callable[..., Any]


def two_in_one() -> Person:
    """Ada, with the telephone, the number, the mother and the family of Eve."""
    person = services.record_person(
        forename="Ada", surname="Reed", date_of_birth=date(2015, 1, 2), nhs_number="999 000 0018", now=NOW
    )
    services.add_contact(person=person, kind="telephone", value="07700 900111")
    services.add_contact(person=person, kind="telephone", value="07700 900222")
    mother = services.record_person(forename="Jo", surname="Reed", date_of_birth=date(1988, 1, 2), now=NOW)
    services.relate(person=mother, other=person, kind="mother", now=NOW)
    for name in ("Reed: Ada", "Reed: Eve"):
        services.join_family(family=services.record_family(now=NOW), person=person, role="child", on=NOW.date(), household=name)
    return person


def ids(model: Any, **where: Any) -> list[UUID]:
    return list(model.objects.filter(**where).values_list("pk", flat=True))


def test_the_rows_chosen_go_to_a_new_person_and_the_two_are_never_suggested_again(acting: Acting) -> None:
    with acting("records_officer"):
        person = two_in_one()
        made = services.split(
            person=person,
            moved={
                "contacts": ids(ContactDetail, value="07700 900222"),
                "identifiers": ids(Identifier),
                "relationships": ids(Relationship),
                "memberships": ids(FamilyMember, household="Reed: Eve"),
            },
            forename="Eve",
            surname="Reed",
            date_of_birth=date(2015, 1, 2),
            reason="The school sent two girls",
            now=NOW,
        )
        assert ContactDetail.objects.get(value="07700 900222").person_id == made.pk
        assert ContactDetail.objects.get(value="07700 900111").person_id == person.pk
        assert Identifier.objects.get().person_id == made.pk
        assert Relationship.objects.get().other_id == made.pk
        assert FamilyMember.objects.get(person=made).household == "Reed: Eve"
        assert made.in_family
        pair = PossibleDuplicate.objects.get()
        assert (pair.state, pair.decided_because) == ("different", "The school sent two girls")
        assert review_list().pairs == []
        from kith.people.matching.description import Wanted  # noqa: PLC0415

        found = find_candidates(Wanted(forename="Eve", surname="Reed", date_of_birth=date(2015, 1, 2)))
        assert found[0].person == made, "the new person is findable at once"


def test_what_another_room_holds_stays_where_it_is_and_is_told(acting: Acting) -> None:
    with acting("team_manager"):
        person = two_in_one()
        held = rows_of(person.pk)
        assert {kind: len(rows) for kind, rows in held.items()} == {
            "identifiers": 1,
            "contacts": 2,
            "memberships": 2,
            "relationships": 1,
        }


def test_parting_a_restricted_person_keeps_restricted_who_is_in_the_restricted_family(acting: Acting) -> None:
    with acting("team_manager"):
        person = two_in_one()
        place = FamilyMember.objects.select_related("family").get(household="Reed: Eve")
        me = current_identity().practitioner_id
        assert me is not None
        services.restrict_family(family=place.family, named=[me], owner_id=me, reason="Witnesses", now=NOW)
        made = services.split(person=person, moved={"memberships": [place.pk]}, forename="Eve", reason="Two girls", now=NOW)
        restricted = dict(Person.objects.values_list("forename", "restricted"))
        assert restricted == {"Ada": False, "Eve": True, "Jo": False}
        assert made.restricted


def test_what_is_refused(acting: Acting) -> None:
    with acting("team_manager"):
        person = two_in_one()
        other = services.record_person(forename="Else", telephone="07700 900333", now=NOW)
        theirs = ids(ContactDetail, value="07700 900333")
        for why, said in {
            "how you know": {"reason": " "},
            "first name": {"forename": ""},
            "no longer part": {"moved": {"contacts": theirs}},
        }.items():
            with pytest.raises((services.NeedsWords, services.PersonRefused), match=why):
                services.split(
                    **{"person": person, "moved": {}, "forename": "Eve", "reason": "Two", "now": NOW} | said  # type: ignore[arg-type]
                )
        for wrong in ({"moved": {"episodes": []}}, {"restricted": True}):
            with pytest.raises(TypeError):
                services.split(**{"person": person, "moved": {}, "forename": "Eve", "reason": "Two", "now": NOW} | wrong)  # type: ignore[arg-type]
        services.merge(person=other, into=person, chosen={}, reason="One", read_version=1, now=NOW)
        other.refresh_from_db()
        with pytest.raises(services.MergeRefused, match="undo it instead"):
            services.split(person=other, moved={}, forename="Eve", reason="Two", now=NOW)
        assert pair_of(other, person, NOW).state == "merged"
