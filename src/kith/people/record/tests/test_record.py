"""The record of one person through the services: names, numbers, places, schools, ties, relationships, risk,
and the history in words."""

from datetime import date, timedelta
from typing import Any

import pytest

from kith.kernel.refusals import NotPermitted
from kith.people import services
from kith.people.models import Address, FamilyMember, Identifier, Person, Professional, Relationship, RiskStatement
from kith.people.record.family import family_picture
from kith.people.record.history import history_of
from kith.people.record.person import person_record
from tests.fixtures import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 4)
REVIEW = TODAY + timedelta(days=90)


def a_person(forename: str = "Ada", born: date | None = date(2017, 4, 7), **fields: Any) -> Person:
    return services.record_person(forename=forename, surname="Reed", date_of_birth=born, now=NOON, **fields)


def a_family(*people: tuple[Person, str]) -> Any:
    family = services.record_family(name="Reed", now=NOON)
    for person, role in people:
        services.join_family(family=family, person=person, role=role, on=TODAY - timedelta(days=30))
    return family


def test_everything_said_of_a_person_is_changed_and_told_in_words(acting: Any) -> None:
    with acting() as who:
        person = a_person(sex="F")
        services.change_person(
            person=person,
            read_version=1,
            now=NOON,
            surname="Okafor",
            gender="Girl",
            pronouns="she/her",
            name_order="family_first",
            religion="Sikh",
            ethnicity="BAFR",
            disability="LD AUT",
            send="E",
            immigration_status="asylum_seeker",
            unaccompanied=True,
        )
        assert person.name == "Okafor Ada"
        changes = history_of(person.pk)
        lines = [line for change in changes for line in change.lines]
        for line in (
            "Surname: Reed → Okafor",
            "Religion: not recorded → Sikh",
            "Ethnicity: not recorded → African",
            "Disability: not recorded → Learning, Autism",
            "Special educational needs: not recorded → Education, health and care plan",
            "Immigration status: not recorded → Asylum claim not decided",
            "Unaccompanied asylum-seeking child: not recorded → yes",
            "Other name added: Ada Reed (former name), ended 4 March 2026",
            "Recorded as Ada Reed",
        ):
            assert line in lines, line
        assert {change.by for change in changes} == {who.name}


def test_wrong_numbers_are_kept_as_claimed_with_the_words_of_the_warning(acting: Any) -> None:
    with acting():
        person = a_person()
        for kind, value, problem in (
            ("nhs", "999 120 4319", "does not fit the others"),
            ("upn", "A001100115001", "does not fit its digits"),
            ("uln", "1000000042", "does not fit the others"),
            ("uln", "9999999999", "Ask for the learner’s own"),
        ):
            services.add_identifier(person=person, kind=kind, value=value, now=NOON)
            numbers = person_record(person.pk, on=TODAY).numbers
            shown = [n for n in numbers if n.current and problem in n.warning and n.words == value.replace(" ", "")]
            assert len(shown) == 1, value
        services.add_identifier(person=person, kind="upn", value="X001100115001", now=NOON)
        services.add_identifier(person=person, kind="former_upn", value="L001100115002", now=NOON)
        services.add_identifier(person=person, kind="former_upn", value="B001100115003", now=NOON)
        numbers = Identifier.objects.filter(person=person, kind="former_upn")
        assert numbers.filter(ends_on__isnull=True).count() == 2, "several former UPNs stand side by side"
        assert numbers.get(ends_on__isnull=False).value == "A001100115001"
        with pytest.raises(services.NeedsWords, match="Enter the number"):
            services.add_identifier(person=person, kind="nhs", value="  ", now=NOON)


def test_addresses_and_households_have_dates_and_the_past_stays(acting: Any) -> None:
    with acting():
        person = a_person(address="1 Tern Court", postcode="ZZ99 1AA")
        family = a_family((person, "child"))
        services.move_to(person=person, lines="2 Mill Row", postcode="zz991ab", on=TODAY)
        services.add_earlier_address(
            person=person, lines="Old House", postcode="", starts_on=None, ends_on=date(2019, 1, 1), now=NOON
        )
        with pytest.raises(services.PersonRefused, match="before"):
            services.end_address(address=Address.objects.get(lines="2 Mill Row"), on=TODAY - timedelta(days=1))
        places = person_record(person.pk, on=TODAY).addresses
        assert [(p.words, p.current) for p in places] == [
            ("2 Mill Row, ZZ99 1AB", True),
            ("1 Tern Court, ZZ99 1AA", False),
            ("Old House", False),
        ]
        services.change_place(family=family, person=person, role="child", household="Father’s", on=TODAY)
        rows = FamilyMember.objects.filter(person=person).order_by("starts_on", "id")
        assert [(r.household, r.ends_on) for r in rows] == [("", TODAY), ("Father’s", None)]
        picture = family_picture(family.pk, on=TODAY)
        assert [m.household for m in picture.members] == ["Father’s"]
        assert picture.former_members == []
        services.leave_family(family=family, person=person, on=TODAY)
        services.join_family(family=family, person=person, role="child", on=TODAY)
        assert FamilyMember.objects.filter(person=person).count() == 3


def test_one_school_at_a_time_wherever_it_was_written(acting: Any) -> None:
    with acting():
        person = a_person(school="Withy Primary")
        services.change_person(person=person, read_version=1, school="Tern Academy", now=NOON)
        services.add_professional(person=person, kind="school", organisation="Mill College", starts_on=TODAY, now=NOON)
        assert Person.objects.get(pk=person.pk).school == "Mill College"
        rows = Professional.objects.filter(person=person).order_by("id")
        assert [(r.organisation, r.ends_on) for r in rows] == [
            ("Withy Primary", TODAY),
            ("Tern Academy", TODAY),
            ("Mill College", None),
        ]
        services.end_professional(professional=rows[2], on=TODAY)
        assert Person.objects.get(pk=person.pk).school == ""


def test_a_relationship_is_stored_once_and_read_from_both_sides(acting: Any) -> None:
    with acting():
        child = a_person(sex="F")
        uncle = a_person("Tom", date(1980, 1, 1), sex="M")
        granny = a_person("Nell", date(1950, 1, 1), sex="F")
        aunt_of = services.relate(person=uncle, other=child, kind="aunt_uncle", own_word="Mama", now=NOON)
        services.relate(person=granny, other=child, kind="grandparent", own_word="Nani", now=NOON)
        services.relate(person=uncle, other=granny, kind="neighbour", now=NOON)
        again = services.relate(person=granny, other=uncle, kind="neighbour", starts_on=TODAY, now=NOON)
        assert (again.person_id, Relationship.objects.count()) == (uncle.pk, 3)
        words = {k.name: k.word for k in person_record(child.pk, on=TODAY).kin}
        assert words == {"Tom Reed": "uncle", "Nell Reed": "grandmother"}
        assert [k.word for k in person_record(uncle.pk, on=TODAY).kin if k.id == child.pk] == ["niece"]
        assert [k.word for k in person_record(granny.pk, on=TODAY).kin if k.id == child.pk] == ["granddaughter"]
        services.end_relationship(relationship=aunt_of, on=TODAY)
        services.relate(person=uncle, other=child, kind="aunt_uncle", now=NOON)
        aunt_of.refresh_from_db()
        assert (aunt_of.ends_on, aunt_of.own_word) == (None, "Mama"), "what is not said again stays"


def test_who_has_parental_responsibility_since_when_and_from_what(acting: Any) -> None:
    with acting():
        child, father = a_person(), a_person("Sam", date(1990, 1, 1), sex="M")
        say: dict[str, Any] = {"person": father, "other": child, "kind": "father", "now": NOON}
        with pytest.raises(services.RelationshipRefused, match="Say whether"):
            services.relate(**say, responsibility_basis="registered")
        row = services.relate(
            **say,
            parental_responsibility=True,
            responsibility_basis="order",
            responsibility_from=date(2020, 5, 1),
        )
        with pytest.raises(services.RelationshipRefused, match="before it began"):
            services.change_relationship(
                relationship=row,
                parental_responsibility=True,
                responsibility_from=date(2020, 5, 1),
                responsibility_until=date(2019, 5, 1),
                now=NOON,
            )
        services.change_relationship(
            relationship=row,
            parental_responsibility=True,
            responsibility_basis="order",
            responsibility_from=date(2020, 5, 1),
            responsibility_until=date(2024, 5, 1),
            now=NOON,
        )
        assert row.parental_responsibility is False, "it has ended, with the basis and the dates kept"


@pytest.mark.parametrize("kind", ["mother", "father", "adoptive_parent", "legal_parent"])
def test_nobody_is_their_own_forebear(acting: Any, kind: str) -> None:
    with acting():
        one, two, three = (a_person(name, None) for name in ("One", "Two", "Three"))
        services.relate(person=one, other=two, kind="legal_parent", now=NOON)
        services.relate(person=two, other=three, kind="mother", now=NOON)
        with pytest.raises(services.RelationshipRefused, match="already recorded as a parent or forebear"):
            services.relate(person=three, other=one, kind=kind, now=NOON)


def test_only_a_birth_parent_must_be_older_and_two_mothers_are_ordinary(acting: Any) -> None:
    with acting():
        child, other = a_person(), a_person("Old", date(2016, 1, 1))
        with pytest.raises(services.RelationshipRefused, match="choose adoptive parent or legal parent"):
            services.relate(person=child, other=other, kind="mother", now=NOON)
        services.relate(person=child, other=other, kind="legal_parent", now=NOON)
        small = a_person("Small", date(2024, 1, 1))
        for name in ("Jo", "Kit"):
            services.relate(person=a_person(name, date(1990, 1, 1)), other=small, kind="mother", now=NOON)
        assert Relationship.objects.filter(other=small, kind="mother").count() == 2


def test_marriage_to_oneself_and_a_married_sibling_are_refused_with_the_reason(acting: Any) -> None:
    with acting():
        one, two = a_person("One"), a_person("Two")
        with pytest.raises(services.RelationshipRefused, match="married to, or the partner of, themself"):
            services.relate(person=one, other=one, kind="partner", union="married", now=NOON)
        with pytest.raises(services.RelationshipRefused, match="Only partners") as refusal:
            services.relate(person=one, other=two, kind="sibling", union="married", now=NOON)
        assert refusal.value.field == "union"
        services.relate(person=one, other=two, kind="partner", union="married", now=NOON)


def test_twins_are_two_records_and_a_pregnancy_ends_gently(acting: Any) -> None:
    with acting():
        expected = TODAY + timedelta(days=60)
        mother = a_person("May", date(1995, 1, 1), sex="F")
        twins = [services.record_person(surname="Reed", expected_date=expected, now=NOON) for _ in range(2)]
        family = a_family((mother, "parent"), *((twin, "unborn") for twin in twins))
        for twin in twins:
            services.relate(person=mother, other=twin, kind="mother", now=NOON)
        services.relate(person=twins[0], other=twins[1], kind="twin", now=NOON)
        services.record_birth(
            person=twins[0], read_version=1, forename="Ivy", surname="Reed", date_of_birth=TODAY, sex="F", now=NOON
        )  # fmt: skip
        services.end_pregnancy(person=twins[1], read_version=1, on=TODAY, now=NOON)
        picture = family_picture(family.pk, on=TODAY)
        assert [m.name for m in picture.children] == ["Ivy Reed"]
        assert picture.children[0].under_one
        assert picture.former_members == [], "no page of the family shows it"
        assert [r.words for r in picture.relationships] == ["May Reed is mother of Ivy Reed"]
        assert (twins[1].expected_date, twins[1].is_unborn) == (None, False)
        record = person_record(twins[1].pk, on=TODAY)
        assert record.pregnancy_ended
        assert not person_record(twins[0].pk, on=TODAY).pregnancy_ended
        with pytest.raises(services.PersonRefused, match="recorded as born"):
            services.end_pregnancy(person=twins[0], read_version=2, on=TODAY, now=NOON)


def test_a_risk_is_linked_to_several_families_with_source_and_review(acting: Any) -> None:
    with acting("team_manager"):
        child, other, man = a_person(), a_person("Bo"), a_person("Max", date(1980, 1, 1))
        one, two = a_family((child, "child")), a_family((other, "child"))
        say: dict[str, Any] = {
            "person": man,
            "words": "Convicted of an offence against a child",
            "stated_on": TODAY - timedelta(days=9),
            "now": NOON,
        }
        for missing, match in (("source", "who states it"), ("words", "what the risk is")):
            with pytest.raises(services.NeedsWords, match=match):
                services.state_risk(family=one, review_on=REVIEW, **{**say, "source": "Court", missing: " "})
        for family in (one, two):
            row = services.state_risk(family=family, source="Court", review_on=REVIEW, **say)
        seen = family_picture(one.pk, on=TODAY).risks
        assert [(r.person, r.source, r.elsewhere, r.overdue) for r in seen] == [("Max Reed", "Court", 1, False)]
        assert family_picture(one.pk, on=REVIEW + timedelta(days=1)).risks[0].overdue
        assert Person.objects.get(pk=man.pk).in_family, "whoever reads the statement sees who it is about"
        services.end_risk(risk=row, now=NOON)
        assert family_picture(two.pk, on=TODAY).risks == []
        assert family_picture(one.pk, on=TODAY).risks[0].elsewhere == 0
    with acting("business_support"):
        assert family_picture(one.pk, on=TODAY).risks == []
        assert not RiskStatement.objects.exists()
        with pytest.raises(NotPermitted, match="Tell a social worker"):
            services.state_risk(family=one, source="Court", review_on=REVIEW, **say)


def test_where_a_hidden_person_lives_and_learns_is_neither_shown_nor_asked(acting: Any) -> None:
    with acting("team_manager", name="Owner") as owner:
        adult = a_person("May", date(1990, 1, 1), school="MARKERSCHOOL College", address="MARKERHOUSE")
        services.add_professional(person=adult, kind="gp", organisation="MARKERSURGERY", now=NOON)
        hidden, plain = a_family((adult, "parent")), a_family((adult, "parent"))
        services.restrict_family(
            family=hidden,
            named=[],
            owner_id=owner.practitioner_id,
            reason="Threats",
            now=NOON,
            elsewhere="without_addresses",
        )
    with acting("team_manager", name="Another"):
        record = person_record(adult.pk, on=TODAY)
        assert record.whereabouts_hidden
        assert "MARKER" not in repr([record.addresses, record.professionals, record.contacts])
        assert "MARKER" not in repr(family_picture(plain.pk, on=TODAY))
        assert "MARKER" not in repr(history_of(adult.pk))
        person = Person.objects.get(pk=adult.pk)
        for act in (
            lambda: services.move_to(person=person, lines="X", postcode="", on=TODAY),
            lambda: services.add_contact(person=person, kind="telephone", value="07700 900111"),
            lambda: services.add_professional(person=person, kind="gp", organisation="X", now=NOON),
            lambda: services.change_person(person=person, read_version=person.version, school="X", now=NOON),
        ):
            with pytest.raises(services.PersonRefused, match="Ask your team manager"):
                act()
        services.change_person(person=person, read_version=person.version, religion="None", now=NOON)
