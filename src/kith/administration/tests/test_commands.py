"""A real area made by commands alone: agencies, teams, staff, accreditation, rota, hub bodies, and taken live."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError

from kith.administration.changes import changes_in
from kith.administration.queries import lacking
from kith.administration.tests.commands import model_text, run, staffed
from kith.family_help.services.authority import accredited
from kith.organisations.models import (
    Agency,
    Area,
    DutyTurn,
    HubBody,
    Membership,
    Practitioner,
    Team,
)
from kith.organisations.queries import on_duty, teams_of
from kith.organisations.services.areas import AlreadyLive, take_live
from kith.practice_model.reading import draft
from kith.practice_model.services import publish

pytestmark = pytest.mark.django_db


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
    both = ("--discipline", "social_worker", "--discipline", "school_nurse")
    run("team", "change", "north", *both, "--area", "wolverhampton", "--by", "Ola Operator")
    rows = [each for each in changes_in(wolverhampton.pk).rows if each.what.startswith("Team")]
    assert rows[0].values == ["Expected disciplines: empty → Social worker, School nurse"]


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
