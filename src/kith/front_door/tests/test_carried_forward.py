"""Told once: what was said when help was asked for goes with the family to whoever leads, and into the assessment and the plan."""

from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from kith.access.identity import acting_as, service
from kith.family_help.models import Assessment, Episode, KnownFact, Statement
from kith.front_door.models import Conversation, HubAnswer, HubEnquiry, HubQuestion, Request
from kith.front_door.tests.conftest import simple_body
from kith.front_door.tests.test_pages import sent, signed_in, words_of
from kith.front_door.tests.walking import Walk, Worker
from kith.kernel.time import london_date, now
from kith.organisations.models import Area, Practitioner
from tests import database
from tests.fixtures import practitioner_in

NURSE = {"profession": "school_nurse", "agency_kind": "health"}
SAID = {
    "worries": "Milo has missed nineteen mornings since half-term and falls asleep by ten.",
    "strengths": "Ana comes to every meeting and Gran keeps Tuesdays free.",
    "tried": "Breakfast club twice a week. It worked until Ana's shifts changed.",
    "wanted": "Somebody who gets the boys up on early-shift days.",
    "family_views": "Ana says that mornings are the hardest and that she wants help.",
    "child_views": "I am the alarm clock in our house.",
}


def asked(**changes: Any) -> dict[str, Any]:
    """A school's request about two brothers, as it is sent."""
    body = simple_body()
    body["people"][0] |= {
        "school": "Elm School",
        "address": "3 Mill Lane",
        "postcode": "ZZ99 3AA",
        "notes": "Milo draws maps of everywhere.",
    }
    body["people"].append({"key": "b", "role": "child", "forename": "Ben", "surname": "Hart", "date_of_birth": "2019-02-11"})
    return {**body, **SAID, **changes}


@pytest.fixture
def place(furnished: str) -> Area:
    """Dorset, where any discipline may lead."""
    return Area.objects.get(slug="dorset")


def read(place: Area) -> Any:
    return acting_as(service("evidence", area_id=place.id, purpose="test"), now=now())


def decided(place: Area, body: dict[str, Any], walk: Walk | None = None) -> UUID:
    """Have a request decided as Family Help for both children. Returns the family."""
    return _decide(place, sent(place, body).request_id, walk or Walk())


def _decide(place: Area, request_id: UUID, walk: Walk) -> UUID:
    worker = Worker(walk, signed_in("front_door", "dorset"))
    here = f"/front-door/{request_id}/decide/"
    held: dict[str, Any] = {}
    said: dict[str, Any] = {"words_for_sender": "They said yes to help.", "next_step": "Meet the lead."}
    for position, child in ((0, "Milo"), (2, "Ben")):
        held |= worker.open(here, subject=child, only=(f"p{position}_",))
        said |= {
            f"p{position}_outcome": "family_help",
            f"p{position}_reason": f"{child} needs calm mornings.",
            f"p{position}_needs": f"{child} needs somebody to wake him.",
            f"p{position}_lead_kind": "school nurse",
            f"p{position}_lead_reason": "She knows both boys.",
        }
    worker.post(here, held | said)
    with read(place):
        return Episode.objects.get().family_id


def led_by_nurse(place: Area, family: UUID, walk: Walk | None = None) -> Worker:
    """Have the school nurse asked, accept, and be overseen. Returns her at her browser."""
    walk = walk or Walk()
    manager, nurse = Worker(walk, signed_in("team_manager", "dorset")), Worker(walk, signed_in("partner_lead", "dorset", **NURSE))
    who = Practitioner.objects.get(profession="school_nurse")
    base = f"/families/{family}/"
    manager.save(
        f"{base}allocate/", {"practitioner": str(who.pk), "family_preference": "Ana asked for her.", "risk_level": "low"}
    )
    with read(place):
        lead = Episode.objects.get().leads.get()
    nurse.post(f"{base}allocate/{lead.pk}/accept/", {})
    boss = Practitioner.objects.get(memberships__role="team_manager", memberships__area=place)
    manager.post(f"{base}allocate/overseer/", {"practitioner": str(boss.pk), "reason": "Close by"})
    return nurse


def test_the_lead_reads_what_was_said_and_never_the_front_doors_own_work(place: Area) -> None:
    receipt_family = decided(place, asked())
    nurse = led_by_nurse(place, receipt_family)
    base = f"/families/{receipt_family}/"
    page = words_of(nurse.client.get(f"{base}said/"))
    for words in SAID.values():
        assert words in page
    assert "Milo draws maps of everywhere." in page
    assert "Ada Reed, Designated safeguarding lead, Elm School" in page
    first = words_of(nurse.client.get(base))
    assert "“Milo has missed nineteen mornings since half-term and falls asleep by ten.”" in first
    assert "Read all that was said" in first
    with read(place):
        origin = Statement.objects.filter(about="worries").get().origin
    assert nurse.client.get(f"/front-door/{origin}/").status_code == 404, "matching and triage stay at the front door"


@pytest.mark.parametrize(
    ("kind", "sender"),
    [
        ("relative", {"name": "Pat Lowe", "role": "Grandmother", "telephone": "01632 960123", "may_be_named": "no"}),
        ("relative", {"name": "Pat Lowe", "role": "Grandmother", "telephone": "01632 960123"}),
        ("public", {"name": "Pat Lowe", "may_be_named": "not_asked"}),
    ],
)
def test_who_must_not_be_named_is_named_nowhere(place: Area, kind: str, sender: dict[str, str]) -> None:
    body = asked(kind=kind, sender=sender, worries="Milo is tired. This is Pat Lowe, 01632 960123, and Pat is worried.")
    family = decided(place, body)
    led_by_nurse(place, family)
    nurse = signed_in("partner_lead", "dorset", **NURSE)
    nurse.post(f"/families/{family}/assessment/")
    for page in ("", "said/", "assessment/"):
        text = words_of(nurse.get(f"/families/{family}/{page}"))
        assert "Lowe" not in text
        assert "960123" not in text
        assert "Grandmother" not in text
    with read(place):
        assert set(
            Statement.objects.filter(origin=Statement.objects.get(about="worries").origin).values_list("source", flat=True)
        ) == {"a person who is not named here"}
        assert not KnownFact.objects.filter(value__icontains="Lowe").exists()


def test_another_area_a_stranger_and_a_partner_without_a_grant_read_nothing(place: Area) -> None:
    family = decided(place, asked())
    for client in (
        signed_in("lead_practitioner", "lincolnshire"),
        signed_in("partner_lead", "dorset", profession="health_visitor", agency_kind="health"),
        signed_in("business_support", "dorset"),
        signed_in("hub_partner", "dorset", agency_kind="police"),
    ):
        assert client.get(f"/families/{family}/said/").status_code == 404


def test_a_conversation_after_the_decision_follows_and_reaches_an_assessment_that_is_open(place: Area) -> None:
    family = decided(place, asked())
    nurse = led_by_nurse(place, family)
    nurse.post(f"/families/{family}/assessment/", {})
    with read(place):
        origin = Statement.objects.filter(about="worries").get().origin
    moment = now() - timedelta(minutes=5)
    door = Worker(Walk(), signed_in("front_door", "dorset"))
    door.post(
        f"/front-door/conversations/new/?request={origin}",
        {
            "caller": "Mr Ash",
            "said": "Mr Ash saw Ben at the shop alone at seven.",
            "advice": "Ring again",
            "next_step": "The lead hears",
            "at_day": str(moment.day),
            "at_month": str(moment.month),
            "at_year": str(moment.year),
            "at_time": f"{moment:%H:%M}",
        },
    )
    with read(place):
        assert Conversation.objects.count() == 1
        fact = KnownFact.objects.get(label="A conversation")
        assert fact.value == "[not named] saw Ben at the shop alone at seven."
        assert fact.places == ["family_story"]
        assert fact.source == "Said by a caller, in a conversation at the front door"


def test_an_agreement_passed_on_by_the_school_is_not_said_to_be_asked_by_a_worker(place: Area) -> None:
    family = decided(place, asked())
    nurse = led_by_nurse(place, family)
    nurse.post(f"/families/{family}/assessment/", {})
    with read(place):
        sources = set(
            KnownFact.objects.filter(label__in=["Having a service", "Sharing information"]).values_list("source", flat=True)
        )
        assert sources == {"As reported when help was asked for"}


def test_what_is_typed_is_kept_when_a_statement_is_taken_and_one_that_is_left_is_offered_no_more(place: Area) -> None:
    family = decided(place, asked())
    nurse = led_by_nurse(place, family)
    base = f"/families/{family}/assessment/"
    nurse.post(base, {})
    with read(place):
        part = Assessment.objects.get().sections.get(domain="family_story")
    here = f"{base}part/{part.pk}/"
    page = nurse.read(here)
    take, leave = page.select("button[name=take]")[0]["value"], page.select("button[name=leave]")[1]["value"]
    nurse.post(here, {"words": "Typed and not saved.", "read_version": "1", "take": take})
    nurse.post(here, {"words": nurse.read(here).find(id="id_words").text.strip(), "read_version": "2", "leave": leave})
    left = {each["value"] for each in nurse.read(here).select("button[name=take]")}
    assert not left & {take, leave}
    with read(place):
        part.refresh_from_db()
        first = f"({SAID_BY}, "
        assert part.words.startswith("Typed and not saved.\n\n")
        assert first in part.words
    # What is behind the version that was read is refused as any save is, and nothing is settled.
    third = sorted(left)[0]
    answer = nurse.client.post(here, {"words": "Old", "read_version": "1", "take": third})
    assert answer.status_code == 200
    assert third in {each["value"] for each in nurse.read(here).select("button[name=take]")}


def test_what_the_hub_answered_is_not_carried_whatever_its_mark(place: Area) -> None:
    receipt = sent(place, asked())
    moment = now()
    with acting_as(service("evidence", area_id=place.id, purpose="test"), now=moment):
        request = Request.objects.get(pk=receipt.request_id)
        enquiry = HubEnquiry.objects.create(
            area_id=place.id,
            request=request,
            basis="agreement",
            basis_words="Ana agreed",
            parents_told=True,
            asked_at=moment,
            asked_by=practitioner_in("dorset", "front_door")[0],
        )
        for mark in HubAnswer.Mark.values:
            question = HubQuestion.objects.create(
                area_id=place.id, enquiry=enquiry, body=mark, body_name="Police", about="Ana", question="Known?", necessary="x",
                asked_at=moment,
            )  # fmt: skip
            HubAnswer.objects.create(
                area_id=place.id, question=question, held=True, words=f"HELD-BY-THE-POLICE {mark}", mark=mark, answered_at=moment,
                answered_by=enquiry.asked_by,
            )  # fmt: skip
    family = _decide(place, receipt.request_id, Walk())
    nurse = led_by_nurse(place, family)
    nurse.post(f"/families/{family}/assessment/", {})
    for page in ("", "said/", "assessment/"):
        assert "HELD-BY-THE-POLICE" not in words_of(nurse.client.get(f"/families/{family}/{page}"))
    with read(place):
        assert not Statement.objects.filter(words__contains="HELD-BY").exists()


def test_an_address_is_read_beside_a_persons_part_and_copied_into_nothing(place: Area) -> None:
    family = decided(place, asked())
    nurse = led_by_nurse(place, family)
    nurse.post(f"/families/{family}/assessment/", {})
    with read(place):
        milo = Assessment.objects.get().members.get(person__forename="Milo")
        assert not KnownFact.objects.filter(value__contains="Mill Lane").exists()
    assert "lives at: 3 Mill Lane, ZZ99 3AA" in words_of(nurse.client.get(f"/families/{family}/assessment/member/{milo.pk}/"))


SAID_BY = "Said by Ada Reed, Designated safeguarding lead, Elm School"


@pytest.mark.row(
    "A-28",
    at="What was said when help was asked for, of a family; and beside each part of its assessment",
    part="forms are filled beforehand from the request to the plan; nobody asks families about the four qualities",
)
def test_a_schools_request_becomes_an_assessment_and_a_plan_without_one_retyped_sentence(place: Area) -> None:
    walk = Walk()
    family = decided(place, asked(), walk)
    nurse = led_by_nurse(place, family, walk)
    manager = Worker(walk, signed_in("team_manager", "dorset"))
    base = f"/families/{family}/"
    nurse.post(f"{base}assessment/", {})
    with read(place):
        written = Assessment.objects.get()
        parts, members = list(written.sections.all()), list(written.members.select_related("person"))
    for part in parts:
        here = f"{base}assessment/part/{part.pk}/"
        if not nurse.take_all(here, subject=part.domain):
            nurse.save(here, {"words": f"New, about {part.domain}."}, subject=part.domain)
    for member in members:
        nurse.take_all(f"{base}assessment/member/{member.pk}/", subject=member.person.forename)
    nurse.take_all(f"{base}assessment/{written.pk}/analysis/", subject="the family")
    nurse.save(
        f"{base}assessment/{written.pk}/analysis/",
        {"analysis": "The boys carry the mornings.", "family_view": "Ana agrees.", "factors": ["7A"]},
    )
    today = london_date(now())
    day = {"day": str(today.day), "month": str(today.month), "year": str(today.year)}
    link = nurse.read(f"{base}assessment/").select_one("a[href*='?known=']")["href"]
    held = nurse.open(link, subject="Milo")
    assert held["words"] == SAID["child_views"]
    assert held["how"] == SAID_BY
    milo = next(each for each in members if each.person.forename == "Milo").person_id
    nurse.post(link, held | {"person": str(milo), "readers": "undecided"})
    ben = next(each for each in members if each.person.forename == "Ben").person_id
    words = f"{base}assessment/{written.pk}/words/"
    nurse.save(words, {"person": str(ben), "words": "I like maps too.", "how": "He drew it", "readers": "professionals",
                       "decided_by": "child", "own_copy": "no", **{f"said_on_{k}": v for k, v in day.items()}}, subject="Ben")  # fmt: skip
    for child, name in ((milo, "Milo"), (ben, "Ben")):
        nurse.save(
            f"{base}assessment/{written.pk}/seen/",
            {"person": str(child), "alone": "yes", **{f"seen_on_{k}": v for k, v in day.items()}},
            subject=name,
        )
    for link in [each["href"] for each in nurse.read(f"{base}assessment/").select("a[href*='need/?member=']")]:
        listed = nurse.open(link, subject=link)
        assert listed["words"] in {"Milo needs somebody to wake him.", "Ben needs somebody to wake him."}, (
            "as found, without who said it"
        )
        nurse.post(link, listed)
    nurse.post(f"{base}assessment/{written.pk}/submit/", {})
    manager.post(f"{base}assessment/{written.pk}/sign-off/", {"note": "Clear."})
    nurse.post(f"{base}plan/", {})
    nurse.save(f"{base}plan/proposal/", {"words": "Gran gets the boys up on Tuesdays.", "by": "Ana and Gran"})
    links = [each["href"] for each in nurse.read(f"{base}plan/").select("a[href*='?need=']")]
    by = today + timedelta(days=60)
    later = {"by_when_day": str(by.day), "by_when_month": str(by.month), "by_when_year": str(by.year)}
    assert len(links) == 2
    for number, link in enumerate(links):
        assert "needs somebody to wake him." in nurse.read(link).get_text()
        nurse.save(
            link,
            {"words": f"Up at seven, boy {number}.", "worded_by": "Ana", "outcome": "He is at school at nine.", **later},
            subject=f"goal {number}",
        )
    for number, link in enumerate([each["href"] for each in nurse.read(f"{base}plan/").select("a[href$='/action/']")]):
        nurse.save(
            link,
            {"words": "Get the boys up", "owner": "", "owner_words": "Gran", "owner_side": "network", "author_side": "family"},
            subject=f"goal {number}",
        )
    nurse.save(f"{base}plan/together/", {"contact": "Every Tuesday", **{f"next_review_on_{k}": v for k, v in _split(by).items()}})
    nurse.save(f"{base}plan/agree/", {"family_agreement": "Ana and both boys said yes."})
    with read(place):
        written.refresh_from_db()
        assert written.state == "authorised"
        text = "\n".join([*(p.words for p in written.sections.all()), *(m.strengths + m.needs for m in written.members.all())])
        text += written.what_needs_to_change + "\n".join(row.words for row in written.child_words.all())
        plan = Episode.objects.get().plans.get()
        assert plan.state == "agreed"
    missing = [about for about, words in SAID.items() if words not in text]
    assert not missing, "said by the school and not in the assessment"
    retyped = [typed for typed in walk.typed for said in SAID.values() if len(typed) > 12 and (typed in said or said in typed)]
    assert not retyped
    print(f"{'page':<28} {'asked':<34} {'fact':<34} {'of':<12} known already\n{walk.table()}")  # pytest -s shows it
    assert not walk.twice()


def _split(day: Any) -> dict[str, str]:
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def test_what_was_decided_before_this_was_built_is_carried_by_the_upgrade_where_the_sender_may_be_named(place: Area) -> None:
    decided(place, asked())
    said = "select family_id, origin, about, words, source, said_on from family_help_statement where origin in (select id from front_door_request) and person_id is null order by about"
    carry = import_module("kith.front_door.migrations.0005_carried_forward").CARRY
    with psycopg.connect(database.owner_url(connection.settings_dict["NAME"])) as owner:
        as_carried = owner.execute(said).fetchall()
        assert len(as_carried) == len(SAID)
        owner.execute("select set_config('pghistory.context_metadata', '{}', true)")
        owner.execute("delete from family_help_statement")
        owner.execute(carry)
        assert owner.execute(said).fetchall() == as_carried
        owner.execute(carry)
        assert owner.execute(said).fetchall() == as_carried, "a second time adds nothing"
        owner.execute("delete from family_help_statement")
        owner.execute("update front_door_request set kind = 'relative'")
        owner.execute(carry)
        assert owner.execute(said).fetchall() == []
        owner.rollback()
