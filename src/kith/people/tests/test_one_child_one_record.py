"""Each way by which a second record of one child may come about: the worker is shown the first, or the review list at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.people import services
from kith.people.finding.candidates import find_candidates
from kith.people.matching.description import Held, Wanted
from kith.people.matching.score import score_pair
from kith.people.models import Person, PossibleDuplicate
from kith.people.tasks import NAME, look_for_pairs
from tests.fixtures import NOON, Acting

TODAY = NOON.date()
BORN = date(2026, 2, 20)
DUE = date(2026, 3, 1)
MILO = {"forename": "Milo", "surname": "Hartwell", "date_of_birth": date(2016, 5, 4)}


def done_jobs() -> None:
    """Do the jobs that wait, as the worker of jobs would."""
    for args in ProcrastinateJob.objects.filter(task_name=NAME, status="todo").values_list("args", flat=True):
        look_for_pairs(**args)


def pairs(acting: Acting) -> set[frozenset[Any]]:
    with acting(role="front_door"):
        return {frozenset((each.person_id, each.other_id)) for each in PossibleDuplicate.objects.all()}


def test_two_workers_who_add_one_child_at_the_same_time_are_told_at_once(clone: str, acting: Acting) -> None:
    made = []
    for _ in range(2):
        with acting():
            family = services.record_family(name="Hartwell", now=NOON)
            made.append(services.add_to_family(family=family, role="child", on=TODAY, now=NOON, **MILO).pk)
    assert pairs(acting) == set()
    done_jobs()
    assert pairs(acting) == {frozenset(made)}


def test_a_partner_who_sees_one_family_only_adds_a_child_who_is_known_elsewhere(clone: str, acting: Acting) -> None:
    with acting():
        known = services.record_person(now=NOON, **MILO)
        family = services.record_family(name="Hartwell", now=NOON)
        services.add_to_family(family=family, role="parent", on=TODAY, now=NOON, forename="Ana", surname="Hartwell")
    # Whoever does not see people outside families is shown nobody, and records the child.
    with acting(role="lead_practitioner"):
        assert find_candidates(Wanted(**MILO)) == []
        added = services.add_to_family(family=family, role="child", on=TODAY, now=NOON, **MILO)
    done_jobs()
    assert frozenset((known.pk, added.pk)) in pairs(acting)


def test_a_child_who_was_born_is_shown_beside_the_unborn_child_on_record(clone: str, acting: Acting) -> None:
    with acting():
        family = services.record_family(name="Hartwell", now=NOON)
        unborn = services.add_to_family(family=family, role="unborn", on=TODAY, now=NOON, surname="Hartwell", expected_date=DUE)
        for said in (
            {"forename": "Isla", "surname": "Hartwell"},
            {"forename": "Baby", "surname": "Hartwell"},
            {"surname": "Hartwel"},
        ):
            found = find_candidates(Wanted(**said, date_of_birth=BORN))
            assert [(each.person.pk, each.confidence) for each in found] == [(unborn.pk, "possible")], said
        assert find_candidates(Wanted(forename="Isla", surname="Hartwell", date_of_birth=DUE - timedelta(days=400))) == []


def test_a_birth_recorded_on_the_unborn_record_shows_the_record_the_hospital_made(clone: str, acting: Acting) -> None:
    with acting():
        family = services.record_family(name="Hartwell", now=NOON)
        unborn = services.add_to_family(family=family, role="unborn", on=TODAY, now=NOON, surname="Hartwell", expected_date=DUE)
        other = services.record_person(forename="Isla", surname="Hartwell", date_of_birth=BORN, now=NOON)
        born = services.record_birth(
            person=unborn,
            read_version=Person.objects.get(pk=unborn.pk).version,
            forename="Isla",
            surname="Hartwell",
            date_of_birth=BORN,
            sex="F",
            now=NOON,
        )
        assert born.pk == unborn.pk
    done_jobs()
    assert frozenset((unborn.pk, other.pk)) in pairs(acting)


@pytest.mark.parametrize(
    ("days", "level"), [(0, "born"), (-119, "born"), (-120, "differs"), (21, "born"), (22, "differs"), (-400, "differs")]
)
def test_when_an_unborn_child_may_have_been_born(days: int, level: str) -> None:
    score = score_pair(Wanted(date_of_birth=DUE + timedelta(days=days)), Held(expected_date=DUE))
    assert [(told.part, told.level) for told in score.told] == [("expected", level)]


def test_a_birth_beside_an_unborn_child_is_never_a_strong_match() -> None:
    home = (("14 Mill Lane", "ZZ99 3WZ", True),)
    score = score_pair(
        Wanted(forename="Isla", surname="Hartwell", date_of_birth=BORN, address=home[0][0], postcode=home[0][1], sex="F"),
        Held(forename="Isla", surname="Hartwell", expected_date=DUE, addresses=home, sex="F"),
    )
    assert score.points > 10
    assert score.confidence == "possible"
