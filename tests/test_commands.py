"""What every command and every job has in common: it lives in the demonstration's time, and what it echoes is harmless."""

import inspect
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command, get_commands, load_command_class
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django import app as jobs

from kith.kernel.terminal import harmless, on_one_line
from kith.kernel.time import london_date, pretend
from kith.organisations.commanding import RoomCommand
from kith.organisations.services import set_pretended_time
from tests.fixtures import Acting, live_area, publish_for_every_area

NIGHT = datetime(2026, 3, 8, 2, 10, tzinfo=UTC)
STEERS = "\x1b]0;owned\x07\x1b[2J\u202e\x9b31m"


@pytest.fixture
def night(db: None) -> Iterator[None]:
    """The four areas, in a demonstration whose time is a night long past. The process itself does not know it yet."""
    for slug in ("dorset", "lincolnshire", "wolverhampton", "thurrock"):
        live_area(slug)
    set_pretended_time(moment=NIGHT, real_now=datetime.now(UTC))
    yield
    pretend(timedelta())


def ours() -> list[tuple[str, Any]]:
    return [(name, load_command_class(app, name)) for name, app in sorted(get_commands().items()) if str(app).startswith("kith.")]


@pytest.mark.parametrize(("name", "command"), ours())
def test_each_command_is_one_of_a_room(name: str, command: Any) -> None:
    assert isinstance(command, RoomCommand), f"{name}: derive it from organisations.commanding.RoomCommand"


PEOPLE = "ref,forename,surname,date_of_birth,family_ref\n1,Ella,Marsh,2015-04-07,F1\n"
STAFF = "email,name,role\nnew@example.org,Asha Rahman,auditor\n"

WRITES: list[tuple[list[str], str, str, str]] = [
    (["user", "invite", "new@example.org", "--area", "dorset"], "", "organisations.Membership", "starts_on"),
    (
        ["staff", "add", "new@example.org", "--name", "Asha", "--role", "auditor", "--area", "dorset"],
        "",
        "organisations.Membership",
        "starts_on",
    ),
    (["staff", "import", "FILE", "--area", "dorset"], STAFF, "organisations.Membership", "starts_on"),
    (
        ["api-client", "create", "Police", "--agency", "dorset-childrens_services", "--area", "dorset"],
        "",
        "partner_api.Client",
        "created_at",
    ),
    (["people", "import", "FILE", "--apply", "--area", "dorset"], PEOPLE, "people.Imported", "imported_at"),
    (
        ["practice-model", "publish", "all", "--from", "2026-04-01", "--by", "Asha"],
        "",
        "practice_model.PracticeModelVersion",
        "published_at",
    ),
]


@pytest.mark.parametrize(("given_line", "content", "model", "field"), WRITES, ids=[" ".join(each[0][:2]) for each in WRITES])
def test_what_a_command_writes_lies_in_the_demonstration_s_time(
    night: None, acting: Acting, tmp_path: Path, given_line: list[str], content: str, model: str, field: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_text(content)
    with acting(role="administrator"):
        before = set(apps.get_model(model).objects.values_list("pk", flat=True))
    line = [str(file) if each == "FILE" else each for each in given_line]
    call_command(line[0].replace("-", "_"), *line[1:], stdout=StringIO(), stderr=StringIO())
    with acting(role="team_manager" if model.startswith("people.") else "administrator"):
        written = apps.get_model(model).objects.exclude(pk__in=before).values_list(field, flat=True)
        days = {london_date(each) if isinstance(each, datetime) else each for each in written}
    assert days == {NIGHT.date()}


def test_each_job_that_reads_the_time_follows_the_demonstration_s() -> None:
    read = 0
    for name, task in jobs.tasks.items():
        source = inspect.getsource(task.func) if task.func.__module__.startswith("kith.") else ""
        module = inspect.getsource(inspect.getmodule(task.func)) if source else ""  # type: ignore[arg-type]
        if "import now" in module or "upkeep." in source:
            read += 1
            assert "follow_pretended_time()" in source, name
    assert read >= 3


@given(st.text(st.characters()))
def test_no_text_steers_a_terminal(words: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", harmless(words))
    assert "\n" not in on_one_line(words)


class Narrow(StringIO):
    """A terminal that knows few letters."""

    encoding = "ascii"  # type: ignore[assignment]

    def write(self, text: str) -> int:
        return super().write(text.encode("ascii").decode())


FILES = [
    (["staff", "import", "FILE", "--area", "dorset"], f"email,name,role\nnew{STEERS}@example.org,Asha 陈,k{STEERS}ing\n"),
    (["duty", "import", "FILE", "--area", "dorset"], f"email,team,starts_at,ends_at\na@example.org,t{STEERS},陈{STEERS},no\n"),
    (["people", "import", "FILE", "--area", "dorset"], f"ref,forename,surname,date_of_birth\n1{STEERS},Ella,陈,{STEERS}\n"),
    (["people", "import", "FILE", "--area", "dorset"], f"ref,{STEERS}\n1,2\n"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("line", "content"), FILES)
@pytest.mark.parametrize("terminal", [StringIO, Narrow])
def test_what_a_file_says_steers_no_terminal(tmp_path: Path, line: list[str], content: str, terminal: type[StringIO]) -> None:
    publish_for_every_area()
    file = tmp_path / "file.csv"
    file.write_text(content, encoding="utf-8", newline="")
    shown = terminal()
    command = load_command_class(get_commands()[line[0]], line[0])
    with pytest.raises(CommandError) as refused:
        call_command(command, *[str(file) if each == "FILE" else each for each in line[1:]], stdout=shown, stderr=shown)
    command.stderr.write(str(refused.value))
    assert not set(shown.getvalue()) & set("\x1b\x07\u202e\x9b\r")
    assert "\\x1b" in shown.getvalue() or "characters that are not text" in shown.getvalue()


@pytest.mark.django_db
def test_what_a_practice_model_says_steers_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "dorset.toml").write_text('name = "\\u001b[2J"\n"\\u001b]0;x\\u0007" = 1\n')
    shown = StringIO()
    with pytest.raises(CommandError):
        call_command("practice_model", "check", "dorset", "--folder", str(tmp_path), stdout=shown, stderr=shown)
    assert not set(shown.getvalue()) & set("\x1b\x07")


@pytest.mark.django_db
@pytest.mark.parametrize("line", [each[0] for each in WRITES if "FILE" in each[0]])
def test_a_byte_order_mark_is_passed_over(acting: Acting, tmp_path: Path, line: list[str]) -> None:
    publish_for_every_area()
    with acting(role="administrator"):
        content = next(each[1] for each in WRITES if each[0] == line)
    file = tmp_path / "file.csv"
    file.write_bytes(b"\xef\xbb\xbf" + content.encode())
    call_command(line[0], *[str(file) if each == "FILE" else each for each in line[1:]], stdout=StringIO(), stderr=StringIO())


@pytest.mark.django_db
def test_a_practice_model_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    own = Path(__file__).parents[1] / "practice_models" / "dorset.toml"
    (tmp_path / "dorset.toml").write_bytes(b"\xef\xbb\xbf" + own.read_bytes())
    shown = StringIO()
    call_command("practice_model", "check", "dorset", "--folder", str(tmp_path), stdout=shown)
    assert "examples hold" in shown.getvalue()
