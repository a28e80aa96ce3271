"""Persons and families through the services, as the unprivileged role on real PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.services import grant_sight
from kith.kernel.refusals import ChangedMeanwhile, NotFound, NotPermitted
from kith.people import services
from kith.people.finding.candidates import find_candidates
from kith.people.finding.notices import notices_for, restricted_match
from kith.people.finding.search import search_people
from kith.people.matching.description import Wanted
from kith.people.models import Address, FamilyMember, Identifier, MatchKey, OtherName, Person, RestrictedNotice
from kith.people.record.family import family_picture
from tests.fixtures import NOON, practitioner_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 4)


def _zuzanna(**changes: Any) -> Person:
    fields = {
        "forename": "Zuzanna",
        "surname": "Kowalczyk",
        "date_of_birth": date(2017, 4, 7),
        "sex": "F",
        "address": "Flat 2, 14 Anvil Row",
        "postcode": "zz993wz",
    }
    return services.record_person(now=NOON, **(fields | changes))


def test_a_person_is_recorded_found_and_her_wrong_number_is_kept_and_marked(acting: Any) -> None:
    with acting():
        person = _zuzanna(nhs_number="999 120 4319", telephone="07700 900121")
        assert Address.objects.get(person=person).postcode == "ZZ99 3WZ"
        number = Identifier.objects.get(person=person)
        assert (number.value, number.valid) == ("9991204319", False)
        found = find_candidates(Wanted(forename="Zuzia", surname="Kowalski", date_of_birth=date(2017, 7, 4)))
        assert [c.person for c in found] == [person]
        # Another form of both names and a date read the wrong way round is a possible match; the home makes it a strong one.
        assert found[0].confidence == "possible"
        at_home = Wanted(
            forename="Zuzia", surname="Kowalski", date_of_birth=date(2017, 7, 4), telephone="07700 900121", postcode="ZZ99 3WZ"
        )
        assert find_candidates(at_home)[0].confidence == "strong"
        assert "Day and month of birth the other way round: 4 July 2017, 7 April 2017" in found[0].reasons_for


def test_impossible_dates_are_refused_with_the_field(acting: Any) -> None:
    with acting(), pytest.raises(services.PersonRefused) as refusal:
        services.record_person(forename="A", surname="B", date_of_birth=date(2026, 3, 5), now=NOON)
    assert refusal.value.field == "date_of_birth"


def test_a_changed_name_still_finds_the_person_and_the_second_writer_sees_both(acting: Any) -> None:
    with acting():
        person = _zuzanna()
        mine = Person.objects.get(pk=person.pk)
        services.change_person(person=person, read_version=1, surname="Nowak", now=NOON)
        assert OtherName.objects.get(person=person).surname == "Kowalczyk"
        assert (
            find_candidates(Wanted(forename="Zuzanna", surname="Kowalczyk", date_of_birth=date(2017, 4, 7)))[0].person == person
        )
        with pytest.raises(ChangedMeanwhile) as meanwhile:
            services.change_person(person=mine, read_version=1, surname="Other", now=NOON)
        assert meanwhile.value.theirs.surname == "Nowak"


def test_an_unborn_child_becomes_the_same_record(acting: Any) -> None:
    with acting():
        family = services.record_family(name="Kowalczyk", now=NOON)
        baby = services.record_person(surname="Kowalczyk", expected_date=date(2026, 9, 2), now=NOON)
        services.join_family(family=family, person=baby, role="unborn", on=TODAY)
        assert baby.name == "Unborn baby Kowalczyk"
        assert find_candidates(Wanted(surname="Kowalczyk", expected_date=date(2026, 9, 9)))[0].person == baby
    born = datetime(2026, 9, 5, 12, tzinfo=UTC)
    with acting(now=born):
        services.record_birth(
            person=baby,
            read_version=1,
            forename="Ola",
            surname="Kowalczyk",
            date_of_birth=date(2026, 9, 4),
            sex="F",
            now=born,
        )
        place = FamilyMember.objects.get(person=baby)
        assert (baby.expected_date, place.role) == (None, "child")
        assert find_candidates(Wanted(forename="Ola", surname="Kowalczyk", date_of_birth=date(2026, 9, 4)))[0].person == baby


def test_parents_must_be_older_and_no_circle_is_made(acting: Any) -> None:
    with acting():
        mother = services.record_person(forename="Aga", surname="K", date_of_birth=date(1992, 2, 25), now=NOON)
        child = _zuzanna()
        grandmother = services.record_person(forename="Ewa", surname="K", now=NOON)
        services.relate(person=mother, other=child, kind="mother", parental_responsibility=True, now=NOON)
        services.relate(person=grandmother, other=mother, kind="mother", now=NOON)
        with pytest.raises(services.RelationshipRefused, match="no older"):
            services.relate(person=child, other=mother, kind="mother", now=NOON)
        with pytest.raises(services.RelationshipRefused, match="already recorded as a parent"):
            services.relate(person=child, other=grandmother, kind="mother", now=NOON)
        with pytest.raises(services.RelationshipRefused, match="themself"):
            services.relate(person=child, other=child, kind="sibling", now=NOON)
        again = services.relate(person=mother, other=child, kind="mother", parental_responsibility=False, now=NOON)
        assert again.parental_responsibility is False
        second = services.record_person(forename="Beata", surname="L", date_of_birth=date(1990, 1, 1), now=NOON)
        services.relate(person=second, other=child, kind="mother", now=NOON)


def test_joining_twice_is_refused_and_leaving_keeps_the_past(acting: Any) -> None:
    with acting(role="lead_practitioner"):
        family = services.record_family(name="Kowalczyk", now=NOON)
        child = services.add_to_family(
            family=family,
            role="child",
            on=TODAY,
            now=NOON,
            forename="Jan",
            surname="Kowalczyk",
            address="14 Anvil Row",
        )
        with pytest.raises(services.AlreadyInFamily, match="already in Kowalczyk"):
            services.join_family(family=family, person=child, role="child", on=TODAY)
        services.leave_family(family=family, person=child, on=TODAY)
        tomorrow = family_picture(family.pk, on=date(2026, 3, 5))
        assert (tomorrow.members, [m.id for m in tomorrow.former_members]) == ([], [child.pk])
        assert family_picture(family.pk, on=TODAY).member(child.pk).left_on == TODAY


def test_the_picture_takes_the_same_number_of_queries_for_one_and_for_nine(acting: Any, django_assert_num_queries: Any) -> None:
    with acting():
        counts = []
        for size in (1, 9):
            family = services.record_family(name=f"F{size}", now=NOON)
            for n in range(size):
                child = services.add_to_family(
                    family=family,
                    role="child",
                    on=TODAY,
                    now=NOON,
                    forename=f"C{n}",
                    surname="F",
                    telephone=f"0163296000{n}",
                )
                services.record_hazard(person=child, words="Dog", source="Neighbour", review_on=date(2026, 9, 1), now=NOON)
            with CaptureQueriesContext(connection) as queries:
                assert len(family_picture(family.pk).members) == size
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 17


def test_another_area_sees_nothing_and_a_stranger_gets_the_same_answer(acting: Any) -> None:
    with acting(area="dorset"):
        family = services.record_family(name="Kowalczyk", now=NOON)
        person = _zuzanna()
        services.join_family(family=family, person=person, role="child", on=TODAY)
    with acting(area="lincolnshire"):
        assert find_candidates(Wanted(forename="Zuzanna", surname="Kowalczyk", date_of_birth=date(2017, 4, 7))) == []
        assert search_people("Zuzanna Kowalczyk").found == []
        assert (Person.objects.count(), MatchKey.objects.count()) == (0, 0)
        for wanted in (family.pk, uuid4()):
            with pytest.raises(NotFound, match="There is nothing here, or you may not see it"):
                family_picture(wanted)


def test_a_person_in_no_family_is_seen_by_the_front_door_only(acting: Any) -> None:
    with acting():
        person = _zuzanna()
    for role, sees in (
        ("out_of_hours", True),
        ("lead_practitioner", False),
        ("business_support", False),
        ("auditor", False),
    ):
        with acting(role=role):
            assert Person.objects.filter(pk=person.pk).exists() is sees, role
            assert bool(find_candidates(Wanted(forename="Zuzanna", surname="Kowalczyk"))) is sees, role


def test_a_partner_sees_the_family_granted_and_may_add_to_it(acting: Any) -> None:
    with acting():
        family, other = (services.record_family(name=name, now=NOON) for name in ("Kowalczyk", "Pennell"))
        child = services.add_to_family(family=family, role="child", on=TODAY, now=NOON, forename="Jan", surname="Kowalczyk")
        services.add_to_family(family=other, role="child", on=TODAY, now=NOON, forename="Jan", surname="Pennell")
        partner, _ = practitioner_in("dorset", "partner_lead", profession="school_nurse", agency_kind="health")
        grant_sight(
            family_id=family.pk,
            practitioner_id=partner.pk,
            parts=["identity", "plan"],
            reason="Leads",
            now=NOON,
        )
    with acting(role="partner_lead", profession="school_nurse", agency_kind="health"):
        assert set(Person.objects.values_list("pk", flat=True)) == {child.pk}
        added = services.add_to_family(
            family=family,
            role="relative",
            on=TODAY,
            now=NOON,
            forename="Ewa",
            surname="Nowak",
            address="1 Mill Row",
        )
        assert {m.id for m in family_picture(family.pk).members} == {child.pk, added.pk}
        with pytest.raises(NotFound):
            family_picture(other.pk)


class TestRestricted:
    wanted = Wanted(forename="Zuzanna", surname="Kowalczyk", date_of_birth=date(2017, 7, 4))

    def _restrict(self, acting: Any, elsewhere: str = "hidden", mother: bool = False) -> tuple[Any, Person, Any]:
        owner, _ = practitioner_in("dorset", "senior_social_worker", name="Olwen Owner")
        owner.telephone = "01632 960777"
        owner.save()
        with acting(role="team_manager"):
            family = services.record_family(name="Kowalczyk", now=NOON)
            child = services.add_to_family(
                family=family,
                role="child",
                on=TODAY,
                now=NOON,
                forename="Zuzanna",
                surname="Kowalczyk",
                date_of_birth=date(2017, 4, 7),
                address="3 Tern Court",
                postcode="ZZ99 4DQ",
            )
            if mother:
                services.add_to_family(family=family, role="parent", on=TODAY, now=NOON, forename="Gran")
            services.restrict_family(
                family=family,
                named=[],
                owner_id=owner.pk,
                reason="Staff family",
                elsewhere=elsewhere,
                now=NOON,
            )
        return family, child, owner

    def test_it_is_invisible_to_everybody_who_is_not_named(self, acting: Any) -> None:
        family, child, _ = self._restrict(acting)
        for role in ("team_manager", "lead_practitioner", "front_door", "records_officer"):
            with acting(role=role):
                assert not Person.objects.filter(pk=child.pk).exists(), role
                assert not MatchKey.objects.filter(person_id=child.pk).exists(), role
                assert find_candidates(self.wanted) == [], role
                with pytest.raises(NotFound):
                    family_picture(family.pk)
        with acting(role="senior_social_worker", name="Olwen Owner"):
            assert find_candidates(self.wanted)[0].person == child
            assert family_picture(family.pk).restricted

    def test_a_duty_role_is_told_whom_to_ring_and_nobody_else_anything(self, acting: Any) -> None:
        family, _, _ = self._restrict(acting)
        with acting(role="lead_practitioner"):
            assert restricted_match(self.wanted) == []
            answer = search_people("Zuzanna Kowalczyk")
            assert (answer.found, answer.ring) == ([], [])
        with acting(role="out_of_hours"):
            ring = restricted_match(self.wanted)
            assert [(r.name, r.telephone) for r in ring] == [("Olwen Owner", "01632 960777")]
            assert restricted_match(self.wanted) == ring
            assert restricted_match(Wanted(forename="Somebody", surname="Else", date_of_birth=date(2001, 1, 1))) == []
            assert RestrictedNotice.objects.count() == 0
        with acting(role="senior_social_worker", name="Olwen Owner") as identity:
            notices = list(notices_for(identity.practitioner_id, since=NOON - timedelta(days=1)).rows)
            assert len(notices) == 2, "one for each of those who asked, once a day"
            assert {n.family_id for n in notices} == {family.pk}
            assert restricted_match(self.wanted) == []

    def test_somebody_added_later_is_hidden_too_and_lifting_opens_all(self, acting: Any) -> None:
        family, child, _ = self._restrict(acting)
        with acting(role="senior_social_worker", name="Olwen Owner"):
            later = services.add_to_family(family=family, role="parent", on=TODAY, now=NOON, forename="Aga", surname="Kowalczyk")
            assert later.restricted
        with acting(role="team_manager"):
            assert not Person.objects.filter(pk=later.pk).exists()
        with acting(role="senior_social_worker", name="Olwen Owner"):
            services.lift_restriction(family=family, reason="Moved team", now=NOON)
        with acting(role="team_manager"):
            assert {p.pk for p in Person.objects.filter(restricted=False)} == {child.pk, later.pk}

    def test_an_adult_elsewhere_is_shown_without_addresses_and_not_found_by_them(self, acting: Any) -> None:
        family, _, _ = self._restrict(acting, elsewhere="without_addresses", mother=True)
        with acting(role="senior_social_worker", name="Olwen Owner"):
            mother = services.add_to_family(
                family=family, role="parent", on=TODAY, now=NOON, forename="Aga", surname="Kowalczyk", postcode="ZZ99 4DQ",
                address="3 Tern Court", telephone="07700 900121", school="Withy Reach",
            )  # fmt: skip
            open_family = services.record_family(name="Nowak", now=NOON)
            services.join_family(family=open_family, person=mother, role="parent", on=TODAY, household="Tern Court")
        with acting(role="front_door"):
            seen = family_picture(open_family.pk).member(mother.pk)
            assert (seen.addresses, seen.contacts, seen.household, seen.school) == ([], [], "", "")
            assert search_people("ZZ99 4DQ").found == []
            assert search_people("07700 900121").found == []
            assert search_people("Aga Kowalczyk").found[0].address == ""

    def test_a_lead_asks_a_manager_and_a_stranger_cannot_lift(self, acting: Any) -> None:
        with acting(role="lead_practitioner") as identity:
            family = services.record_family(name="X", now=NOON)
            with pytest.raises(NotPermitted, match="Ask a team manager"):
                services.restrict_family(family=family, named=[], owner_id=identity.practitioner_id, reason="Why", now=NOON)


def test_search_says_what_it_searched_and_what_is_not_held(acting: Any) -> None:
    with acting():
        person = _zuzanna(telephone="07700 900121")
        for text in (
            "kowalczyk zuzanna",
            "Kowalczyk, Z",
            "kowalcz",
            "zuzanna",
            "ZZ99 3WZ",
            "14 anvil row",
            "+44 7700 900121",
            "7/4/2017",
        ):
            assert [c.person for c in search_people(text).found] == [person], text
        answer = search_people("Kowalczyk 999 120 4318")
        assert answer.searched == ["name Kowalczyk", "NHS number 9991204318"]
        assert answer.not_found == ["nobody with this NHS number"]
        nobody = search_people("Quentin Featherstonehaugh 01/02/2003")
        assert nobody.found == []
        assert nobody.not_found[0] == "nobody called Quentin Featherstonehaugh, or anything like it"
