"""Every service of the record that refuses: by which name, beside which field, with which words. Each case is undone afterwards."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from kith.kernel.refusals import NotPermitted, Refusal
from kith.people import services
from kith.people.record.refusals import AlreadyInFamily, NeedsWords, PersonRefused, RelationshipRefused
from kith.people.tests.world import DAY, TODAY, World
from tests.fixtures import NOON

LATER = TODAY + 90 * DAY


Case = tuple[str, Callable[[World], Any], type[Refusal], str | None, str]

CASES: list[Case] = [
    (
        "born tomorrow",
        lambda w: services.record_person(forename="A", date_of_birth=TODAY + DAY, now=NOON),
        PersonRefused, "date_of_birth", "in the future. For an unborn child give the expected date",
    ),
    (
        "changed to die before birth",
        lambda w: services.change_person(person=w.child, read_version=w.child.version, date_of_death=date(2015, 4, 6), now=NOON),
        PersonRefused, "date_of_death", "before the date of birth",
    ),
    (
        "expected in a year",
        lambda w: services.change_person(person=w.baby, read_version=w.baby.version, expected_date=TODAY + 365 * DAY, now=NOON),
        PersonRefused, "expected_date", "more than 280 days away",
    ),
    (
        "born twice",
        lambda w: services.record_birth(
            person=w.child, read_version=w.child.version, forename="B", surname="R", date_of_birth=TODAY, sex="F", now=NOON
        ),
        PersonRefused, "date_of_birth", "already recorded as born",
    ),
    (
        "born tomorrow at a birth",
        lambda w: services.record_birth(
            person=w.baby, read_version=w.baby.version, forename="B", surname="R", date_of_birth=TODAY + DAY, sex="F", now=NOON
        ),
        PersonRefused, "date_of_birth", "in the future",
    ),
    (
        "a pregnancy of a child who was born",
        lambda w: services.end_pregnancy(person=w.child, read_version=w.child.version, on=TODAY, now=NOON),
        PersonRefused, "on", "recorded as born",
    ),
    (
        "a pregnancy that ends tomorrow",
        lambda w: services.end_pregnancy(person=w.baby, read_version=w.baby.version, on=TODAY + DAY, now=NOON),
        PersonRefused, "on", "in the future",
    ),
    (
        "a family without a name",
        lambda w: services.record_family(name="  ", now=NOON),
        NeedsWords, "name", "a surname, never an address",
    ),
    (
        "joins twice",
        lambda w: services.join_family(family=w.family, person=w.child, role="child", on=TODAY),
        AlreadyInFamily, "person", "already in",
    ),
    (
        "leaves without being in",
        lambda w: services.leave_family(family=w.family, person=w.stranger, on=TODAY),
        PersonRefused, "person", "is not in",
    ),
    (
        "leaves before joining",
        lambda w: services.leave_family(family=w.family, person=w.child, on=TODAY - 31 * DAY),
        PersonRefused, "on", "joined on 2 February 2026: the day of leaving must not be earlier",
    ),
    (
        "changes place without one",
        lambda w: services.change_place(family=w.family, person=w.stranger, role="adult", household="", on=TODAY),
        PersonRefused, "person", "is not in",
    ),
    (
        "changes place before joining",
        lambda w: services.change_place(family=w.family, person=w.child, role="child", household="", on=TODAY - 31 * DAY),
        PersonRefused, "on", "joined on 2 February 2026: the day must not be earlier",
    ),
    (
        "related to themself",
        lambda w: services.relate(person=w.child, other=w.child, kind="sibling", now=NOON),
        RelationshipRefused, "other", "related to themself",
    ),
    (
        "their own partner",
        lambda w: services.relate(person=w.mother, other=w.mother, kind="partner", now=NOON),
        RelationshipRefused, "other", "the partner of, themself",
    ),
    (
        "a mother younger than her child",
        lambda w: services.relate(person=w.child, other=w.stranger, kind="mother", now=NOON),
        RelationshipRefused, "kind", "is recorded as no older than Cy Other",
    ),
    (
        "a parent of her own mother",
        lambda w: services.relate(person=w.child, other=w.mother, kind="adoptive_parent", now=NOON),
        RelationshipRefused, "kind", "already recorded as a parent or forebear",
    ),
    (
        "a married mother",
        lambda w: services.relate(person=w.stranger, other=w.child, kind="father", union="married", now=NOON),
        RelationshipRefused, "union", "Only partners",
    ),
    (
        "responsibility from somewhere and not said",
        lambda w: services.relate(person=w.stranger, other=w.child, kind="father", responsibility_basis="order", now=NOON),
        RelationshipRefused, "parental_responsibility", "Say whether they have parental responsibility",
    ),
    (
        "responsibility that ends tomorrow",
        lambda w: services.relate(
            person=w.stranger, other=w.child, kind="father", parental_responsibility=True, responsibility_until=TODAY + DAY, now=NOON
        ),
        RelationshipRefused, "responsibility_until", "once it has ended",
    ),
    (
        "a relationship that ends before it begins",
        lambda w: services.change_relationship(
            relationship=w.partner, starts_on=TODAY, ends_on=TODAY - DAY, now=NOON
        ),
        RelationshipRefused, "ends_on", "ended before it began",
    ),
    ("no name", lambda w: services.add_name(person=w.child, kind="alias", forename=" "), NeedsWords, "forename", "Enter the name"),
    (
        "a name used backwards",
        lambda w: services.add_name(person=w.child, kind="alias", forename="Benny", since=TODAY, until=TODAY - DAY),
        PersonRefused, "until", "This is before 4 March 2026, when it began",
    ),
    (
        "a name ended before it began",
        lambda w: services.end_name(name=w.name, on=date(1999, 12, 31)),
        PersonRefused, "on", "This is before 1 January 2000",
    ),
    (
        "no number",
        lambda w: services.add_identifier(person=w.child, kind="nhs", value="  ", now=NOON),
        NeedsWords, "value", "Enter the number",
    ),
    (
        "an earlier address of today",
        lambda w: services.add_earlier_address(
            person=w.child, lines="2 Mill Row", postcode="", starts_on=None, ends_on=TODAY + DAY, now=NOON
        ),
        PersonRefused, "ends_on", "For the present one, record a move",
    ),
    (
        "an earlier address backwards",
        lambda w: services.add_earlier_address(
            person=w.child, lines="2 Mill Row", postcode="", starts_on=TODAY, ends_on=TODAY - DAY, now=NOON
        ),
        PersonRefused, "ends_on", "This is before 4 March 2026",
    ),
    (
        "an address ended before the move",
        lambda w: services.end_address(address=w.address, on=TODAY - 11 * DAY),
        PersonRefused, "on", "This is before 22 February 2026",
    ),
    (
        "a professional of nowhere",
        lambda w: services.add_professional(person=w.child, kind="gp", now=NOON),
        NeedsWords, "organisation", "Enter a name, or where they work",
    ),
    (
        "a school without a name",
        lambda w: services.add_professional(person=w.child, kind="school", name="Mr Head", now=NOON),
        NeedsWords, "organisation", "the name of the school",
    ),
    (
        "a school that ends before it began",
        lambda w: services.end_professional(professional=w.school, on=TODAY - 101 * DAY),
        PersonRefused, "on", "before the day they began",
    ),
    (
        "a tie to nothing",
        lambda w: services.add_tie(person=w.child, circle="friends", name=" ", now=NOON),
        NeedsWords, "name", "Choose a person, or say who or what it is",
    ),
    (
        "a tie to oneself",
        lambda w: services.add_tie(person=w.child, circle="friends", other=w.child, now=NOON),
        PersonRefused, "other", "this is the same person",
    ),
    (
        "harm that nobody states",
        lambda w: services.add_tie(person=w.child, circle="family", other=w.stranger, quality="harmful", now=NOON),
        NeedsWords, "source", "Say who says that it is harmful",
    ),
    (
        "a hazard of no words",
        lambda w: services.record_hazard(person=w.mother, words="", source="Police", review_on=LATER, now=NOON),
        NeedsWords, "words", "before visiting",
    ),
    (
        "a hazard of no source",
        lambda w: services.record_hazard(person=w.mother, words="A dog", source=" ", review_on=LATER, now=NOON),
        NeedsWords, "source", "Say who told you",
    ),
    (
        "a hazard reviewed today",
        lambda w: services.record_hazard(person=w.mother, words="A dog", source="Police", review_on=TODAY, now=NOON),
        NeedsWords, "review_on", "must be in the future",
    ),
    (
        "a protection from nobody",
        lambda w: services.protect(person=w.mother, what="address", reason="r", review_on=LATER, now=NOON),
        NeedsWords, "hidden_from", "Say who must not learn it",
    ),
    (
        "a protection from oneself",
        lambda w: services.protect(
            person=w.mother, what="address", reason="r", review_on=LATER, hidden_from=w.mother, now=NOON
        ),
        PersonRefused, "hidden_from", "this is the person it is about",
    ),
    (
        "a protection without a reason",
        lambda w: services.protect(
            person=w.mother, what="address", reason=" ", review_on=LATER, hidden_from=w.stranger, now=NOON
        ),
        NeedsWords, "reason", "Say why this is protected",
    ),
    (
        "a protection reviewed yesterday",
        lambda w: services.protect(
            person=w.mother, what="address", reason="r", review_on=TODAY - DAY, hidden_from=w.stranger, now=NOON
        ),
        NeedsWords, "review_on", "must be in the future",
    ),
    (
        "a restriction without a reason",
        lambda w: services.restrict_family(family=w.family, named=[], owner_id=uuid4(), reason=" ", now=NOON),
        NeedsWords, "reason", "Say why only named people",
    ),
    (
        "a lifting without a reason",
        lambda w: services.lift_restriction(family=w.family, reason="", now=NOON),
        NeedsWords, "reason", "no longer needed",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("act", "refusal", "field", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_front_door_is_refused(
    world: World, act: Callable[[World], Any], refusal: type[Refusal], field: str, words: str
) -> None:
    with world.act():
        with pytest.raises(refusal) as refused, transaction.atomic():
            act(world.fresh())
        assert type(refused.value) is refusal
        assert refused.value.field == field
        assert words in refused.value.message
        assert refused.value.message[-1] in ".?"
        transaction.set_rollback(True)


RISK: dict[str, Any] = {"words": "Convicted", "source": "A court", "stated_on": TODAY, "review_on": LATER, "now": NOON}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"words": " "}, "words", "Say what the risk is"),
        ({"source": ""}, "source", "such as a court or the police"),
        ({"stated_on": TODAY + DAY}, "stated_on", "in the future"),
        ({"review_on": TODAY}, "review_on", "must be in the future"),
    ],
)
def test_a_statement_of_risk_rests_on_words_a_source_and_days(
    world: World, change: dict[str, Any], field: str, words: str
) -> None:
    with world.act(role="team_manager"):
        with pytest.raises(NeedsWords) as refused:
            services.state_risk(family=world.family, person=world.stranger, **{**RISK, **change})
        assert (refused.value.field, words in refused.value.message) == (field, True)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("team_manager", True),
        ("senior_social_worker", True),
        ("front_door", True),
        ("business_support", False),
        ("family_group_coordinator", False),
    ],
)
def test_who_may_state_a_risk(world: World, role: str, may: bool) -> None:
    with world.act(role=role):
        try:
            services.state_risk(family=world.family, person=world.stranger, **RISK)
            said = True
        except NotPermitted as refused:
            said = not refused.message.startswith("Tell a social worker in the team")
        transaction.set_rollback(True)
    assert said is may


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"forename": ""}, "forename"),
        ({"surname": ""}, "surname"),
    ],
)
def test_a_record_is_not_closed_without_the_order_and_the_new_names(world: World, change: dict[str, str], field: str) -> None:
    said = {"forename": "New", "surname": "Name", "reason": "Order of 1 March", **change}
    with world.act(role="team_manager"):
        with pytest.raises(NeedsWords) as refused:
            services.seal_for_adoption(person=world.child, now=NOON, **said)
        assert refused.value.field == field
        with pytest.raises(PersonRefused, match="a child is adopted after birth"):
            services.seal_for_adoption(person=world.baby, forename="N", surname="N", reason="r", now=NOON)
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["front_door", "lead_practitioner", "senior_social_worker"])
def test_only_a_manager_or_a_records_officer_closes_a_record_after_an_adoption(world: World, role: str) -> None:
    with world.act(role=role):
        with pytest.raises(NotPermitted, match="Ask a team manager or a records officer"):
            services.seal_for_adoption(person=world.child, forename="N", surname="N", reason="r", now=NOON)
        transaction.set_rollback(True)


@pytest.mark.parametrize("service", [services.change_person, services.add_to_family])
def test_a_field_that_is_not_the_persons_own_is_our_mistake(world: World, service: Any) -> None:
    with world.act():
        given = (
            {"person": world.child, "read_version": 1, "now": NOON}
            if service is services.change_person
            else {"family": world.family, "role": "child", "on": TODAY, "now": NOON}
        )
        with pytest.raises(TypeError, match="does not take restricted, sealed"):
            service(**given, sealed=True, restricted=False)
        transaction.set_rollback(True)
