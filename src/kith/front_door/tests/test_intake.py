"""``kith intake`` of what senders really send: no line takes another along, and nothing of a refused line does harm."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kith.front_door.body import LEFT_OUT, NotJson, Unnamed, read_json
from kith.front_door.management.commands.intake import SOME_REFUSED
from kith.front_door.models import Receipt, RefusedLine
from kith.front_door.tests.conftest import simple_body
from kith.organisations import clock
from kith.organisations.services import set_pretended_time
from tests.fixtures import Acting

Intake = Callable[..., tuple[list[dict[str, Any]], str]]
HALF = '"\\ud83d"'
"""Half a character as an escape: JSON that no text can hold."""


@pytest.fixture
def intake(models: None, tmp_path: Path) -> Intake:
    """Return ``intake(*lines, code=0)``: the answers and what the terminal was shown, having checked the exit code."""

    def take(*lines: bytes, code: int = 0) -> tuple[list[dict[str, Any]], str]:
        path, out, shown = tmp_path / "in.jsonl", tmp_path / "out", StringIO()
        path.write_bytes(b"\n".join(lines) + b"\n")
        exited = 0
        try:
            call_command("intake", str(path), "--area", "dorset", "--json", str(out), stdout=shown)
        except CommandError as error:
            exited = error.returncode
        assert exited == code
        return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()], shown.getvalue()

    return take


def line(**changed: Any) -> bytes:
    return json.dumps(simple_body(**changed), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "bad",
    [
        b'{"reference": "B-1", "worries": ' + HALF.encode() + b"}",
        b'{"reference": "B-1", ' + HALF.encode() + b': "no such field"}',
        b'{"reference": "B-1", ' + HALF.encode() + b": 1, " + HALF.encode() + b": 2}",
        b'{"reference": "B-1", "people": [{"key": ' + HALF.encode() + b', "role": ' + HALF.encode() + b"}]}",
        b'{"reference": "B-1", "kind": ' + HALF.encode() + b"}",
        b'{"reference": "B-1", "received_at": "0001-01-01T00:00:00+14:00", "worries": "x"}',
        b'{"reference": "B-1", "received_at": "9999-12-31T23:59:59-14:00", "worries": "x"}',
        b'{"reference": "B-1", "worries": "\xff"}',
        b'{"reference": "B-1", "worries": "\\u0000"}',
        b'{"reference": "B-1", ' + b"[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_read_is_refused_in_words_and_the_rest_goes_on(intake: Intake, acting: Acting, bad: bytes) -> None:
    answers, shown = intake(line(reference="G-1"), bad, line(reference="G-2"), code=SOME_REFUSED)
    assert [answer["reference"] for answer in answers] == ["G-1", "B-1", "G-2"]
    assert ["refusal" in answer for answer in answers] == [False, True, False]
    problem = answers[1]["refusal"]["problems"][0]
    assert problem["problem"]
    assert problem["fix"]
    assert "3 lines: 2 received, 1 refused" in shown
    with acting(role="front_door"):
        assert RefusedLine.objects.get().reference == "B-1"


def test_a_file_all_of_whose_lines_were_received_exits_with_0(intake: Intake) -> None:
    assert len(intake(line(reference="G-1"), b"", line(reference="G-2"))[0]) == 2


def test_where_no_answers_can_be_written_nothing_is_taken_in(models: None, tmp_path: Path, acting: Acting) -> None:
    (tmp_path / "in").write_bytes(line())
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("intake", str(tmp_path / "in"), "--area", "dorset", "--json", str(tmp_path), stdout=StringIO())
    with acting(role="front_door"):
        assert not Receipt.objects.exists()


def test_a_byte_order_mark_is_passed_over(intake: Intake) -> None:
    answers, _ = intake(b"\xef\xbb\xbf" + line(reference="G-1"), line(reference="G-2"))
    assert [each["reference"] for each in answers] == ["G-1", "G-2"]
    assert intake(b"\xef\xbb\xbf")[0] == []


@pytest.mark.parametrize("marks", [b"\xff\xfe", b"\xef\xbb\xbf\xef\xbb\xbf"])
def test_other_marks_are_refused_in_words(marks: bytes) -> None:
    with pytest.raises(NotJson):
        read_json(marks + b"{}")


ANONYMOUS = [
    {"sender": {"name": "Winifred Tasker", "telephone": "01632 960001"}},
    {"sender": {"name": "Winifred Tasker", "organisation": "Quayside Bakery", "email": "winnie@example.org"}},
    {"sender": {"nickname": "Winifred Tasker"}},
    {"sender": "Winifred Tasker"},
    {"sender": ["Winifred Tasker", "winnie@example.org"]},
    {"sender": {"name": {"first": "Winifred", "last": "Tasker"}}},
    {"sender": {"name": "Winifred \\ Tasker"}},
    {"sender": {"name": "Winifred Tasker"}, "worries": "I am Winifred Tasker. He hits her."},
    {"sender": {"name": "Winifred Tasker"}, "received_at": "Winifred Tasker"},
]


@pytest.mark.parametrize("said", ANONYMOUS)
@pytest.mark.parametrize("end", [0, 1, 2])
def test_a_refused_line_keeps_no_name_of_an_anonymous_sender(
    intake: Intake, acting: Acting, said: dict[str, Any], end: int
) -> None:
    whole = line(**{"reference": "A-1", "kind": "anonymous", "people": [], "worries": "He hits her.", **said})
    answers, shown = intake(whole[: len(whole) - end], code=SOME_REFUSED)
    with acting(role="front_door"):
        kept = RefusedLine.objects.get()
        assert "He hits her." in kept.text
        assert "01632 960001" in kept.text or "telephone" not in said["sender"]
        assert LEFT_OUT in kept.text
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename from pg_tables where tablename like '%%refusedline%%' or tablename like '%%refused_line%%'"
        )
        tables = [name for (name,) in cursor.fetchall()]
    assert len(tables) == 2
    told = [kept.text, json.dumps(kept.problems), json.dumps(answers, ensure_ascii=False), shown]
    with acting(role="auditor"), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select t::text from {table} t")
            told += [row for (row,) in cursor.fetchall()]
    for secret in ("Winifred", "Tasker", "winnie", "Quayside"):
        assert not [each for each in told if secret in each], secret


def test_a_line_whose_sender_gave_a_name_is_kept_as_it_came() -> None:
    text = '{"kind": "public", "sender": {"name": "Winifred Tasker"}, "worries": "an anonymous letter"'
    assert Unnamed(text).text == text


@given(st.text(alphabet='{}[]",:\\ ns', max_size=30), st.text(alphabet='{}[]",:\\ ns', max_size=30))
def test_no_text_stops_the_taking_out(before: str, after: str) -> None:
    kept = Unnamed(f'{before}"kind": "anonymous", "sender": {{"name": "Winifred Tasker"}}{after}').text
    assert "Winifred" not in kept or before.count('"') % 2


def test_what_a_line_says_cannot_steer_the_terminal(intake: Intake) -> None:
    steering = "\x1b]0;owned\x07\x1b[2J\u202e\n9: G-9 received"
    _, shown = intake(
        line(reference="B-1", kind=steering),
        json.dumps({"reference": "\x1b[31m\nB", "\x1b[2J": 1}).encode(),
        code=SOME_REFUSED,
    )
    assert not set(shown) & set("\x1b\x07\u202e\r")
    assert "\\x1b" in shown
    assert not [each for each in shown.splitlines() if each.startswith("9:")]


def test_a_refused_line_lies_in_the_demonstration_s_time(intake: Intake, acting: Acting) -> None:
    night = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
    set_pretended_time(moment=night, real_now=datetime.now(UTC))
    try:
        intake(b"{", line(reference="G-1"), code=SOME_REFUSED)
        with acting(role="front_door"):
            for at in (RefusedLine.objects.get().received_at, Receipt.objects.get().received_at):
                assert abs(at - night) < timedelta(minutes=5)
    finally:
        set_pretended_time(moment=None, real_now=datetime.now(UTC))
        clock.follow_pretended_time()
