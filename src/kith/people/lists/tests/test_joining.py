"""Imported people joined to families by a worker."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kith.kernel import paging
from kith.kernel.refusals import NotFound, NotPermitted
from kith.people import services
from kith.people.lists.claims import family_name, read_claim
from kith.people.lists.joining import Place
from kith.people.lists.work_list import GROUPS_ON_A_PAGE, group_of, to_join
from kith.people.models import FamilyMember, Imported, Person, Relationship
from kith.people.same_person.duplicates import pair_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
Acting = Callable[..., Any]


def imported(ref: str, forename: str, born: date | None, *, family: str = "", claim: str = "", **said: Any) -> Imported:
    person = services.record_person(forename=forename, surname="Okafor", date_of_birth=born, now=NOW)
    row = Imported(
        area_id=person.area_id,
        person=person,
        ref=ref,
        digest=ref,
        family_ref=family,
        relationship_to_child=claim,
        imported_at=NOW,
        **said,
    )
    row.save(force_insert=True)
    return row


def okafors(family: str = "F1") -> list[Imported]:
    return [
        imported(f"{family}-1", "Ngozi", date(1988, 2, 1), family=family, claim="Mother", parental_responsibility=True),
        imported(f"{family}-2", "Emeka", date(2015, 2, 1), family=family, claim="child"),
        imported(f"{family}-3", "Chidi", date(2018, 2, 1), family=family, claim="self", warnings=["NHS number cannot be right"]),
    ]


def placed(group: Any) -> dict[Any, Place]:
    return {row.imported.pk: Place(row.claim.role, row.claim.kind, row.imported.parental_responsibility) for row in group.rows}


@pytest.mark.parametrize(
    ("words", "age", "unborn", "expected"),
    [
        ("Mother", 30, False, ("parent", "mother")),
        ("step-father", 30, False, ("carer", "step_parent")),
        ("Special Guardian", 55, False, ("carer", "guardian")),
        ("GRANDMOTHER", 60, False, ("relative", "grandparent")),
        ("child", 9, False, ("child", "")),
        ("", 9, False, ("child", "")),
        ("", None, False, ("child", "")),
        ("", 40, False, ("adult", "")),
        ("sister", 9, False, ("child", "sibling")),
        ("sister", 20, False, ("relative", "sibling")),
        ("child", None, True, ("unborn", "")),
        ("mum's new partner", 30, False, ("adult", "")),
    ],
)
def test_what_a_list_claims_is_read_into_a_role_and_a_relationship(
    words: str, age: int | None, unborn: bool, expected: tuple[str, str]
) -> None:
    claim = read_claim(words, age=age, unborn=unborn)
    assert (claim.role, claim.kind) == expected


def test_a_family_is_called_by_its_adults_surnames() -> None:
    assert family_name(["", "Okafor", "Ash", "Okafor"], ["Lee"]) == "Okafor and Ash"
    assert family_name([], ["Lee", "Lee"]) == "Lee"
    assert family_name([], []) == "Name not known"


def test_nobody_is_joined_before_somebody_says_so_and_then_as_the_list_claims(acting: Acting) -> None:
    with acting("front_door"):
        rows = okafors()
        assert not FamilyMember.objects.exists()
        group = group_of(rows[1].pk, on=TODAY)
        assert [row.imported.pk for row in group.rows] == [row.pk for row in rows]
        assert group.name == "Okafor"
        joined = services.join_imported(places=placed(group), now=NOW)
        assert joined.left_out == []
        members = FamilyMember.objects.filter(family=joined.family).order_by("person__date_of_birth")
        assert [(m.person.forename, m.role) for m in members] == [("Ngozi", "parent"), ("Emeka", "child"), ("Chidi", "child")]
        held = Relationship.objects.order_by("other__date_of_birth")
        assert [(r.person.forename, r.kind, r.other.forename, r.parental_responsibility) for r in held] == [
            ("Ngozi", "mother", "Emeka", True),
            ("Ngozi", "mother", "Chidi", True),
        ]
        assert to_join(on=TODAY).rows == []
        with pytest.raises(NotFound):
            group_of(rows[1].pk, on=TODAY)


def test_what_cannot_be_is_left_out_and_told(acting: Acting) -> None:
    with acting("team_manager"):
        rows = okafors()
        Person.objects.filter(pk=rows[0].person_id).update(date_of_birth=date(2016, 5, 1))
        group = group_of(rows[0].pk, on=TODAY)
        places = placed(group) | {rows[0].pk: Place("parent", "mother", True)}
        joined = services.join_imported(places=places, now=NOW)
        assert len(joined.left_out) == 1
        assert "Ngozi Okafor as mother of Emeka Okafor" in joined.left_out[0]
        assert Relationship.objects.get().other.forename == "Chidi"


def test_a_family_that_is_known_is_offered_and_joined(acting: Acting) -> None:
    with acting("records_officer"):
        rows = okafors()
        known = services.record_family(name="Okafor: Emeka", now=NOW)
        emeka = services.record_person(forename="Emeka", surname="Okafor", date_of_birth=date(2015, 2, 1), now=NOW)
        services.join_family(family=known, person=emeka, role="child", on=TODAY)
        pair_of(Person.objects.get(pk=rows[1].person_id), emeka, NOW)
        group = group_of(rows[0].pk, on=TODAY)
        assert [(o.family.pk, o.because) for o in group.offered] == [
            (known.pk, ["Emeka Okafor, who is in it, may be Emeka Okafor"])
        ]
        services.merge(
            person=Person.objects.get(pk=rows[1].person_id), into=emeka, chosen={}, reason="One boy", read_version=1, now=NOW
        )
        group = group_of(rows[0].pk, on=TODAY)
        assert group.offered[0].because == ["Emeka Okafor is in it"]
        services.join_imported(places=placed(group), family=known, now=NOW)
        assert FamilyMember.objects.filter(family=known, person=emeka).count() == 1
        assert FamilyMember.objects.filter(family=known).count() == 3
        assert Relationship.objects.filter(kind="mother", other=emeka).count() == 1, "the mother of the boy who stays"


def test_leaving_out_needs_a_reason_and_keeps_the_person(acting: Acting) -> None:
    with acting("front_door"):
        rows = okafors()
        with pytest.raises(services.NeedsWords):
            services.leave_out(imported=[rows[2].pk], reason="", now=NOW)
        services.leave_out(imported=[rows[2].pk], reason="A neighbour’s child", now=NOW)
        assert len(group_of(rows[0].pk, on=TODAY).rows) == 2
        kept = Imported.objects.get(pk=rows[2].pk)
        assert (kept.left_out, kept.warnings[-1]) == (True, "Left out of families: A neighbour’s child")
        assert Person.objects.filter(pk=rows[2].person_id).exists()


def test_two_at_once_are_told_that_somebody_else_was_faster(acting: Acting) -> None:
    with acting("front_door"):
        rows = okafors()
        group = group_of(rows[0].pk, on=TODAY)
        services.leave_out(imported=[rows[2].pk], reason="Not theirs", now=NOW)
        for places in (placed(group), {}):
            with pytest.raises(services.NothingToJoin):
                services.join_imported(places=places, now=NOW)


@pytest.mark.parametrize("role", ["lead_practitioner", "senior_social_worker", "business_support", "out_of_hours"])
def test_who_may_not_join(acting: Acting, role: str) -> None:
    with acting("front_door"):
        rows = okafors()
    with acting(role):
        with pytest.raises(NotPermitted):
            services.join_imported(places={rows[0].pk: Place("parent")}, now=NOW)
        with pytest.raises(NotPermitted):
            services.leave_out(imported=[rows[0].pk], reason="No", now=NOW)


def test_the_list_shows_families_first_then_those_who_came_alone_page_by_page(acting: Acting) -> None:
    with acting("team_manager"):
        for number in range(GROUPS_ON_A_PAGE + 2):
            imported(f"{number:03}-1", "Ada", date(2015, 1, 1), family=f"F{number:03}")
        imported("000-2", "Eve", date(2016, 1, 1), family="F000")
        for number in range(3):
            imported(f"alone-{number}", "Obi", date(2014, 1, 1))
        first = to_join(on=TODAY)
        assert [g.family_ref for g in first] == [f"F{n:03}" for n in range(GROUPS_ON_A_PAGE)]
        assert [row.person.forename for row in first.rows[0].rows] == ["Ada", "Eve"]
        second = to_join(on=TODAY, place=paging.Place.read(first.next))
        assert [g.family_ref for g in second] == ["F020", "F021", "", "", ""]
        assert second.next == ""
