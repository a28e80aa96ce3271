"""Receiving: the body, replays, channels, bulk files, and what could not be read."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.front_door import queries
from kith.front_door.body import (
    BodyContradicts,
    BodyRefused,
    BodyTooLarge,
    NotJson,
    check_body,
    read_body,
)
from kith.front_door.models import Danger, Notice, Receipt, RefusedLine, Request, RequestPerson, RequestSender
from kith.front_door.queries.queue import queue
from kith.front_door.refusals import BypassesTheQueue, ChannelNotOpen, ReferenceUsed
from kith.front_door.rules import referral_source, what_is_protected
from kith.front_door.services import deal_with_refused_line, raise_urgent, receive_request
from kith.front_door.tests.conftest import NOW, SAMPLES, body_of, sample_lines, simple_body
from kith.kernel.refusals import NotFound
from tests.fixtures import Acting


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unknown": 1}, "unknown"),
        ({"kind": "teacher"}, "kind"),
        ({"reference": "x" * 65}, "reference"),
        ({"reference": " "}, "reference"),
        ({"worries": ""}, "worries"),
        ({"worries": "a\x00b"}, "worries"),
        ({"immediate_danger": "yes"}, "immediate_danger"),
        ({"received_at": "2026-01-17T23:48:00"}, "received_at"),
        ({"received_at": "yesterday"}, "received_at"),
        ({"sender": {"may_be_named": "maybe"}}, "sender.may_be_named"),
        (
            {"people": [{"key": "c", "role": "child", "date_of_birth": "2023-02-29"}]},
            "people[0].date_of_birth",
        ),
        (
            {"people": [{"key": "c", "role": "child", "date_of_birth": "2023-13-01"}]},
            "people[0].date_of_birth",
        ),
        ({"people": [{"key": "c", "role": "child", "ethnicity": "XXXX"}]}, "people[0].ethnicity"),
        ({"people": [{"key": "c", "role": "child", "sex": "female"}]}, "people[0].sex"),
        ({"people": [{"key": "c", "role": "child", "age": -1}]}, "people[0].age"),
        ({"people": []}, "people"),
    ],
)
def test_a_field_that_is_not_well_formed_is_named_with_its_fix(change: dict[str, Any], field: str) -> None:
    given = {**simple_body(), "relationships": [], **change}
    with pytest.raises(BodyRefused) as refused:
        check_body(given, now=NOW)
    assert not isinstance(refused.value, BodyContradicts)
    problem = refused.value.problems[0]
    assert problem.field == field
    assert problem.problem
    assert problem.fix


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"people": [{"key": "m", "role": "parent"}]}, "people"),
        ({"people": [{"key": "c", "role": "child"}, {"key": "c", "role": "parent"}]}, "people[1].key"),
        ({"relationships": [{"from": "nobody", "to": "c", "kind": "mother"}]}, "relationships[0].from"),
        (
            {"people": [{"key": "c", "role": "child", "date_of_birth": "2027-01-01"}]},
            "people[0].date_of_birth",
        ),
        (
            {"people": [{"key": "c", "role": "unborn", "date_of_birth": "2026-01-01"}]},
            "people[0].date_of_birth",
        ),
        ({"received_at": "2027-01-17T23:48:00Z"}, "received_at"),
        ({"kind": "anonymous", "sender": {"name": "Ada"}}, "sender"),
    ],
)
def test_a_body_that_contradicts_itself_or_the_calendar_is_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BodyContradicts) as refused:
        check_body({**simple_body(), "relationships": [], **change}, now=NOW)
    assert refused.value.problems[0].field == field


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"{", NotJson),
        (b"null", NotJson),
        (b'{"a": NaN}', NotJson),
        (b"\xc3\x28", NotJson),
        (b'{"a": "\x00"}', NotJson),
        (b"[" * 200_000, NotJson),
        (b'{"a": 1, "a": 2}', BodyRefused),
        (b'{"people": [{"key": 1, "key": 2}]}', BodyRefused),
        (b" " * 1_048_577, BodyTooLarge),
    ],
)
def test_what_is_not_json_is_refused(raw: bytes, kind: type[BodyRefused]) -> None:
    with pytest.raises(kind):
        read_body(raw, now=NOW)


def test_every_sample_is_read() -> None:
    lines = [*sample_lines("dorset"), *sample_lines("lincolnshire")]
    assert len([check_body(line, now=NOW) for line in lines]) == 40


def test_a_schools_finer_ethnicity_code_is_kept_and_known_by_the_census_code() -> None:
    line = next(each for each in sample_lines("dorset") if each["reference"] == "DSL-WR-0093")
    child = check_body(line, now=NOW).people[0]
    assert (child.ethnicity, child.ethnicity_code) == ("WOTW", "WOTH")


def test_the_same_request_again_gives_the_first_receipt(acting: Acting, models: None) -> None:
    with acting(as_service="intake"):
        first = receive_request(body=body_of(simple_body()), door="bulk", received_at=NOW, now=NOW)
        again = receive_request(body=body_of(simple_body()), door="bulk", received_at=NOW, now=NOW)
        assert again.pk == first.pk
        with pytest.raises(ReferenceUsed):
            receive_request(body=body_of(simple_body(worries="Other")), door="bulk", received_at=NOW, now=NOW)
        other_sender = simple_body(sender={"name": "Somebody else", "organisation": "Oak School"})
        assert receive_request(body=body_of(other_sender), door="bulk", received_at=NOW, now=NOW).pk != first.pk


def test_a_channel_that_is_not_open_is_refused_with_those_that_are(acting: Acting, models: None) -> None:
    with acting(as_service="intake", area="dorset"), pytest.raises(ChannelNotOpen, match="chad"):
        receive_request(body=body_of(simple_body(channel="mash24")), door="bulk", received_at=NOW, now=NOW)
    with acting(as_service="intake", area="wolverhampton"):
        receipt = receive_request(body=body_of(simple_body()), door="bulk", received_at=NOW, now=NOW)
        assert receipt.channel == "mash24"
        with pytest.raises((ChannelNotOpen, BypassesTheQueue)):
            receive_request(
                body=body_of(simple_body(reference="R-2", channel="chad")),
                door="bulk",
                received_at=NOW,
                now=NOW,
            )


def test_danger_stands_on_top_and_duty_is_told_at_once(acting: Acting, models: None) -> None:
    with acting(as_service="intake"):
        receive_request(body=body_of(simple_body(immediate_danger=True)), door="bulk", received_at=NOW, now=NOW)
    with acting(role="out_of_hours") as identity:
        assert Notice.objects.get().kind == Notice.Kind.DANGER
        assert queue(identity.area_id, now=NOW).counts == {Danger.SAID: 1}
    with acting(role="front_door"):
        quiet = receive_request(body=body_of(simple_body(reference="R-2")), door="web", received_at=NOW, now=NOW)
        raise_urgent(request=Request.objects.get(pk=quiet.request_id), words="He has a knife", now=NOW)
        assert Request.objects.get(pk=quiet.request_id).urgent


def test_receiving_takes_a_fixed_number_of_queries(acting: Acting, models: None) -> None:
    counts = []
    for line in (
        simple_body(reference="first"),
        simple_body(),
        next(each for each in sample_lines("dorset") if each["reference"] == "REF-0617-A"),
    ):
        with (
            acting(as_service="intake"),
            CaptureQueriesContext(
                connection,
            ) as seen,
        ):
            receive_request(body=body_of({**line, "channel": ""}), door="bulk", received_at=NOW, now=NOW)
        counts.append(len(seen))
    assert counts[1] == counts[2]
    assert counts[1] <= 12


def test_a_client_reads_its_receipt_and_nothing_else(acting: Acting, models: None) -> None:
    from kith.access.identity import Identity, acting_as  # noqa: PLC0415
    from kith.kernel.ids import uuid7  # noqa: PLC0415
    from kith.organisations.models import Area  # noqa: PLC0415

    area = Area.objects.get(slug="dorset")
    client = Identity(kind="client", name="school", area_id=area.id, purpose="test", client_id=uuid7())
    with acting_as(client, now=NOW):
        receive_request(body=body_of(simple_body()), door="api", received_at=NOW, now=NOW)
        assert Receipt.objects.count() == 1
        assert not Request.objects.exists()
        assert not RequestPerson.objects.exists()
        assert not RequestSender.objects.exists()
    other = Identity(kind="client", name="other", area_id=area.id, purpose="test", client_id=uuid7())
    with acting_as(other, now=NOW):
        assert not Receipt.objects.exists()


def test_another_area_sees_nothing(receive: Callable[..., Request], acting: Acting) -> None:
    request = receive(simple_body())
    with acting(role="front_door", area="lincolnshire"):
        assert not Request.objects.exists()
        assert not Receipt.objects.exists()
        with pytest.raises(NotFound):
            queries.request_page(request.id, now=NOW)


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: bytes) -> Path:
        path = tmp_path / "in.jsonl"
        path.write_bytes(b"\n".join(lines) + b"\n")
        return path

    return write


def intake(path: Path, area: str, out: Path, said: StringIO | None = None, *, refused: bool = False) -> list[dict[str, Any]]:
    with pytest.raises(CommandError) if refused else nullcontext():
        call_command("intake", str(path), "--area", area, "--json", str(out), stdout=said or StringIO())
    return [json.loads(line) for line in out.read_text().splitlines()]


def test_a_file_gets_one_answer_a_line_and_a_second_run_changes_nothing(models: None, acting: Acting, tmp_path: Path) -> None:
    answers = intake(SAMPLES / "dorset.jsonl", "dorset", tmp_path / "out")
    assert len(answers) == 20
    assert all(answer["receipt"] for answer in answers)
    again = intake(SAMPLES / "dorset.jsonl", "dorset", tmp_path / "out")
    assert [each["receipt"] for each in again] == [each["receipt"] for each in answers]
    assert all(each["received_before"] for each in again)
    with acting(role="front_door"):
        assert Request.objects.count() == 20
        ppn = Request.objects.get(reference="PPN/26/001847")
        assert ppn.received_at.isoformat().startswith("2026-01-17T23:48")


def test_a_refused_line_is_kept_for_the_duty_worker_because_it_may_carry_danger(
    models: None, acting: Acting, file: Callable[..., Path], tmp_path: Path
) -> None:
    broken = b'{"reference": "B-1", "worries": "He strangled her tonight", '
    big = b'{"reference": "B-2", "worries": "' + b"x" * 1_100_000 + b'"}'
    nul = json.dumps(simple_body(reference="B-3", worries="a\u0000b")).encode()
    good = json.dumps(simple_body(reference="G-1")).encode()
    path = file(broken, big, b"", nul, good)
    said = StringIO()
    answers = intake(path, "dorset", tmp_path / "out", said, refused=True)
    assert [answer["reference"] for answer in answers] == ["B-1", "B-2", "B-3", "G-1"]
    rules = [answer.get("refusal", {}).get("rule") for answer in answers]
    assert rules == ["front_door.not_json", "front_door.body_too_large", "front_door.body_refused", None]
    assert [line.endswith(f"[{rule}]") for line, rule in zip(said.getvalue().splitlines(), rules[:3], strict=False)] == [True] * 3
    intake(path, "dorset", tmp_path / "out", refused=True)
    with acting(role="front_door") as identity:
        kept = {line.reference: line for line in RefusedLine.objects.all()}
        assert len(kept) == 3
        assert kept["B-1"].may_be_urgent
        assert "strangled" in kept["B-1"].text
        shown = queue(identity.area_id, now=NOW + timedelta(days=1))
        assert shown.unreadable.rows[0].reference == "B-1"
        deal_with_refused_line(line=kept["B-1"], words="Rang the police.", now=NOW)
        assert len(queue(identity.area_id, now=NOW).unreadable) == 2


@pytest.mark.parametrize(
    ("kind", "role", "organisation", "code"),
    [
        ("relative", "Grandmother", "", "1A"),
        ("public", "Neighbour", "", "1B"),
        ("child", "myself", "", "1C"),
        ("anonymous", "", "", "9"),
        ("professional", "PVP desk", "Police public protection unit", "6"),
        ("professional", "DSL", "Northgate School", "2A"),
        ("professional", "Health visitor", "0-19 service", "3B"),
        ("professional", "GP", "Harbour Street Surgery", "3A"),
        ("professional", "Housing officer", "District housing", "4"),
        ("professional", "Probation practitioner", "Probation delivery unit", "7"),
        ("professional", "Community midwife", "Maternity service, south team", "3D"),
        ("professional", "Watch manager", "Fire and rescue", "8"),
    ],
)
def test_the_census_code_of_who_asks(kind: str, role: str, organisation: str, code: str) -> None:
    assert referral_source(kind, role=role, organisation=organisation) == code


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("refuge address, PO Box and postcode", ["address"]),
        ("Lexi's new school", ["school"]),
        ("telephone 07700 900155", ["telephone"]),
        ("the pregnancy", ["pregnancy"]),
        ("address 3 Tern Court, and the sister's name", ["address"]),
        ("conviction and conditions", ["address"]),
    ],
)
def test_what_a_sender_asks_to_protect(words: str, kinds: list[str]) -> None:
    assert what_is_protected(words) == kinds
