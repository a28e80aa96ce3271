"""What a command refuses, by verb: the words, the rule in brackets, and that nothing is written; and what each area lacks by its draft."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError

from kith.administration.rules import ROTA, Missing, People, missing
from kith.administration.tests.commands import run
from kith.organisations.models import Area, Capability, DutyTurn, HubBody, Membership, Practitioner, Team
from kith.practice_model.reading import read_draft
from tests.fixtures import administering, practitioner_in, signs_in

AT = ("--area", "dorset")
TURN = ("duty", "add", "rosa@example.org", "--team", "north", *AT)


@pytest.fixture
def dorset(db: None) -> Area:
    """Dorset with a team, a lead practitioner and an administrator who sign in."""
    rosa, area = practitioner_in("dorset", "lead_practitioner", name="Rosa Lead")
    ada, _ = practitioner_in("dorset", "administrator", name="Ada Admin")
    signs_in(rosa, area, "rosa@example.org")
    signs_in(ada, area, "ada@example.org")
    with administering(area):
        Team.objects.create(area=area, slug="north", name="North", kind="front_door")
    return area


REFUSED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "area of no name": (("team", "list", "--area", "rutland"), "There is no area called rutland. Areas: dorset.", "organisations.no_such_area"),
    "area: short name": (("area", "add", "North Shire", "--name", "N"), "such as north-shire", "organisations.not_a_short_name"),
    "area: code": (("area", "add", "n", "--name", "N", "--la-code", "8x8"), "three figures", "organisations.not_a_dfe_code"),
    "area: there": (("area", "add", "dorset", "--name", "N"), "Choose another short name", "organisations.area_exists"),
    "live: whose": (("area", "live", "dorset", "--by", "nobody@example.org"), "Add them with kith staff add", "administration.not_there"),
    "live: not an administrator": (
        ("area", "live", "dorset", "--by", "rosa@example.org"), "Rosa Lead is not an administrator of Dorset today", "kernel.not_permitted",
    ),
    "live: already": (("area", "live", "dorset", "--by", "ada@example.org"), "is live since", "organisations.already_live"),
    "not live: said first": (
        ("area", "not-live", "dorset", "--by", "ada@example.org", "--reason", "Flood"), "To do it, add --yes", "administration.unconfirmed",
    ),
    "agency: joins": (("agency", "join", "nhs", *AT), "There is no agency called nhs", "organisations.no_such_agency"),
    "agency: changes": (("agency", "change", "nhs", "--name", "N", *AT), "Dorset has no agency called nhs. Agencies:", "administration.not_there"),
    "agency: ends with people": (("agency", "end", "dorset-childrens_services", *AT), "End their places first", "organisations.still_needed"),
    "team: there": (("team", "add", "North", "--kind", "hub", *AT), "already a team called north", "organisations.team_exists"),
    "team: which": (("team", "end", "south", *AT), "Dorset has no team called south. Teams: north.", "administration.not_there"),
    "staff: name": (("staff", "add", "new@example.org", "--role", "auditor", *AT), "Enter a name.", "organisations.words_missing"),
    "staff: address": (
        ("staff", "add", "new", "--role", "auditor", "--name", "N", *AT), "new is not an email address", "organisations.not_an_address",
    ),
    "staff: agency": (
        ("staff", "add", "new@example.org", "--role", "auditor", "--name", "N", "--agency", "nhs", *AT),
        "no agency called nhs", "administration.not_there",
    ),
    "staff: role held": (
        ("staff", "add", "rosa@example.org", "--role", "lead_practitioner", *AT), "in Dorset already", "organisations.role_held",
    ),
    "staff: dates": (
        ("staff", "add", "rosa@example.org", "--role", "auditor", "--from", "2100-01-02", "--until", "2100-01-01", *AT),
        "The last day cannot be before the first day, 2 January 2100", "organisations.ends_before_start",
    ),
    "staff: no such place": (
        ("staff", "end", "rosa@example.org", "--role", "auditor", *AT), "See kith staff list", "administration.not_there",
    ),
    "staff: last administrator": (
        ("staff", "end", "ada@example.org", "--role", "administrator", *AT), "Appoint another one first", "organisations.last_administrator",
    ),
    "staff: evidence": (("staff", "accredit", "rosa@example.org", *AT), "who saw what, and when", "organisations.words_missing"),
    "duty: no team": (
        ("duty", "add", "rosa@example.org", "--team", "south", "--from", "2100-01-01T09:00", "--until", "2100-01-01T17:00", *AT),
        "no team called south", "administration.not_there",
    ),
    "duty: backwards": ((*TURN, "--from", "2100-01-01T09:00", "--until", "2100-01-01T08:00"), "Check both times", "organisations.not_a_turn"),
    "duty: without end": (
        (*TURN, "--from", "2100-01-01T09:00", "--until", "2100-01-01T17:00", "--every", "day"), "Say until which day", "organisations.not_a_turn",
    ),
    "duty: no such turn": (
        ("duty", "end", "00000000-0000-0000-0000-000000000001", *AT), "The first column of kith duty list names them", "administration.not_there",
    ),
    "hub: agency": (("hub", "add", "police", "--agency", "nhs", *AT), "no agency called nhs", "administration.not_there"),
    "hub: no such body": (("hub", "end", "police", *AT), "See kith hub list --area dorset", "administration.not_there"),
    "user: known": (
        ("user", "invite", "rosa@example.org", "--area", "dorset", "--role", "auditor"), "Use kith staff add", "organisations.user_exists",
    ),
    "user: role": (("user", "invite", "n@example.org", "--area", "dorset", "--role", "boss"), "no role called boss", "organisations.unknown_role"),
    "user: unknown": (("user", "leave", "nobody@example.org"), "kith user list shows who does", "organisations.no_such_user"),
    "user: telephone": (("user", "telephone", "rosa@example.org", "ask Ada"), "Give it like 01632 960123", "organisations.not_a_telephone"),
    "user: another's address": (
        ("user", "email", "rosa@example.org", "ada@example.org"), "belongs to another user", "organisations.user_exists",
    ),
}  # fmt: skip


def written() -> list[int]:
    return [each.objects.count() for each in (Area, Team, Practitioner, Membership, Capability, DutyTurn, HubBody)]


@pytest.mark.parametrize("case", REFUSED)
def test_a_command_says_no_with_the_rule_and_writes_nothing(dorset: Area, case: str) -> None:
    words, said, rule = REFUSED[case]
    before = written()
    with pytest.raises(CommandError) as refused:
        run(*words)
    assert said in str(refused.value)
    assert str(refused.value).endswith(f"[{rule}]")
    assert written() == before


# ---- what an area lacks

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
ENOUGH = People(1, 1, 1, 1, 1, 1, 1)
ON_ROTA = [(NOW - timedelta(hours=1), NOW + ROTA)]
AREAS = ("dorset", "lincolnshire", "thurrock", "wolverhampton")
ALWAYS = "administration.night_number"
PATHFINDERS = {"dorset", "lincolnshire", "wolverhampton"}


def lacks(area: str, **changes: Any) -> list[str]:
    given = {"model": read_draft(area, on=date(2026, 3, 4)), "people": ENOUGH, "rota": ON_ROTA, "now": NOW} | changes
    return [each.rule.removeprefix("administration.") for each in missing(**given)]


@pytest.mark.parametrize("area", AREAS)
def test_a_draft_says_what_its_area_has_still_to_fill(area: str) -> None:
    found = lacks(area)
    assert "night_number" in found
    assert ("child_protection_caseload" in found) is (area in PATHFINDERS)
    assert set(found) <= {"night_number", "child_protection_caseload", "front_door_hours"}


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    ("who", "rule"),
    [
        ("administrators", "administrator"),
        ("front_door_social_workers", "front_door_social_worker"),
        ("managers", "manager"),
        ("out_of_hours_social_workers", "night_social_worker"),
        ("leads", "lead"),
        ("accredited_leads", "accredited_lead"),
        ("lead_child_protection", "child_protection_lead"),
    ],
)
def test_without_the_people_it_cannot_be_without_an_area_is_not_ready(area: str, who: str, rule: str) -> None:
    model = read_draft(area, on=date(2026, 3, 4))
    applies = {
        "accredited_lead": bool(model.setting("lead_accreditation")),
        "child_protection_lead": area in PATHFINDERS,
        # a front door that never closes has its own social workers at night
        "night_social_worker": area != "wolverhampton",
    }.get(rule, True)
    assert (rule in lacks(area, people=replace(ENOUGH, **{who: 0}))) is applies
    assert rule not in lacks(area)


@pytest.mark.parametrize(
    ("rota", "words"),
    [
        ([], "from 09:00 on 4 March to 09:00 on 5 March"),
        ([(NOW, NOW + timedelta(hours=8))], "from 17:00 on 4 March to 09:00 on 5 March"),
        ([(NOW + timedelta(hours=8), NOW + ROTA)], "from 09:00 on 4 March to 17:00 on 4 March"),
        ([(NOW, NOW + timedelta(hours=8)), (NOW + timedelta(hours=8), NOW + ROTA)], ""),
        ([(NOW - ROTA, NOW + 2 * ROTA)], ""),
        ([(NOW, NOW + ROTA - timedelta(seconds=1))], "from 08:59 on 5 March to 09:00 on 5 March"),
    ],
)
def test_a_stretch_with_no_one_on_the_rota_is_said_with_its_times(rota: list[tuple[datetime, datetime]], words: str) -> None:
    found = missing(model=read_draft("dorset", on=date(2026, 3, 4)), people=ENOUGH, rota=rota, now=NOW)
    said = [each.what for each in found if each.rule == "administration.someone_on_duty"]
    assert said == ([f"No one is on the rota of the front door or out of hours {words}."] if words else [])


def test_what_is_missing_says_what_to_do_about_it() -> None:
    found = missing(model=None, people=People(0, 0, 0, 0, 0, 0, 0), rota=[], now=NOW)
    assert [each.rule.removeprefix("administration.") for each in found] == [
        "model_in_force", "administrator", "front_door_social_worker", "manager", "night_social_worker", "lead", "someone_on_duty",
    ]  # fmt: skip
    assert all(isinstance(each, Missing) and each.what.endswith(".") and each.fix.rstrip(".") for each in found)
