"""Every refusal of joining, undoing and parting, and what stands in the way of a join. Each case is undone afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from kith.kernel.refusals import ChangedMeanwhile, NotPermitted, Refusal
from kith.people import services
from kith.people.models import Person, PossibleDuplicate
from kith.people.record.refusals import NeedsWords, PersonRefused
from kith.people.same_person.comparison import side_by_side
from kith.people.same_person.duplicates import pair_of, say_different
from kith.people.same_person.obstacles import obstacles
from kith.people.same_person.refusals import MergeRefused, ObstaclesToSettle
from kith.people.tests.world import World
from tests.fixtures import NOON

TODAY = NOON.date()
LATER = TODAY + timedelta(days=90)


def another(**change: Any) -> Person:
    """Record the child a second time, with a change."""
    said = {"forename": "Benny", "surname": "Reed", "date_of_birth": date(2015, 4, 7), **change}
    return services.record_person(now=NOON, **said)


def join(goes: Person, stays: Person, **change: Any) -> Any:
    said: dict[str, Any] = {"chosen": {}, "reason": "The school", "read_version": stays.version, "now": NOON}
    return services.merge(person=goes, into=stays, **{**said, **change})


def twice(w: World) -> Any:
    goes = another()
    join(goes, w.child)
    return join(Person.objects.get(pk=goes.pk), another(forename="Third"))


def part(w: World, **change: Any) -> Person:
    said: dict[str, Any] = {"moved": {}, "reason": "Two girls", "forename": "Bea", "now": NOON}
    return services.split(person=w.mother, **{**said, **change})


def undone(w: World, **change: Any) -> Any:
    row = join(another(), w.child)
    said: dict[str, Any] = {
        "merge": row, "belongs": {}, "fields": {}, "reason": "Two boys", "read_version": row.into.version, "now": NOON,
    }  # fmt: skip
    return services.undo_merge(**{**said, **change})


Case = tuple[str, Callable[[World], Any], type[Refusal], str | None, str]
CASES: list[Case] = [
    ("joined without a reason", lambda w: join(another(), w.child, reason=" "), NeedsWords, "reason", "one person"),
    ("joined to themself", lambda w: join(w.child, w.child), MergeRefused, None, "already one person"),
    ("joined again", twice, MergeRefused, None, "has already been joined to another record"),
    ("joined to the unborn", lambda w: join(another(), w.baby), MergeRefused, None, "Record the birth first"),
    ("an adult to the unborn", lambda w: join(w.baby, w.mother), MergeRefused, None, "is an adult: they cannot be one person"),
    ("a mother to her child", lambda w: join(w.mother, w.child), ObstaclesToSettle, None, "related to each other"),
    ("two days of death", lambda w: (
        Person.objects.filter(pk=w.child.pk).update(date_of_death=date(2025, 1, 2)),
        join(dead(another(), date(2025, 1, 1)), w.child),
    ), MergeRefused, None, "different dates of death"),
    ("an older version", lambda w: join(another(), w.child, read_version=w.child.version - 1), ChangedMeanwhile, None, ""),
    ("parted without a reason", lambda w: part(w, reason=""), NeedsWords, "reason", "two people"),
    ("parted into nobody", lambda w: part(w, forename=" "), NeedsWords, "forename", "Give the other person a first name"),
    ("parted with what is not theirs", lambda w: part(w, moved={"addresses": [w.child.pk]}), PersonRefused, "addresses", "no longer part"),
    ("parted after a join", lambda w: services.split(
        person=gone(w), moved={}, reason="r", forename="Bea", now=NOON), MergeRefused, None, "undo it instead"),
    ("born after today when parted", lambda w: part(w, date_of_birth=TODAY + timedelta(days=1)), PersonRefused, "date_of_birth", "future"),
    ("undone without a reason", lambda w: undone(w, reason=" "), NeedsWords, "reason", ""),
    ("undone over an older version", lambda w: undone(w, read_version=0), ChangedMeanwhile, None, ""),
    ("two people for no reason", lambda w: say_different(
        pair=pair_of(another(), w.child, NOON), reason=" ", now=NOON),
     NeedsWords, "reason", "two people"),
]  # fmt: skip


def dead(person: Person, on: date) -> Person:
    Person.objects.filter(pk=person.pk).update(date_of_death=on)
    return Person.objects.get(pk=person.pk)


def gone(w: World) -> Person:
    goes = another()
    join(goes, w.child)
    return Person.objects.get(pk=goes.pk)


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
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["lead_practitioner", "out_of_hours", "business_support"])
@pytest.mark.parametrize(
    "act",
    [
        lambda w: join(w.stranger, w.child),
        part,
        lambda w: say_different(pair=PossibleDuplicate(person=w.child, other=w.stranger), reason="r", now=NOON),
    ],
    ids=["join", "part", "say different"],
)
def test_who_may_not_join_is_told_who_may(world: World, act: Callable[[World], Any], role: str) -> None:
    with world.act(role=role):
        with pytest.raises(NotPermitted, match="Ask the front door, a team manager, a senior social worker or a records officer"):
            act(world)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda w, other: None, []),
        (lambda w, other: services.relate(person=other, other=w.child, kind="sibling", now=NOON), ["related to each other"]),
        (lambda w, other: services.relate(person=w.child, other=other, kind="cousin", now=NOON), ["related to each other"]),
        (lambda w, other: services.add_tie(person=other, other=w.child, circle="family", now=NOON), ["tied to each other"]),
        (
            lambda w, other: services.protect(
                person=w.child, what="address", reason="r", hidden_from=other, review_on=LATER, now=NOON
            ),
            ["kept from each other"],
        ),
        (
            lambda w, other: services.end_relationship(
                relationship=services.relate(person=other, other=w.child, kind="sibling", now=NOON), on=TODAY
            ),
            [],
        ),
        (
            lambda w, other: (
                services.relate(person=other, other=w.child, kind="sibling", now=NOON),
                services.add_tie(person=other, other=w.child, circle="family", now=NOON),
            ),
            ["related to each other", "tied to each other"],
        ),
    ],
)
def test_what_is_between_two_stands_in_the_way_until_it_has_ended(world: World, prepare: Any, words: list[str]) -> None:
    with world.act():
        w, other = world.fresh(), another()
        prepare(w, other)
        for one, two in ((other, w.child), (w.child, other)):
            said = [each.words for each in obstacles(one.pk, two.pk)]
            assert len(said) == len(words)
            assert all(part in each for part, each in zip(words, said, strict=True))
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("change", "label", "left", "right", "note"),
    [
        ({}, "First name", "Benny", "Ben", ""),
        ({}, "Birth", "7 April 2015", "7 April 2015", ""),
        ({}, "Age", "10", "10", ""),
        ({"religion": "Sikh"}, "Religion", "Sikh", "", "Only one says"),
        ({"nhs_number": "9991204318"}, "Numbers", "NHS number 9991204318", "", "Only one says"),
        ({"address": "2 Mill Row", "postcode": "zz991ab"}, "Addresses", "2 Mill Row, ZZ99 1AB", "", "Only one says"),
        (
            {"date_of_birth": date(2015, 1, 1), "birth_date_kind": "estimated"},
            "Birth",
            "about 1 January 2015",
            "7 April 2015",
            "",
        ),
        ({"unaccompanied": False}, "Unaccompanied asylum-seeking child", "No", "", "Only one says"),
    ],
)
def test_two_records_stand_side_by_side(
    world: World, change: dict[str, Any], label: str, left: str, right: str, note: str
) -> None:
    with world.act():
        line = next(each for each in side_by_side(another(**change), world.child, on=TODAY) if each.label == label)
        assert (line.left, line.right, line.note) == (left, right, note)
        transaction.set_rollback(True)


def test_a_place_that_ended_says_until_when(world: World) -> None:
    with world.act():
        w = world.fresh()
        services.leave_family(family=w.family, person=w.child, on=TODAY)
        line = next(each for each in side_by_side(w.child, another(), on=TODAY) if each.label == "Families")
        assert line.left == "Reed (child, until 4 March 2026)"
        transaction.set_rollback(True)
