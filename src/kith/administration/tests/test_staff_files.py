"""Files that bring in many lines at once by command: staff, and the rota. One bad line, and nothing is written."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kith.administration.changes import changes_in
from kith.administration.tests.commands import run, staffed
from kith.organisations.models import (
    Area,
    Capability,
    DutyTurn,
    Membership,
    Practitioner,
    User,
)

pytestmark = pytest.mark.django_db
HEADER = "email,name,agency,profession,registration,telephone,role,team,starts_on,ends_on,capability,evidence\n"


def file_of(folder: Path, *lines: str) -> Path:
    path = folder / "staff.csv"
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_staff_from_a_file_twice_changes_nothing(wolverhampton: Area, tmp_path: Path) -> None:
    run("team", "add", "North", "--kind", "family_help", "--area", "wolverhampton")
    path = file_of(
        tmp_path,
        "ana@example.org,Ana Reed,,Social worker,SW100001,01632 960111,Family Help Lead Practitioner,north,1/4/2026,,"
        'family_help_lead,"Passed in May, observed in June"',
        "ana@example.org,,,,,,duty_worker,North,2026-04-01,,,",
        "ben@example.org,Ben Ash,,family_worker,,,lead_practitioner,north,,,,",
    )
    before = User.objects.count()
    assert "Dry run, nothing written" in run("staff", "import", path, "--area", "wolverhampton", "--dry-run")
    assert User.objects.count() == before
    assert "2 new people, 3 new places, 0 changed and 0 unchanged" in run("staff", "import", path, "--area", "wolverhampton")
    counted = [m.objects.count() for m in (User, Practitioner, Membership, Capability)]
    changes = len(changes_in(wolverhampton.pk).rows)
    assert "0 new people, 0 new places, 0 changed and 3 unchanged" in run("staff", "import", path, "--area", "wolverhampton")
    assert [m.objects.count() for m in (User, Practitioner, Membership, Capability)] == counted
    assert len(changes_in(wolverhampton.pk).rows) == changes, "not even history has a line more"
    ana = Practitioner.objects.get(name="Ana Reed")
    assert ana.is_social_worker
    assert ana.capabilities.get().evidence == "Passed in May, observed in June"
    path = file_of(tmp_path, "ana@example.org,Ana Reed-Hall,,,,,duty_worker,,,2100-01-01,,")
    assert "0 new places, 1 changed" in run("staff", "import", path, "--area", "wolverhampton")
    assert Practitioner.objects.get(user__email="ana@example.org").name == "Ana Reed-Hall"


def test_one_bad_line_and_nothing_is_written(wolverhampton: Area, tmp_path: Path) -> None:
    path = file_of(
        tmp_path,
        "good@example.org,Gil Good,,,,,auditor,,,,,",
        "not-an-address,X,,,,,auditor,,,,,",
        "king@example.org,King,,,,,king,,,,,",
        "late@example.org,Late,,,,,auditor,,2026-04-31,,,",
        "none@example.org,,,,,,auditor,,,,,",
        "lost@example.org,Lost,,,,,auditor,nowhere,,,,",
        "back@example.org,Back,,,,,auditor,,2026-04-02,2026-04-01,,",
        "bare@example.org,Bare,,,,,lead_practitioner,,,,family_help_lead,",
        "far@example.org,Far,far-police,,,,auditor,,,,,",
    )
    said = StringIO()
    with pytest.raises(CommandError, match=r"8 problems in 9 lines\. Nothing was written"):
        call_command("staff", "import", str(path), area="wolverhampton", stdout=StringIO(), stderr=said)
    told = said.getvalue()
    for words in (
        "Line 3, email: “not-an-address” is not an email address",
        "Line 4, role: “king” is not known. Use one of: front_door",
        "Line 5, starts_on: “2026-04-31” is not a date",
        "Line 6, name: Enter a name",
        "Line 7, team: “nowhere” is not a team of Wolverhampton",
        "Line 8, ends_on: The last day cannot be before the first day",
        "Line 9, evidence: is empty",
        "Line 10, agency: “far-police” is not an agency of Wolverhampton",
    ):
        assert words in told, words
    assert not User.objects.filter(email="good@example.org").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"email,role,shoe_size\n", "“shoe_size” is not a column"),
        (b"name\nAna\n", "“email” is missing"),
        (b"email,role\n\xff\xfe\n", "not in UTF-8"),
        (b'email,role\n"a@example.org,auditor\n', "cannot be read as CSV"),
        (b"email,role\n" + b"x" * 1_000_001, "larger than"),
    ],
)
def test_a_file_that_is_none_says_so(wolverhampton: Area, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        run("staff", "import", path, "--area", "wolverhampton")


def test_the_rota_from_a_file_by_command_names_each_bad_line_and_writes_nothing(wolverhampton: Area, tmp_path: Path) -> None:
    staffed("wolverhampton")
    DutyTurn.objects.all().delete()
    path = tmp_path / "rota.csv"
    good = "email,team,starts_at,ends_at\nfd@example.org,MASH24,2027-04-01 09:00,2027-04-01T17:00\n"
    path.write_text(good + "fd@example.org,mash24,2027-04-02 09:00,2027-04-02 08:00\n")
    told = StringIO()
    with pytest.raises(CommandError, match=r"1 problems in 2 lines\. Nothing was written"):
        call_command("duty", "import", str(path), "--area", "wolverhampton", stdout=StringIO(), stderr=told)
    assert "Line 3, ends_at: A turn ends after it starts" in told.getvalue()
    assert not DutyTurn.objects.exists()
    path.write_text(good)
    assert "there would be: 1 new turns" in run("duty", "import", path, "--area", "wolverhampton", "--dry-run")
    assert "Written: 1 new turns and 0 unchanged lines" in run("duty", "import", path, "--area", "wolverhampton")
    assert "Written: 0 new turns and 1 unchanged lines" in run("duty", "import", path, "--area", "wolverhampton")
