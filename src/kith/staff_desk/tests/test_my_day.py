"""My day: danger stands on the day of everyone whom it concerns, by role and by turn; nothing is left out;
families nobody leads are there."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.identity import acting_as, current_identity, service
from kith.access.sight import PARTS_BY_ROLE, Part
from kith.family_help.services import ChildBasis, open_episode, raise_danger
from kith.front_door.body import check_body
from kith.front_door.models import Notice, RefusedLine
from kith.front_door.services import receive_request
from kith.front_door.tests.conftest import simple_body
from kith.organisations.models import Area, DutyTurn, Team
from kith.people.models import Family, FamilyMember, Person
from kith.practice_model.services import publish_drafts
from kith.staff_desk.models import Draft
from kith.staff_desk.my_day import ON_ALERT, day_of
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import practitioner_in

NIGHT = datetime(2026, 3, 8, 2, 0, tzinfo=UTC)
"""Two in the morning of a Sunday."""

Acting = Callable[..., Any]


@pytest.fixture
def place(db: None) -> Area:
    practitioner_in("dorset", "front_door")
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=datetime(2024, 1, 1, tzinfo=UTC))
    return Area.objects.get(slug="dorset")


def family_of(area: Area, name: str = "Reed") -> tuple[Family, Person]:
    family = Family.objects.create(area=area, name=name, recorded_at=NIGHT)
    child = Person.objects.create(
        area=area, forename="Ada", surname=name, date_of_birth=date(2016, 5, 4), recorded_at=NIGHT, in_family=True
    )
    FamilyMember.objects.create(area=area, family=family, person=child, role="child", starts_on=date(2026, 1, 1))
    return family, child


def in_danger(area: Area, acting: Acting, what: str) -> str:
    """Have danger wait in one of the ways in which it may, and return words by which it is known on a page."""
    if what == "alert on a family":
        with acting("lead_practitioner", now=NIGHT, name="Who raised it"):
            family, _ = family_of(area)
            raise_danger(family=family, words="He has a knife", now=NIGHT)
        return "He has a knife"
    if what == "line that cannot be read":
        with acting(as_service="intake", now=NIGHT) as identity:
            RefusedLine.objects.create(
                area_id=identity.area_id, line=1, text="x", text_hash="h", may_be_urgent=True, received_at=NIGHT
            )
        return "1 line of a file that may be urgent"
    said = {"said": True, "words": None, "not sure": "not_sure"}[what]
    worries = "He hit her and she is bleeding, come now" if what == "words" else "She is tired."
    with acting(as_service="intake", now=NIGHT):
        body = check_body(simple_body(immediate_danger=said, worries=worries), now=NIGHT)
        receive_request(body=body, door="bulk", received_at=NIGHT, now=NIGHT)
    return {
        "said": "someone may be being hurt now",
        "words": "Raised by words: “He hit her and she is bleeding … come now”",
        "not sure": "is not sure",
    }[what]


DANGERS = ["alert on a family", "said", "words", "not sure", "line that cannot be read"]


@pytest.mark.parametrize("what", DANGERS)
def test_danger_at_night_stands_on_the_day_of_every_role_it_concerns(place: Area, acting: Acting, what: str) -> None:
    words = in_danger(place, acting, what)
    for role, parts in PARTS_BY_ROLE.items():
        concerned = role in ON_ALERT if what == "alert on a family" else Part.FRONT_DOOR in parts
        with acting(str(role), now=NIGHT, name=f"Only {role}") as identity:
            day = day_of(identity, now=NIGHT)
        rows = [row for part in day.parts for row in part.page]
        told = [notice.words for notice in day.alerts]
        seen = any(words in f"{row['title']} {row['why']}" for row in rows)
        if what == "said" and role == "lead_child_protection":
            # They see no request; the notice to whoever is on duty is theirs too.
            assert any("someone may be being hurt now" in each for each in told), role
            continue
        assert seen == concerned, (role, what, rows)
        assert bool(day.quiet) == (not rows and not told), role
        if concerned:
            assert rows[0]["state"] == "overdue", role


def test_who_is_on_duty_now_sees_danger_whatever_their_role(place: Area, acting: Acting) -> None:
    words = in_danger(place, acting, "alert on a family")
    with acting("family_group_coordinator", now=NIGHT):
        pass
    person, _ = practitioner_in("dorset", "lead_practitioner", name="On Duty")
    team = Team.objects.create(area=place, slug="t", name="Team", kind="family_help")
    for at, expected in ((NIGHT - timedelta(days=1), False), (NIGHT, True)):
        DutyTurn.objects.all().delete()
        DutyTurn.objects.create(
            area=place, team=team, practitioner=person, starts_at=at - timedelta(hours=1), ends_at=at + timedelta(hours=8)
        )
        with acting("lead_practitioner", now=NIGHT, name="On Duty") as identity:
            day = day_of(identity, now=NIGHT)
        assert any(words in row["why"] for part in day.parts for row in part.page) == expected


def test_danger_in_ones_own_family_stands_on_the_leads_day(place: Area, acting: Acting) -> None:
    from kith.family_help.models import LeadAssignment  # noqa: PLC0415

    lead, _ = practitioner_in("dorset", "lead_practitioner", name="The Lead")
    with acting("team_manager", now=NIGHT):
        family, child = family_of(place)
        episode = open_episode(
            family=family, children=[ChildBasis(child.pk, "by_agreement", agreed=True)], tier="family_help", origin="o",
            referral_date=NIGHT.date(), threshold_version="t", reason="r", now=NIGHT,
        )  # fmt: skip
        LeadAssignment.objects.create(
            area=place, family=family, episode=episode, state="accepted", best_placed_reason="b", family_preference="f",
            practitioner=lead, rule="r", model_version="m", proposed_at=NIGHT, starts_on=NIGHT.date(),
        )  # fmt: skip
        raise_danger(family=family, words="He has a knife", now=NIGHT)
    with acting("lead_practitioner", now=NIGHT, name="The Lead") as identity:
        assert day_of(identity, now=NIGHT).parts[0].title == "A child may be in danger now"
    with acting("lead_practitioner", now=NIGHT, name="Another") as identity:
        assert not day_of(identity, now=NIGHT).parts


def test_a_family_nobody_leads_stands_on_the_day_of_front_door_duty_and_managers(place: Area, acting: Acting) -> None:
    with acting("team_manager", now=NIGHT):
        for name, basis in (("Quiet", "by_agreement"), ("Needs", "section_17")):
            family, child = family_of(place, name)
            open_episode(
                family=family, children=[ChildBasis(child.pk, basis, agreed=True)], tier="family_help", origin="o",
                referral_date=NIGHT.date() - timedelta(days=2), threshold_version="t", reason="r", now=NIGHT,
            )  # fmt: skip
    later = NIGHT + timedelta(days=5)
    for role in PARTS_BY_ROLE:
        with acting(str(role), now=later, name=f"Only {role}") as identity:
            parts = {part.title: part.page.rows for part in day_of(identity, now=later).parts}
        listed = parts.get("Families without a lead", [])
        if role in ON_ALERT:
            assert [row["title"] for row in listed] == ["Needs", "Quiet"], role
            assert "5 days without a lead" in listed[0]["why"]
            # 45 working days after Friday 6 March 2026.
            assert "Assessment due Wed 13 May" in listed[0]["why"], listed[0]["why"]
        else:
            assert not listed, role


def test_every_list_of_the_day_goes_on_to_its_end(place: Area, acting: Acting) -> None:
    with acting("front_door", now=NIGHT) as identity:
        Notice.objects.bulk_create(
            [
                Notice(
                    area=place,
                    kind="danger" if each >= 60 else "news",
                    practitioner_id=identity.practitioner_id,
                    words=f"n{each}",
                    at=NIGHT,
                )
                for each in range(65)
            ]
        )  # fmt: skip
        Draft.objects.bulk_create(
            [
                Draft(
                    area=place,
                    practitioner_id=identity.practitioner_id,
                    page=f"/{each}/",
                    title="t",
                    autosave_url="/",
                    fields={},
                    saved_at=NIGHT,
                )
                for each in range(65)
            ]
        )  # fmt: skip

        def whole(name: str) -> list[Any]:
            rows, place_now = [], ""
            while True:
                page = getattr(day_of(current_identity(), now=NIGHT, places={name: place_now}), name)
                rows += page.rows
                assert str(page.count) == "65" or page.count.number <= 65
                if not page.next:
                    return rows
                place_now = page.next

        assert len({row.pk for row in whole("alerts")}) == 65
        assert [row.kind for row in whole("alerts")[:6]] == ["danger"] * 5 + ["news"]
        assert len({row.pk for row in whole("drafts")}) == 65


def test_the_day_asks_as_many_queries_for_much_as_for_little(place: Area, acting: Acting) -> None:
    def cost(role: str) -> int:
        with acting(role, now=NIGHT) as identity, CaptureQueriesContext(connection) as asked:
            day_of(identity, now=NIGHT)
        return len(asked)

    def fill(number: int) -> None:
        with acting("team_manager", now=NIGHT):
            for each in range(number):
                family, child = family_of(place, f"F{number}{each}")
                open_episode(
                    family=family, children=[ChildBasis(child.pk, "section_17", agreed=True)], tier="family_help", origin="o",
                    referral_date=NIGHT.date(), threshold_version="t", reason="r", now=NIGHT,
                )  # fmt: skip
                raise_danger(family=family, words="w", now=NIGHT)
        with acting(as_service="intake", now=NIGHT):
            for each in range(number):
                body = check_body(simple_body(reference=f"{number}-{each}", immediate_danger=True), now=NIGHT)
                receive_request(body=body, door="bulk", received_at=NIGHT, now=NIGHT)

    fill(1)
    roles = ("out_of_hours", "front_door", "team_manager", "lead_practitioner")
    for role in roles:
        cost(role)
    few = {role: cost(role) for role in roles}
    fill(6)
    assert {role: cost(role) for role in roles} == few
    assert max(few.values()) <= 40, few


def test_the_pages_of_the_day_and_the_queue_turn_without_scripts(clone: str) -> None:
    practitioner_in("dorset", "front_door")
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=datetime(2024, 1, 1, tzinfo=UTC))
    area = Area.objects.get(slug="dorset")
    with acting_as(service("intake", area_id=area.pk, purpose="test"), now=NIGHT):
        for each in range(55):
            body = check_body(simple_body(reference=f"R-{each}", immediate_danger=True), now=NIGHT)
            receive_request(body=body, door="bulk", received_at=NIGHT, now=NIGHT)
    browser = signed_in("out_of_hours")
    for start, count in (("/", 55), ("/front-door/", 55)):
        links, seen = [start], set()
        while links:
            soup = BeautifulSoup(browser.get(links.pop()).content, "html.parser")
            seen |= {a["href"] for a in soup.select("h3 a, h4 a") if a["href"].startswith("/front-door/0")}
            following = [a["href"] for a in soup.select("a[rel=next]") if a["href"].startswith("?requests=")]
            links += [start + href.split("#")[0] for href in following]
        assert len(seen) == count, start
