"""A real area made by commands alone: agencies, teams, staff, accreditation, rota, hub bodies, and taken live."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kith.administration.changes import changes_in
from kith.administration.queries import lacking
from kith.family_help.services.authority import accredited
from kith.kernel.time import LONDON
from kith.organisations.models import (
    Agency,
    Area,
    Capability,
    DutyTurn,
    HubBody,
    Membership,
    Practitioner,
    Team,
    User,
)
from kith.organisations.queries import on_duty, teams_of
from kith.organisations.services.areas import AlreadyLive, take_live
from kith.practice_model.reading import draft
from kith.practice_model.services import publish

pytestmark = pytest.mark.django_db

NUMBER = "01632 960999"


def run(*words: Any, **options: Any) -> str:
    said = StringIO()
    call_command(*[str(word) for word in words], stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


def model_text(area: str, *, number: str = NUMBER, cap: int | str = 12, hours: str = '"always"') -> str:
    """An area's shipped draft with what it must fill before it goes live."""
    text = draft(area)
    filled = f"""
[settings.out_of_hours_number]
value = "{number}"
status = "live"
rows = ["X-37"]
source = "Test"
binding = "local"

[settings.lead_child_protection_caseload]
value = {cap if isinstance(cap, int) else f'"{cap}"'}
status = "live"
rows = ["Q-22"]
source = "Test"
binding = "local"
"""
    # Wolverhampton's front door never closes; Dorset has not said when its own is staffed.
    return text.replace('hours = "unset"', f"hours = {hours}", 1) + filled if area == "dorset" else text + filled


@pytest.fixture
def wolverhampton() -> Area:
    run("area", "add", "wolverhampton", "--name", "Wolverhampton", "--la-code", "336")
    run("user", "invite", "pat@example.org", "--area", "wolverhampton", "--role", "administrator", "--name", "Pat Lead")
    area = Area.objects.get(slug="wolverhampton")
    at = datetime(2024, 1, 1, 12, tzinfo=UTC)
    publish(text=draft("national"), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    publish(text=model_text("wolverhampton"), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    return area


def staffed(area: str) -> None:
    """Give an area the people it cannot be without."""
    run("team", "add", "MASH24", "--kind", "front_door", "--slug", "mash24", "--telephone", "01632 960100", "--area", area)
    sw = ("--profession", "social_worker", "--registration", "SW123456", "--area", area)
    run("staff", "add", "fd@example.org", "--role", "front_door", "--name", "Fay Dee", "--team", "mash24", *sw)
    run("staff", "add", "tm@example.org", "--role", "team_manager", "--name", "Tim Em", *sw)
    run("staff", "add", "lp@example.org", "--role", "lead_practitioner", "--name", "Lea Pee", *sw)
    run("staff", "add", "cp@example.org", "--role", "lead_child_protection", "--name", "Cy Pea", *sw)
    run("staff", "accredit", "lp@example.org", "--area", area, "--evidence", "Programme passed in May")
    midnight = datetime.now(LONDON).replace(hour=0, minute=0)  # who has a place from today is on no rota of yesterday
    begins = max(datetime.now(UTC) - timedelta(hours=1), midnight).astimezone(UTC).strftime("%Y-%m-%dT%H:%M+00:00")
    ends = (datetime.now(UTC) + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M+00:00")
    run("duty", "add", "fd@example.org", "--team", "mash24", "--from", begins, "--until", ends, "--area", area)


def test_a_real_area_is_made_by_commands_and_taken_live_only_when_nothing_is_missing(wolverhampton: Area) -> None:
    with pytest.raises(CommandError, match="No registered social worker works at the front door"):
        run("area", "live", "wolverhampton", "--by", "pat@example.org")
    assert not Area.objects.get(slug="wolverhampton").is_live
    staffed("wolverhampton")
    assert lacking(wolverhampton, now=datetime.now(UTC)) == []
    with pytest.raises(CommandError, match="is not an administrator of Wolverhampton"):
        run("area", "live", "wolverhampton", "--by", "fd@example.org")
    assert "is live from" in run("area", "live", "wolverhampton", "--by", "pat@example.org")
    area = Area.objects.get(slug="wolverhampton")
    assert area.live_by == "Pat Lead"
    assert area.is_live
    with pytest.raises(CommandError, match="is live since"):
        run("area", "live", "wolverhampton", "--by", "pat@example.org")
    lead = Practitioner.objects.get(name="Lea Pee")
    assert accredited(lead, area.pk, datetime.now(UTC).date()), "a real Wolverhampton can appoint a lead"
    assert {each.name for each in on_duty(area.pk, datetime.now(UTC))} == {"Fay Dee"}


def test_the_day_an_area_went_live_is_the_day_in_london(wolverhampton: Area) -> None:
    just_after_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    take_live(area=wolverhampton, by="Pat Lead", now=just_after_midnight)
    assert "live since 1 July 2026" in run("area", "list")
    assert "is live since 1 July 2026, taken by Pat Lead" in run("area", "check", "wolverhampton")
    with pytest.raises(AlreadyLive, match="is live since 1 July 2026"):
        take_live(area=wolverhampton, by="Pat Lead", now=just_after_midnight)


@pytest.mark.row("Q-22", at="`kith area live`")
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"number": "unset"}, "telephone number for nights"),
        ({"cap": "unset"}, "most children that a lead child protection practitioner"),
    ],
)
def test_an_unset_night_number_or_cap_stops_going_live(changed: dict[str, str], words: str) -> None:
    run("area", "add", "wolverhampton", "--name", "Wolverhampton")
    run("user", "invite", "pat@example.org", "--area", "wolverhampton", "--role", "administrator", "--name", "Pat Lead")
    at = datetime(2024, 1, 1, 12, tzinfo=UTC)
    publish(text=draft("national"), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    publish(text=model_text("wolverhampton", **changed), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    staffed("wolverhampton")
    with pytest.raises(CommandError, match=words):
        run("area", "live", "wolverhampton", "--by", "pat@example.org")
    assert words in run("area", "check", "wolverhampton")


def test_an_area_without_a_model_or_people_says_everything_that_is_missing() -> None:
    run("area", "add", "rutland", "--name", "Rutland")
    said = run("area", "check", "rutland")
    for words in (
        "No practice model",
        "No administrator",
        "front door",
        "team manager",
        "out of hours",
        "may lead",
        "on the rota",
    ):
        assert words in said, words


def test_hub_bodies_of_a_real_area(wolverhampton: Area) -> None:
    run("agency", "add", "West Police", "--kind", "police", "--slug", "west-police", "--area", "wolverhampton")
    run("hub", "add", "police", "--agency", "west-police", "--area", "wolverhampton")
    body = HubBody.objects.get()
    assert (body.name, body.group) == ("Police", "Police"), "the model's own words"
    assert "no one answers in Kith yet" in run("hub", "list", "--area", "wolverhampton").splitlines()[0]
    with pytest.raises(CommandError, match="already has a body called police"):
        run("hub", "add", "police", "--agency", "west-police", "--area", "wolverhampton")
    with pytest.raises(CommandError, match="no agency called nobody"):
        run("hub", "add", "health", "--agency", "nobody", "--area", "wolverhampton")
    with pytest.raises(CommandError, match="still answers for the hub"):
        run("agency", "end", "west-police", "--area", "wolverhampton")
    run("hub", "end", "police", "--on", "2100-01-01", "--area", "wolverhampton")


def test_a_second_area_a_second_role_and_the_end_of_a_place(wolverhampton: Area) -> None:
    run("area", "add", "rutland", "--name", "Rutland")
    staffed("wolverhampton")
    run("staff", "add", "fd@example.org", "--role", "auditor", "--area", "rutland")
    who = Practitioner.objects.get(user__email="fd@example.org")
    assert {(m.area.slug, m.role) for m in who.memberships.all()} == {
        ("wolverhampton", "front_door"),
        ("rutland", "auditor"),
    }
    with pytest.raises(CommandError, match="is Auditor in Rutland already"):
        run("staff", "add", "fd@example.org", "--role", "auditor", "--area", "rutland")
    run("staff", "end", "fd@example.org", "--role", "auditor", "--area", "rutland", "--on", "2100-01-01")
    assert Membership.objects.get(role="auditor").ends_on == date(2100, 1, 1)
    with pytest.raises(CommandError, match="no place as auditor"):
        run("staff", "end", "fd@example.org", "--role", "auditor", "--area", "wolverhampton")


def test_who_changed_what_and_when_is_kept(wolverhampton: Area) -> None:
    run("team", "add", "North", "--kind", "family_help", "--area", "wolverhampton", "--by", "Ola Operator")
    run("team", "change", "north", "--telephone", "01632 960123", "--area", "wolverhampton", "--by", "Ola Operator")
    rows = [each for each in changes_in(wolverhampton.pk).rows if each.what.startswith("Team")]
    assert rows[0].what == "Team: changed"
    assert rows[0].values == ["Telephone: empty → 01632 960123"]
    assert "Ola Operator" in rows[0].who
    assert (rows[1].what, rows[1].about) == ("Team: added", "North")


def test_the_rota_repeats_on_weekdays_keeps_london_time_and_adds_nothing_twice(wolverhampton: Area) -> None:
    staffed("wolverhampton")
    DutyTurn.objects.all().delete()
    words = ("duty", "add", "fd@example.org", "--team", "mash24", "--area", "wolverhampton")
    span = ("--from", "2100-03-26T09:00", "--until", "2100-03-26T17:00", "--every", "weekday", "--to", "2100-03-31")
    assert "4 turns added" in run(*words, *span)
    assert "0 turns added" in run(*words, *span)
    starts = sorted(DutyTurn.objects.values_list("starts_at", flat=True))
    assert [each.hour for each in starts] == [9, 8, 8, 8], "the clocks went forward on Sunday 28 March 2100"
    with pytest.raises(CommandError, match="within seven days"):
        run(*words, "--from", "2100-03-26T09:00", "--until", "2100-03-25T09:00")
    with pytest.raises(CommandError, match="has no place in this area"):
        run("duty", "add", "pat@example.org", "--team", "mash24", "--area", "wolverhampton",
            "--from", "2001-01-01T09:00", "--until", "2001-01-01T10:00")  # fmt: skip
    run("duty", "end", DutyTurn.objects.first().pk, "--area", "wolverhampton")
    assert DutyTurn.objects.count() == 3


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


def test_agencies_are_joined_changed_and_ended(wolverhampton: Area) -> None:
    run("area", "add", "rutland", "--name", "Rutland")
    run("agency", "add", "West Police", "--kind", "police", "--slug", "west-police", "--area", "wolverhampton")
    with pytest.raises(CommandError, match="in another area: West Police"):
        run("agency", "add", "Police", "--kind", "police", "--slug", "west-police", "--area", "rutland")
    run("agency", "join", "west-police", "--area", "rutland")
    run("agency", "change", "west-police", "--name", "West Mercia", "--area", "rutland")
    run("agency", "end", "west-police", "--area", "wolverhampton")
    agency = Agency.objects.get(slug="west-police")
    assert [a.slug for a in agency.areas.all()] == ["rutland"]
    assert agency.name == "West Mercia"
    assert any(each.what == "Agency in the area: removed" for each in changes_in(wolverhampton.pk).rows)


def test_a_team_with_people_does_not_end(wolverhampton: Area) -> None:
    staffed("wolverhampton")
    with pytest.raises(CommandError, match="still has people after that day: Fay Dee"):
        run("team", "end", "mash24", "--area", "wolverhampton")
    assert Team.objects.get(slug="mash24").ends_on is None
    run("team", "add", "Short", "--kind", "other", "--area", "wolverhampton")
    run("team", "end", "short", "--on", "2026-01-01", "--area", "wolverhampton")
    assert [page.team.slug for page in teams_of(wolverhampton.pk, date(2026, 1, 2))] == ["mash24"]
    assert len(teams_of(wolverhampton.pk, date(2026, 1, 1))) == 2


def test_an_area_is_taken_back_by_command_with_a_reason_and_said_so(wolverhampton: Area) -> None:
    staffed("wolverhampton")
    take_live(area=wolverhampton, by="Pat Lead", now=datetime(2026, 3, 1, tzinfo=UTC))
    words = ("area", "not-live", "wolverhampton", "--by", "pat@example.org", "--reason", "Moves house")
    with pytest.raises(CommandError, match=r"Waiting for a decision now: 0.*Nothing was done"):
        run(*words)
    with pytest.raises(CommandError, match="is not an administrator of Wolverhampton"):
        run(*words[:4], "fd@example.org", *words[5:], "--yes")
    assert "is not live from" in run(*words, "--yes")
    wolverhampton.refresh_from_db()
    assert not wolverhampton.is_live
    assert wolverhampton.not_live_reason == "Moves house"
    with pytest.raises(CommandError, match="is not live"):
        run(*words, "--yes")
    changes = [each for each in changes_in(wolverhampton.pk) if each.what == "Area: changed"]
    assert "Reason for not being live: empty → Moves house" in changes[0].values
    take_live(area=wolverhampton, by="Pat Lead", now=datetime(2026, 3, 2, tzinfo=UTC))
    wolverhampton.refresh_from_db()
    assert wolverhampton.not_live_since is None


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
