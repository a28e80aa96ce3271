"""Twenty people do the same thing at the same moment: one is heard, the others are told why not, in words; nobody meets a bare
error of the database. And every constraint of the database has its words.
"""

import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection

from kith.access.identity import Identity, acting_as, current_identity, service
from kith.family_help import services as help_services
from kith.family_help.models import ChildWorker
from kith.family_help.services.reviews import Progress
from kith.family_help.tests.conftest import Story, make_story
from kith.family_portal.services import make_way_in
from kith.front_door.local_model import model_for
from kith.front_door.models import Request
from kith.front_door.services import (
    ChildDecision,
    ask_hub,
    confirm_match,
    decide,
    look_for_family,
    receive_request,
)
from kith.front_door.services.hub import Question
from kith.front_door.services.receive import refuse_line
from kith.front_door.tests.conftest import body_of, simple_body
from kith.kernel.constraints import explained
from kith.kernel.refusals import Refusal
from kith.organisations.services.areas import add_area
from kith.organisations.services.hub_bodies import name_hub_body
from kith.organisations.services.users import invite_user
from kith.people import services as people
from kith.people.lists.importing import import_people
from kith.people.lists.rows import ListedPerson
from kith.practice_model.reading import draft
from kith.practice_model.services import publish
from kith.staff_desk.services import save_draft
from tests.fixtures import NOON, practitioner_in
from tests.of_rooms import of_rooms

AT_ONCE = 20
LATER = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
LIBRARIES = ("auth_", "django_", "account_", "socialaccount_", "mfa_", "oauth2_provider_", "procrastinate_", "pghistory_")

Act = Callable[[int], Any]


@dataclass
class Case:
    """What twenty do: ``prepare`` makes what is needed and returns the act. ``heard`` says how many succeed: ``one``,
    ``all`` or ``some``."""

    prepare: Callable[[Story], Act]
    heard: str = "one"
    role: str = "team_manager"
    as_service: str = ""
    area: str = "dorset"
    now: datetime = NOON


def _planned(story: Story) -> Any:
    episode = story.open(sam="section_17")
    story.lead(episode)
    with story.as_("team_manager"):
        senior = story.practitioner("senior_social_worker")
        help_services.name_overseer(episode=episode, practitioner=senior, reason="Asked for", now=NOON)
    story.assessed(episode)
    return episode, story.planned(episode, agree=False)


def _open(story: Story) -> Act:
    return lambda n: story_open(story)


def story_open(story: Story) -> Any:
    child = help_services.ChildBasis(story.ella.id, "section_17")
    return help_services.open_episode(
        family=story.family, children=[child], tier="family_help", origin="Test", referral_date=date(2026, 3, 2),
        threshold_version="test", reason="Asked for help", primary_need="N4", referral_source="2A", now=NOON,
    )  # fmt: skip


def _add_child(story: Story) -> Act:
    episode = story.open()
    return lambda n: help_services.add_child(
        episode=episode, child=help_services.ChildBasis(story.sam.id, "section_17", primary_need="N4", referral_source="2A"),
        referral_date=date(2026, 3, 2), threshold_version="test", reason="Also", now=NOON,
    )  # fmt: skip


def _propose(story: Story) -> Act:
    episode, lead = story.open(), story.practitioner("lead_practitioner")
    return lambda n: help_services.propose_lead(
        episode=episode, practitioner=lead, reason_best_placed="Knows Ella", family_preference="Her", now=NOON
    )


def _accept(story: Story) -> Act:
    act = _propose(story)
    with story.as_("team_manager"):
        assignment = act(0)
    return lambda n: help_services.accept_lead(assignment=type(assignment).objects.get(pk=assignment.pk), now=NOON)


def _oversee(story: Story) -> Act:
    episode, senior = story.open(), story.practitioner("senior_social_worker")
    return lambda n: help_services.name_overseer(episode=episode, practitioner=senior, reason="Asked for", now=NOON)


def _child_worker(story: Story) -> Act:
    child, worker = story.child(story.open()), story.practitioner("senior_social_worker")
    return lambda n: help_services.name_child_worker(
        episode_child=child, practitioner=worker, kind=ChildWorker.Kind.SOCIAL_WORKER, what_for="Visits", now=NOON
    )


def _assess(story: Story) -> Act:
    episode = story.open()
    story.lead(episode)
    return lambda n: help_services.start_assessment(episode=episode, now=NOON)


def _need(story: Story) -> Act:
    episode = story.open()
    story.lead(episode)
    with story.as_("lead_practitioner"):
        assessment = help_services.start_assessment(episode=episode, now=NOON)
    return lambda n: help_services.add_need(assessment=assessment, words=f"Need {n}", now=NOON)


def _goal(story: Story) -> Act:
    _, plan = _planned(story)
    return lambda n: help_services.add_goal(plan=plan, words=f"Goal {n}", worded_by="Mum", now=NOON)


def _update(story: Story) -> Act:
    episode, _ = _planned(story)
    with story.as_("lead_practitioner"):
        update = help_services.start_update(episode=episode, purpose="Things changed", now=NOON)
        for section in update.sections.all():
            help_services.write_section(section=section, read_version=section.version, words="As before.", now=NOON)
        help_services.write_analysis(
            assessment=update, read_version=update.version, now=NOON, analysis="As before.",
            what_needs_to_change="Nothing", family_view="Agree",
        )  # fmt: skip
        for child in episode.children.all():
            help_services.record_child_words(
                episode=episode,
                person=child.person,
                assessment=update,
                words="Fine.",
                how="Talking",
                said_on=NOON.date(),
                now=NOON,
            )
            help_services.record_child_seen(assessment=update, person=child.person, seen_on=NOON.date(), alone=True, now=NOON)
        help_services.add_need(assessment=update, words="As before", now=NOON)
        help_services.submit_assessment(assessment=update, now=NOON)
    return lambda n: help_services.authorise_assessment(assessment=type(update).objects.get(pk=update.pk), now=NOON)


def _plan(story: Story) -> Act:
    episode = story.open(sam="section_17")
    story.lead(episode)
    story.assessed(episode)
    return lambda n: help_services.start_plan(episode=episode, now=NOON)


def _agree(story: Story) -> Act:
    _, plan = _planned(story)
    return lambda n: help_services.agree_plan(plan=type(plan).objects.get(pk=plan.pk), family_agreement="They agree", now=NOON)


def _review(story: Story) -> Act:
    _, plan = _planned(story)
    with story.as_("lead_practitioner"):
        help_services.agree_plan(plan=type(plan).objects.get(pk=plan.pk), family_agreement="They agree", now=NOON)
        goal = plan.goals.first()
    return lambda n: help_services.record_review(
        plan=type(plan).objects.get(pk=plan.pk), held_on=NOON.date(), present="All", words="Went well", family_said="Good",
        progress=[Progress(goal.pk, "better")], next_review_on=date(2026, 5, 1), now=NOON,
    )  # fmt: skip


def _link(story: Story) -> Act:
    episode, plan = _planned(story)
    with story.as_("lead_practitioner"):
        for words in episode.child_words.all():
            help_services.decide_readers(
                child_words=words,
                readers="named",
                may_read=[story.mother.pk],
                decided_by="child",
                reason="",
                own_copy=False,
                now=NOON,
            )
        share = help_services.share_plan(
            plan=plan, reader_person_id=story.mother.pk, contact="In person", agreed_safe=True, now=NOON
        )
    return lambda n: make_way_in(share=share, now=NOON)


def _restrict(story: Story) -> Act:
    owner = story.practitioner("team_manager")
    return lambda n: people.restrict_family(
        family=type(story.family).objects.get(pk=story.family.pk), named=[], owner_id=owner.pk, reason="Works here", now=NOON
    )


def _name(story: Story) -> Act:
    with story.as_("team_manager"):
        _restrict(story)(0)
    other = story.practitioner("senior_social_worker")
    return lambda n: people.name_to_restriction(family=story.family, practitioner_id=other.pk)


def _join(story: Story) -> Act:
    with story.as_("team_manager"):
        uncle = people.record_person(forename="Al", surname="Example", in_family=True, now=NOON)
    return lambda n: people.join_family(family=story.family, person=uncle, role="relative", on=NOON.date())


def _relate(story: Story) -> Act:
    return lambda n: people.relate(person=story.gran, other=story.ella, kind="grandparent", now=NOON)


def _merge(story: Story) -> Act:
    with story.as_("team_manager"):
        two = [people.record_person(forename="Al", surname="Twice", in_family=True, now=NOON) for _ in range(2)]
    return lambda n: people.merge(
        person=two[0], into=two[1], chosen={}, reason="The same man", read_version=two[1].version, now=NOON
    )


def _receive(same: str) -> Callable[[Story], Act]:
    def prepare(story: Story) -> Act:
        def act(n: int) -> Any:
            reference = "R-1" if same == "reference" else f"R-{n}"
            body = body_of(simple_body(reference=reference))
            key = "the-same" if same == "key" else ""
            return receive_request(body=body, door="bulk", received_at=LATER, idempotency_key=key, now=LATER)

        return act

    return prepare


def _received(story: Story) -> Request:
    with acting_as(service("intake", area_id=story.area.pk, purpose="test"), now=LATER):
        receipt = receive_request(body=body_of(simple_body()), door="bulk", received_at=LATER, now=LATER)
    with acting_as(service("matching", area_id=story.area.pk, purpose="test"), now=LATER):
        return Request.objects.get(pk=receipt.request_id)


def _look(story: Story) -> Act:
    with story.as_("team_manager"):
        people.record_person(forename="Milo", surname="Hart", date_of_birth=date(2016, 5, 4), in_family=True, now=NOON)
    request = _received(story)
    return lambda n: look_for_family(request_id=request.pk, now=LATER)


def _decide(story: Story) -> Act:
    request = _received(story)
    with story.as_("front_door", now=LATER):
        for person in request.people.all():
            confirm_match(request_person=person, person_id=None, now=LATER)
    decision = ChildDecision(
        key="c", outcome="section_17", reason="Help", strengths="s", needs="n", lead_kind="social worker", lead_reason="r"
    )
    return lambda n: decide(
        request=Request.objects.select_related("sender").get(pk=request.pk), decisions=[decision],
        words_for_sender="We will help.", now=LATER,
    )  # fmt: skip


def _ask_hub(story: Story) -> Act:
    request = _received(story)
    body = next(iter(model_for(story.area.pk, LATER.date()).hub_bodies))
    question = Question(body=body, question="Anything known?", necessary="Risk", about=["c"])
    return lambda n: ask_hub(
        request=request, basis="agreement", basis_words="Ana, today", parents_told=True, parents_not_told_reason="",
        questions=[question], now=LATER,
    )  # fmt: skip


def _refused_line(story: Story) -> Act:
    return lambda n: refuse_line(text="{", line=1, reference="", problems=[], received_at=LATER, now=LATER)


def _import(story: Story) -> Act:
    row = ListedPerson(number=2, ref="1", forename="Una", surname="Listed", digest="x")
    return lambda n: list(import_people([row], now=NOON))


def _draft(story: Story) -> Act:
    return lambda n: save_draft(page="/front-door/new/", title="New", autosave_url="/x/", fields={"a": [str(n)]}, now=NOON)


def _area(story: Story) -> Act:
    return lambda n: add_area(slug="newshire", name="Newshire")


def _invite(story: Story) -> Act:
    return lambda n: invite_user(email="new@example.org", area="dorset", role="front_door", now=NOON)


def _publish(story: Story) -> Act:
    text = draft("dorset").replace('version = "1"', 'version = "2"', 1)
    return lambda n: publish(text=text, valid_from=date(2026, 6, 1), published_by="Test", now=NOON)


def _hub_body(story: Story) -> Act:
    agency = story.area.agencies.get()
    return lambda n: name_hub_body(
        area=story.area, key="police", name="Police", group="Police", agency=agency, starts_on=date(2026, 3, 4)
    )


def _safety(story: Story) -> Act:
    return lambda n: help_services.make_safety_plan(
        family=story.family, worry="w", steps=f"Number {n}", agreed_by="Mum", until=NOON.date(), now=NOON
    )


CASES = {
    "access_one_restriction_per_family": Case(_restrict),
    "access_restriction_member_once": Case(_name, "all"),
    "family_help_episode_one_open": Case(_open),
    "family_help_child_one_open": Case(_add_child),
    "family_help_lead_one_proposed": Case(_propose),
    "family_help_lead_one_at_a_time": Case(_accept, role="lead_practitioner"),
    "family_help_oversight_one_at_a_time": Case(_oversee, "some"),
    "family_help_child_worker_once": Case(_child_worker),
    "family_help_assessment_one": Case(_assess, role="lead_practitioner"),
    "family_help_need_position": Case(_need, "all", role="lead_practitioner"),
    "family_help_assessment_version_once": Case(_update),
    "family_help_safety_one_standing": Case(_safety),
    "family_help_plan_one_active": Case(_plan, role="lead_practitioner"),
    "family_help_goal_position": Case(_goal, "all", role="lead_practitioner"),
    "family_help_plan_version_once": Case(_agree, role="lead_practitioner"),
    "family_help_progress_once": Case(_review, "some", role="lead_practitioner"),
    "family_portal_link_one_per_reader": Case(_link, "some", role="lead_practitioner"),
    "people_member_once_in_family": Case(_join),
    "people_relationship_once": Case(_relate, "all"),
    "people_merge_once_at_a_time": Case(_merge),
    "people_imported_ref_once": Case(_import, "all", as_service="people_import"),
    "front_door_receipt_reference_once": Case(_receive("reference"), as_service="intake", now=LATER),
    "front_door_receipt_key_once": Case(_receive("key"), as_service="intake", now=LATER),
    "front_door_match_once": Case(_look, "some", as_service="matching", now=LATER),
    "front_door_one_decision_for_a_child": Case(_decide, "some", role="front_door", now=LATER),
    "front_door_body_asked_once": Case(_ask_hub, "all", role="front_door", area="wolverhampton", now=LATER),
    "front_door_refused_line_once": Case(_refused_line, "some", as_service="intake", now=LATER),
    "staff_desk_draft_one_per_page": Case(_draft, "all"),
    "organisations_area_slug_key": Case(_area),
    "organisations_hub_body_once": Case(_hub_body, role="administrator"),
    "organisations_user_email_key": Case(_invite, role="administrator"),
    "practice_model_no_overlap": Case(_publish),
    **{name: Case(prepare) for name, prepare in of_rooms("at_once", "CASES").items()},
}  # fmt: skip

WITH_ANOTHER = {
    "access_tried_once": "counted by one statement that meets no conflict (tests of access.limits)",
    "family_help_assessment_one_in_work": "family_help_assessment_one",
    "family_help_statement_once": "front_door_one_decision_for_a_child",
    "family_help_member_once": "family_help_assessment_one",
    "family_help_section_once": "family_help_assessment_one",
    "family_help_basis_no_overlap": "family_help_child_one_open",
    "family_help_child_step_once": "written once with its step, whose children are told apart before",
    "family_help_plan_child_once": "family_help_plan_one_active",
    "front_door_handover_decision_id_key": "front_door_one_decision_for_a_child",
    "front_door_receipt_request_id_key": "front_door_receipt_reference_once",
    "front_door_request_number_once": "made of the request's own id",
    "front_door_person_key_once": "front_door_receipt_reference_once",
    "front_door_requestsender_request_id_key": "front_door_receipt_reference_once",
    "family_portal_readerlink_link_hash_key": "made of 24 random bytes",
    "partner_api_client_oauth_client_id_key": "made at random",
    "access_sight_once": "written by migrations only, which run one at a time",
    "people_duplicate_pair_once": "the search for pairs passes over those that another search has just written",
    "organisations_agency_slug_key": "organisations_area_slug_key",
    "organisations_team_slug_in_area": "organisations_area_slug_key",
    "organisations_practitioner_user_id_key": "organisations_user_email_key",
    "organisations_membership_once": "organisations_user_email_key",
    **of_rooms("at_once", "WITH_ANOTHER"),
}
"""Constraints that are met together with another case, or that no two people can meet, and why."""


def _constraints() -> list[tuple[str, str, str, str]]:
    """Every rule of the database but foreign keys and keys themselves: table, name, kind (u, x,
    c or i for an index), definition."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select t.relname, c.conname, c.contype::text, pg_get_constraintdef(c.oid)
            from pg_constraint c join pg_class t on t.oid = c.conrelid
            where t.relnamespace = 'public'::regnamespace and c.contype in ('u', 'x', 'c')
            union all
            select t.relname, i.relname, 'i', pg_get_indexdef(x.indexrelid)
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
            where t.relnamespace = 'public'::regnamespace and x.indisunique and not x.indisprimary
              and not exists (select 1 from pg_constraint c where c.conindid = x.indexrelid)
            """
        )
        return [row for row in cursor.fetchall() if not row[0].startswith(LIBRARIES)]


def _cannot_be_met(name: str, kind: str, definition: str) -> bool:
    """Whether no person can meet it: a counter below nothing, a key with more columns,
    and the pairs Django adds without conflict."""
    counter = kind == "c" and name.endswith("_check") and bool(re.fullmatch(r'CHECK \(\(\(?"?\w+"? >= 0\)?\)\)?', definition))
    return counter or definition.startswith("UNIQUE (id,") or name.endswith("_uniq")


@pytest.mark.django_db
def test_every_constraint_has_words() -> None:
    named = {name for _, name, kind, text in _constraints() if not _cannot_be_met(name, kind, text)}
    assert named <= explained(), f"Give these constraints words (kernel.constraints.explain): {sorted(named - explained())}"
    assert explained() <= {name for _, name, *_ in _constraints()}, "words without a constraint"


@pytest.mark.django_db
def test_every_rule_that_two_may_meet_has_its_case() -> None:
    two_meet = {name for _, name, kind, text in _constraints() if kind != "c" and not _cannot_be_met(name, kind, text)}
    assert two_meet == CASES.keys() | WITH_ANOTHER.keys()


def at_once(act: Act, identity: Identity, now: datetime) -> list[Any]:
    """Do it twenty times at one moment, each over a connection of its own. Returns what came of each:
    a result or an exception."""
    together = threading.Barrier(AT_ONCE, timeout=120)
    came: list[Any] = [None] * AT_ONCE

    def one(number: int) -> None:
        try:
            with acting_as(identity, now=now):
                current_identity()
                together.wait()
                came[number] = act(number)
        except Exception as error:  # noqa: BLE001  whatever comes is what is looked at
            came[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.mark.parametrize("name", sorted(CASES))
def test_twenty_at_once(name: str, clone: str, acting: Callable[..., Any]) -> None:
    case = CASES[name]
    story = make_story(acting, case.area)
    act = case.prepare(story)
    if case.as_service:
        identity = service(case.as_service, area_id=story.area.pk, purpose="test")
    else:
        person, _ = practitioner_in(case.area, case.role)
        identity = Identity(
            kind="practitioner", name=person.name, area_id=story.area.pk, purpose="test", practitioner_id=person.pk,
            agency_id=person.agency_id, roles=frozenset({case.role}),
        )  # fmt: skip
    came = at_once(act, identity, case.now)
    bare = [
        f"{type(each).__name__}: {each}"[:300] for each in came if isinstance(each, Exception) and not isinstance(each, Refusal)
    ]
    assert not bare, "\n".join(f"{count}× {words}" for words, count in Counter(bare).items())
    refused = [each for each in came if isinstance(each, Refusal)]
    heard = AT_ONCE - len(refused)
    told = Counter(f"{type(each).__name__}: {each.message}" for each in refused)
    assert {"one": heard == 1, "all": heard == AT_ONCE, "some": heard >= 1}[case.heard], f"{heard} were heard; {told}"
