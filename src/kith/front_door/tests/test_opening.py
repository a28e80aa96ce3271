"""From a decision to the family's record: what is recorded of whom, protected from whom, agreed by whom. Pure but for the last."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kith.family_help.models import BasisOfHelp, Episode, EpisodeChild
from kith.front_door.models import Request, RequestPerson
from kith.front_door.refusals import AlreadyRecorded
from kith.front_door.services import ChildDecision, confirm_match, decide, mark_listed_twice
from kith.front_door.services.opening import NOT_ASKED_YET, REVIEW_AFTER, _concerns, _fields, _highest_tier, assessment_limit
from kith.front_door.tests.conftest import NOW, model_of_area, simple_body
from kith.people.models import Agreement, FamilyMember, Hazard, Person, Protection, Relationship
from kith.people.services import record_person
from tests.fixtures import Acting

Receive = Callable[..., Request]


@pytest.mark.parametrize(
    ("what", "person", "concerned"),
    [
        ("pregnancy", {"role": "unborn"}, True),
        ("pregnancy", {"role": "parent", "nhs_number": "999 000 0018"}, True),
        ("pregnancy", {"role": "parent", "address": "14 Mill Lane"}, True),
        ("pregnancy", {"role": "parent"}, False),
        ("pregnancy", {"role": "child", "address": "14 Mill Lane"}, False),
        ("school", {"role": "child"}, True),
        ("school", {"role": "unborn"}, True),
        ("school", {"role": "parent", "school": "Elm School"}, False),
        ("telephone", {"role": "parent", "telephone": "01632 960001"}, True),
        ("telephone", {"role": "child", "telephone": "01632 960001"}, True),
        ("telephone", {"role": "parent"}, False),
        # children share the address of their home, though it was written for one adult alone
        ("address", {"role": "child"}, True),
        ("address", {"role": "unborn"}, True),
        ("address", {"role": "parent", "address": "14 Mill Lane"}, True),
        ("address", {"role": "parent", "postcode": "ZZ99 3WZ"}, True),
        ("address", {"role": "parent"}, False),
        ("workplace", {"role": "parent"}, True),
        ("workplace", {"role": "child"}, False),
        ("routine", {"role": "carer"}, True),
        ("routine", {"role": "unborn"}, False),
    ],
)
def test_whom_something_protected_concerns(what: str, person: dict[str, str], concerned: bool) -> None:
    assert _concerns(what, RequestPerson(**person)) is concerned


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"forename": "MILO", "surname": "HART"}, {"forename": "Milo", "surname": "Hart"}),
        ({"forename": "milo", "surname": "McHart"}, {"forename": "milo", "surname": "McHart"}),
        ({"language": "POLISH"}, {"language": "Polish"}),
        ({"school": "ELM SCHOOL"}, {"school": "ELM SCHOOL"}),
        ({"sex": ""}, {"sex": "U"}),
        ({"sex": "F"}, {"sex": "F"}),
        ({"ethnicity": "WOTW"}, {"ethnicity": "WOTH"}),
        ({"ethnicity": "WBRI"}, {"ethnicity": "WBRI"}),
        ({"expected_date": date(2027, 8, 31)}, {"expected_date": date(2027, 8, 31)}),
        ({"expected_date": date(2026, 1, 1)}, {"expected_date": date(2026, 1, 1)}),
        ({"expected_date": date(2028, 1, 1)}, {"expected_date": None}),
    ],
)
def test_what_is_recorded_of_a_person(said: dict[str, Any], kept: dict[str, Any]) -> None:
    fields = _fields(RequestPerson(role="child", **said), NOW)
    assert {name: fields[name] for name in kept} == kept


@pytest.mark.parametrize(
    ("outcome", "limit"),
    [
        ("section_17", "assessment"),
        ("child_protection", "assessment"),
        ("initial_social_work_assessment", "assessment"),
        ("family_help", "assessment_by_agreement"),
        ("early_help", "assessment_by_agreement"),
        ("advice", ""),
        ("linked_open", ""),
    ],
)
def test_which_time_limit_an_outcome_starts_for_the_assessment(outcome: str, limit: str) -> None:
    assert assessment_limit(model_of_area("wolverhampton").outcome(outcome)) == limit


@pytest.mark.parametrize(
    ("area", "outcomes", "tier"),
    [
        ("dorset", ["family_help", "section_17"], "family_help"),
        ("lincolnshire", ["early_help"], "early_help"),
        ("lincolnshire", ["early_help", "section_17"], "child_in_need"),
        ("lincolnshire", ["section_17", "early_help"], "child_in_need"),
        ("lincolnshire", ["child_protection"], "child_in_need"),
    ],
)
def test_siblings_are_helped_at_the_level_of_the_highest(area: str, outcomes: list[str], tier: str) -> None:
    assert _highest_tier({each: model_of_area(area).outcome(each) for each in outcomes}) == tier


# --- what is recorded


def opened(request: Request, outcome: str = "section_17", keys: tuple[str, ...] = ("c",), **said: Any) -> Request:
    """Say of whoever is not recorded yet that nobody is on record, and decide that children are helped."""
    for person in request.people.filter(person=None):
        confirm_match(request_person=person, person_id=None, now=NOW)
    request = Request.objects.select_related("sender").get(pk=request.pk)
    full = {"reason": "r", "strengths": "s", "needs": "n", "lead_kind": "l", "lead_reason": "b", **said}
    decide(request=request, decisions=[ChildDecision(key=key, outcome=outcome, **full) for key in keys], now=NOW)
    return request


MILO = {"key": "c", "role": "child", "forename": "Milo", "surname": "Hart"}
ANA = {"key": "m", "role": "parent", "forename": "Ana", "surname": "Hart", "telephone": "01632 960001", "address": "14 Mill Lane"}
DEAN = {"key": "d", "role": "parent", "forename": "Dean", "surname": "Hallam", "address": "3 Quay Street"}
NOBODY_RELATED: dict[str, Any] = {"people": [MILO, ANA, DEAN], "relationships": []}


@pytest.mark.parametrize(
    ("protect", "found"),
    [
        # from whoever is named, of everybody else it concerns, and never of that person
        (
            [{"what": "the address", "from": "Dean Hallam"}],
            {("Milo", "address", "Dean"), ("Ana", "address", "Dean")},
        ),
        ([{"what": "the school", "from": "Dean"}], {("Milo", "school", "Dean")}),
        ([{"what": "her phone", "from": "Dean"}], {("Ana", "telephone", "Dean")}),
        # somebody who is not in the request: from them by name, of everybody
        (
            [{"what": "where they live", "from": "his brother"}],
            {("Milo", "address", None), ("Ana", "address", None), ("Dean", "address", None)},
        ),
        (
            [{"what": "school and phone", "from": "Dean"}],
            {("Milo", "school", "Dean"), ("Ana", "telephone", "Dean")},
        ),
    ],
)
def test_what_a_request_protects_is_protected_of_whom_it_concerns(
    protect: list[dict[str, str]], found: set[tuple[str, str, str | None]], receive: Receive, acting: Acting
) -> None:
    request = receive(simple_body(**NOBODY_RELATED, protect=protect))
    with acting(role="front_door", now=NOW):
        opened(request)
        rows = Protection.objects.select_related("person", "hidden_from")
        kept = {(row.person.forename, row.what, row.hidden_from.forename if row.hidden_from else None) for row in rows}
        assert kept == found
        for row in rows:
            assert row.hidden_from_words == protect[0]["from"]
            assert row.reason == f"Asked for in request {request.number}: {protect[0]['what']}"
            assert row.review_on == NOW.date() + REVIEW_AFTER


@pytest.mark.parametrize(
    ("people", "about"),
    [([MILO, ANA], "Ana"), ([MILO], "Milo"), ([MILO, DEAN, ANA], "Dean")],
)
def test_a_warning_is_recorded_of_an_adult_where_there_is_one(
    people: list[dict[str, Any]], about: str, receive: Receive, acting: Acting
) -> None:
    request = receive(simple_body(people=people, relationships=[], hazards="A dog that bites."))
    with acting(role="front_door", now=NOW):
        opened(request)
        hazard = Hazard.objects.select_related("person").get()
        assert (hazard.person.forename, hazard.words, hazard.source) == (about, "A dog that bites.", f"Request {request.number}")


@pytest.mark.parametrize(
    ("agreement", "told", "found"),
    [
        (
            {"service": "yes", "sharing": "no", "by": "Ana, by telephone"},
            "yes",
            {("service", "yes", "Ana"), ("sharing", "no", "Ana"), ("telling", "yes", None)},
        ),
        (
            {"service": "not_asked", "reason_if_not": "Nobody in."},
            "",
            {("service", "not_asked", None), ("sharing", "not_asked", None)},
        ),
        (
            {"service": "yes", "sharing": "yes", "by": "his gran"},
            "no",
            {("service", "yes", None), ("sharing", "yes", None), ("telling", "no", None)},
        ),
    ],
)
def test_what_was_agreed_goes_with_the_family_and_says_by_whom(
    agreement: dict[str, str], told: str, found: set[tuple[str, str, str | None]], receive: Receive, acting: Acting
) -> None:
    sender = {"name": "Ada", **({"told_family": told} if told else {})}
    request = receive(simple_body(agreement=agreement, sender=sender))
    with acting(role="front_door", now=NOW):
        opened(request)
        rows = Agreement.objects.select_related("person")
        assert {(row.about, row.answer, row.person.forename if row.person else None) for row in rows} == found


def test_a_relationship_that_cannot_be_holds_no_help_up_and_stays_in_the_request(receive: Receive, acting: Acting) -> None:
    older = {**MILO, "date_of_birth": "2016-05-04"}
    younger = {"key": "m", "role": "parent", "forename": "Ana", "date_of_birth": "2017-05-04"}
    request = receive(simple_body(people=[older, younger], relationships=[{"from": "m", "to": "c", "kind": "mother"}]))
    with acting(role="front_door", now=NOW):
        opened(request)
        assert EpisodeChild.objects.count() == 1
        assert not Relationship.objects.exists()
        assert request.relationships.count() == 1


def test_siblings_join_one_episode_each_on_their_own_day_and_basis(receive: Receive, acting: Acting) -> None:
    ada = {"key": "a", "role": "child", "forename": "Ada", "surname": "Hart"}
    request = receive(simple_body(people=[MILO, ada], relationships=[]))
    with acting(role="front_door", now=NOW):
        request = opened(request, "section_17", ("c",))
        request.refresh_from_db()
        opened(request, "family_help", ("a",))
        episode = Episode.objects.get()
        assert {(row.person.forename, row.referral_date) for row in episode.children.all()} == {
            ("Milo", date(2026, 11, 24)),
            ("Ada", date(2026, 11, 24)),
        }
        assert sorted(BasisOfHelp.objects.values_list("basis", flat=True)) == ["by_agreement", "section_17"]
        assert FamilyMember.objects.count() == Person.objects.count() == 2


@pytest.mark.parametrize(
    ("first", "second", "basis", "rows"),
    [
        ("family_help", "child_protection", "section_47", 2),
        ("section_17", "child_protection", "section_47", 2),
        ("child_protection", "child_protection", "section_47", 1),
    ],
)
def test_a_basis_rises_in_the_same_episode_and_never_falls(
    first: str, second: str, basis: str, rows: int, receive: Receive, acting: Acting
) -> None:
    request = receive(simple_body())
    with acting(role="front_door", now=NOW):
        opened(request, first)
        child = EpisodeChild.objects.get()
    again = receive(simple_body(reference="R-2", worries="He was hit."))
    with acting(role="front_door", now=NOW):
        confirm_match(request_person=again.people.get(key="c"), person_id=child.person_id, now=NOW)
        again = Request.objects.select_related("sender").get(pk=again.pk)
        decide(request=again, decisions=[ChildDecision("c", second, "r", lead_kind="l", lead_reason="b")], now=NOW)
        assert EpisodeChild.objects.count() == 1
        assert BasisOfHelp.objects.count() == rows
        held = BasisOfHelp.objects.get(ends_on__isnull=True)
        assert held.basis == basis
        if rows == 2:
            assert held.evidence == f"Request {again.number}: He was hit."
            assert held.family_said == NOT_ASKED_YET


def test_what_is_received_at_half_past_midnight_in_summer_is_referred_on_the_new_day(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(received_at="2026-06-30T23:30:00Z"))
    assert request.received_at == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    with acting(role="front_door", now=NOW):
        opened(request)
        assert EpisodeChild.objects.get().referral_date == date(2026, 7, 1)


# --- one child, one record


def test_of_somebody_recorded_it_is_not_said_again_that_nobody_is_on_record(acting: Acting, receive: Receive) -> None:
    request = receive(simple_body(people=[MILO, ANA]))
    with acting(now=NOW):
        opened(request)
        milo, ana = (request.people.get(key=key) for key in ("c", "m"))
        stranger = record_person(forename="Milo", surname="Harte", now=NOW)
        people = Person.objects.count()
        for person in (milo, ana):
            with pytest.raises(AlreadyRecorded, match=f"{person.person.name} is on record since this request was decided"):
                confirm_match(request_person=person, person_id=None, now=NOW)
        with pytest.raises(AlreadyRecorded, match="join the two records"):
            confirm_match(request_person=milo, person_id=stranger.pk, now=NOW)
        with pytest.raises(AlreadyRecorded):
            mark_listed_twice(request_person=milo, same_as=ana, now=NOW)
        confirm_match(request_person=milo, person_id=milo.person_id, now=NOW)
        assert request.people.get(key="c").person_id == milo.person_id
        opened(request, "linked_open")
        assert Person.objects.count() == people
        assert FamilyMember.objects.filter(family=request.people.get(key="c").request.family_id).count() == 2


def test_before_a_decision_whoever_was_confirmed_may_be_somebody_else(acting: Acting, receive: Receive) -> None:
    request = receive(simple_body(people=[MILO, ANA]))
    with acting(now=NOW):
        one, other = (record_person(forename="Milo", surname="Hart", now=NOW) for _ in range(2))
        person = request.people.get(key="c")
        for known in (one.pk, other.pk, None, one.pk):
            assert confirm_match(request_person=person, person_id=known, now=NOW).person_id == known
