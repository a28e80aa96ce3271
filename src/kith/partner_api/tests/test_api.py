"""The partner API over real HTTP handling: receipts, replays, bad input, and what a sender may be told."""

import json
from typing import Any

import pytest
from django.test import Client as Browser

from kith.access.identity import Identity, acting_as, service
from kith.family_help.models import LeadAssignment
from kith.family_help.services import accept_lead, propose_lead
from kith.front_door.models import Notice, Request
from kith.front_door.services import ChildDecision, confirm_match, decide, look_for_family
from kith.front_door.tests.conftest import simple_body
from kith.kernel.time import now
from kith.organisations.models import Area, Team
from kith.partner_api.models import Client
from kith.partner_api.services import end_client
from kith.partner_api.tests.asking import REQUESTS, Send, read, stored, token_for
from tests.fixtures import practitioner_in


def test_a_receipt_at_once(area: Area, send: Send) -> None:
    answer = send(simple_body(reference="PPN/26/1"))
    assert answer.status_code == 201
    receipt = answer.json()
    assert receipt["reference"] == "PPN/26/1"
    assert receipt["receipt"].startswith("K")
    assert "999" in receipt["if_in_danger"]
    assert receipt["decide_by"]
    again = read(send.token, "PPN/26/1")
    assert again.status_code == 200
    assert again.json()["state"] == "received"
    assert read(send.token, receipt["receipt"]).json()["reference"] == "PPN/26/1"


def test_before_an_area_is_live_nothing_is_kept_and_the_sender_is_told_where_to_turn(area: Area, send: Send) -> None:
    Area.objects.filter(pk=area.pk).update(live_at=None, live_by="")
    Team.objects.create(area=area, slug="door", name="Front door", kind="front_door", telephone="01632 960100")
    answer = send(simple_body())
    assert answer.status_code == 503
    said = answer.json()
    assert said["type"] == "urn:kith:problem:area_not_live"
    assert "999" in said["detail"]
    assert "01632 960100" in said["detail"]
    assert answer["Retry-After"]
    assert stored(area) == 0
    Area.objects.filter(pk=area.pk).update(live_at=now(), live_by="Pat Lead")
    assert send(simple_body()).status_code == 201, "the very same request again"
    assert stored(area) == 1


def test_the_same_request_again_is_the_same_receipt_and_another_under_its_name_is_refused(area: Area, send: Send) -> None:
    first = send(simple_body(), **{"Idempotency-Key": "abc"})
    replay = send(simple_body(), **{"Idempotency-Key": "abc"})
    assert replay.json() == first.json()
    assert replay["Idempotent-Replayed"] == "true"
    without_key = send(simple_body())
    assert without_key.json()["receipt"] == first.json()["receipt"]
    other_key = send(simple_body(reference="R-2", worries="Something else"), **{"Idempotency-Key": "abc"})
    assert other_key.status_code == 409
    assert other_key.json()["type"] == "urn:kith:problem:idempotency_key_used"
    other_body = send(simple_body(worries="Something else"))
    assert other_body.status_code == 409
    assert "different content" in other_body.json()["detail"]
    assert stored(area) == 1


@pytest.mark.parametrize(
    ("raw", "status", "field"),
    [
        (b"{", 400, ""),
        (b"[]", 400, ""),
        (b"\xff\xfe", 400, ""),
        (b'{"reference": "a\x00b"}', 400, ""),
        (b'{"reference": "a", "reference": "b"}', 422, "reference"),
        (json.dumps(simple_body(unknown=1)).encode(), 422, "unknown"),
        (json.dumps(simple_body(kind="teacher")).encode(), 422, "kind"),
        (json.dumps(simple_body(worries="a\u0000b")).encode(), 422, "worries"),
        (json.dumps(simple_body(worries="\ud800")).encode(), 422, "worries"),
        (json.dumps(simple_body(received_at="2026-01-01T10:00:00")).encode(), 422, "received_at"),
        (json.dumps(simple_body(channel="nowhere")).encode(), 409, "channel"),
        (
            json.dumps(
                simple_body(people=[{"key": "c", "role": "child", "date_of_birth": "2026-02-30"}], relationships=[])
            ).encode(),
            422,
            "people[0].date_of_birth",
        ),
        (
            json.dumps(simple_body(people=[{"key": "m", "role": "parent"}], relationships=[])).encode(),
            409,
            "people",
        ),
        (b"[" * 100_000, 400, ""),
        (b'{"a": ' + b"9" * 6000 + b"}", 400, ""),
        (b" " * 10_000_000, 413, ""),
    ],
)
def test_bad_input_names_the_field_and_stores_nothing(raw: bytes, status: int, field: str, area: Area, send: Send) -> None:
    answer = send(None, raw=raw)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["errors"][0]["field"] == field
    assert stored(area) == 0


@pytest.mark.row("V-02", at="`POST /api/v1/requests-for-support`")
def test_a_way_in_that_is_not_in_use_yet_is_refused_with_those_that_are(area: Area, send: Send) -> None:
    answer = send(simple_body(channel="education_advice_line"))
    assert answer.status_code == 409, answer.content
    assert "is not a way into the front door of Dorset" in str(answer.json())
    assert "chad" in str(answer.json())
    assert stored(area) == 0
    assert send(simple_body(channel="family_help_hub")).status_code == 201


def test_a_byte_order_mark_is_passed_over_and_half_a_character_is_refused_in_words(area: Area, send: Send) -> None:
    assert send(None, raw=b"\xef\xbb\xbf" + json.dumps(simple_body()).encode()).status_code == 201
    for half in ('{"worries": "\\ud83d"}', '{"\\ud83d": 1}', '{"people": [{"key": "\\udc00"}]}', '{"\\ud83d": 1, "\\ud83d": 2}'):
        answer = send(None, raw=half.encode())
        assert answer.status_code == 422, answer.content
        for problem in answer.json()["errors"]:
            assert problem["field"]
            assert problem["problem"]
            assert problem["fix"]
    assert stored(area) == 1


def test_other_mistakes_have_clear_answers(area: Area, send: Send) -> None:
    assert send(simple_body(), content_type="text/plain").status_code == 415
    assert send(simple_body(), **{"Idempotency-Key": "a b"}).status_code == 400
    assert Browser().post(REQUESTS, "{}", content_type="application/json").status_code == 401
    wrong = Browser().get(f"{REQUESTS}/x", headers={"Authorization": "Bearer nothing"})
    assert wrong.status_code == 401
    assert wrong["WWW-Authenticate"].startswith("Bearer")
    assert Browser().delete(REQUESTS, headers={"Authorization": f"Bearer {send.token}"}).status_code == 405
    assert read(send.token, "never-sent").status_code == 404


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201, "schl\u00fcssel", "a\tb"])
def test_a_key_that_is_none_is_refused_and_nothing_is_stored(key: str, area: Area, send: Send) -> None:
    answer = send(simple_body(), **{"Idempotency-Key": key})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert problem["type"] == "urn:kith:problem:wrong_idempotency_key"
    assert problem["errors"][0]["field"] == "Idempotency-Key"
    assert "leave the header out" in problem["detail"]
    assert stored(area) == 0


def test_a_client_reads_only_its_own_and_a_stopped_client_nothing(area: Area, send: Send) -> None:
    send(simple_body())
    other = token_for("oak-school", area)
    assert read(other, "R-1").status_code == 404
    end_client(client=Client.objects.get(name="elm-school"), now=now())
    assert read(send.token, "R-1").status_code == 401


def test_next_day_the_school_hears_outcome_reason_and_lead_and_nothing_about_the_father(area: Area, send: Send) -> None:
    body = simple_body()
    body["people"].append({"key": "f", "role": "parent", "forename": "Rex", "surname": "Hart", "notes": "FATHERWORD"})
    receipt = send(body).json()
    moment = now()
    with acting_as(service("matching", area_id=area.id, purpose="test"), now=moment):
        request = Request.objects.get(number=receipt["receipt"])
        look_for_family(request_id=request.id, now=moment)
    worker, _ = practitioner_in("dorset", "front_door")
    lead, _ = practitioner_in("dorset", "lead_practitioner", name="Lena Marsh")
    lead.telephone = "01632 960123"
    lead.save()

    def as_(person: Any, role: str) -> Identity:
        return Identity(
            kind="practitioner",
            name=person.name,
            area_id=area.id,
            purpose="test",
            practitioner_id=person.id,
            agency_id=person.agency_id,
            roles=frozenset({role}),
        )

    with acting_as(as_(worker, "front_door"), now=moment):
        for person in request.people.all():
            confirm_match(request_person=person, person_id=None, now=moment)
        request = Request.objects.select_related("sender").get(pk=request.id)
        rows = decide(
            request=request,
            decisions=[
                ChildDecision(
                    key="c",
                    outcome="section_17",
                    reason="The FATHERWORD is a worry.",
                    strengths="s",
                    needs="n",
                    lead_kind="social worker",
                    lead_reason="r",
                )
            ],
            words_for_sender="We will find out with Milo and his mother what would help.",
            now=moment,
        )
        assignment = propose_lead(
            episode=rows[0].episode,
            practitioner=lead,
            reason_best_placed="Knows the school",
            family_preference="No preference",
            now=moment,
        )
    with acting_as(as_(lead, "lead_practitioner"), now=moment):
        accept_lead(assignment=LeadAssignment.objects.get(pk=assignment.pk), now=moment)
    told = read(send.token, "R-1").json()
    assert told["state"] == "decided"
    assert told["outcomes"][0]["outcome"] == "section_17"
    assert told["reason"] == "We will find out with Milo and his mother what would help."
    assert told["lead"] == {"name": "Lena Marsh", "telephone": "01632 960123"}
    assert "FATHERWORD" not in json.dumps(told)
    assert "Rex" not in json.dumps(told)


def test_the_description_is_openapi_and_names_every_error(area: Area) -> None:
    described = Browser().get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    post = described["paths"]["/api/v1/requests-for-support"]["post"]
    assert {"201", "400", "401", "409", "413", "415", "422", "429"} <= post["responses"].keys()
    assert "application/problem+json" in post["responses"]["422"]["content"]
    assert described["components"]["schemas"]["RequestBody"]["additionalProperties"] is False


def test_every_danger_that_one_system_sends_has_its_own_line_and_alert(area: Area, send: Send) -> None:
    # Given a partner's system that sends far beyond the pace of a public form, the same words among them
    answers = [send(simple_body(reference=f"R-{each}", immediate_danger=True)) for each in range(61)]
    # Then nothing is grouped: the sender is known, and limited by its calls alone
    assert {answer.status_code for answer in answers} == {201}
    with acting_as(service("evidence", area_id=area.id, purpose="test"), now=now()):
        assert Request.objects.filter(burst__isnull=True).count() == 61
        assert Notice.objects.filter(kind="danger").count() == 61
