"""Areas, invitations, the demonstration's people, duty, teams and the pretended time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from kith.access.sight import PARTS_BY_ROLE
from kith.administration.demonstration import establish_demonstration_areas
from kith.kernel import time as kernel_time
from kith.organisations import clock, queries, services
from kith.organisations.models import (
    Agency,
    Area,
    DemonstrationClock,
    DutyTurn,
    Membership,
    Practitioner,
    Role,
    Team,
    User,
)
from tests.fixtures import NOON


@pytest.fixture
def demonstration(db: None) -> list[Area]:
    return establish_demonstration_areas(NOON)


@pytest.fixture(autouse=True)
def _real_time_afterwards() -> Iterator[None]:
    yield
    kernel_time.pretend(timedelta())


@pytest.mark.django_db
def test_each_area_has_one_persona_for_each_of_seventeen_roles(demonstration: list[Area]) -> None:
    assert {area.slug: area.la_code for area in demonstration} == {
        "dorset": "838",
        "lincolnshire": "925",
        "wolverhampton": "336",
        "thurrock": "883",
    }
    found = queries.personas()
    assert len(found) == 17 * 4
    for area in demonstration:
        assert {p.role for p in found if p.area == area} == set(Role.values) == {str(role) for role in PARTS_BY_ROLE}


@pytest.mark.django_db
def test_establishing_the_demonstration_again_changes_nothing(demonstration: list[Area]) -> None:
    def counts() -> list[int]:
        return [m.objects.count() for m in (Area, Agency, Team, User, Practitioner, Membership, DutyTurn)]

    before = counts()
    establish_demonstration_areas(NOON)
    assert counts() == before


@pytest.mark.django_db
def test_nobody_in_the_demonstration_has_a_password_or_a_real_contact(demonstration: list[Area]) -> None:
    assert not [user for user in User.objects.all() if user.has_usable_password()]
    assert not User.objects.exclude(email__endswith="@example.org")
    assert all(p.telephone.startswith("01632 960") and len(p.telephone) == 12 for p in Practitioner.objects.exclude(user=None))


@pytest.mark.django_db
def test_wolverhampton_has_eight_hubs_and_the_eleven_bodies_of_its_hub(demonstration: list[Area]) -> None:
    area = next(a for a in demonstration if a.slug == "wolverhampton")
    assert Team.objects.filter(area=area, kind=Team.Kind.HUB).count() == 8
    assert area.agencies.filter(kind=Agency.Kind.HEALTH).count() == 3
    assert area.agencies.exclude(slug__in=["wolverhampton-foundry-school", "wolverhampton-locksmith-families"]).count() == 11


@pytest.mark.django_db
def test_outside_the_demonstration_made_up_areas_are_refused(db: None) -> None:
    with override_settings(DEMONSTRATION=False), pytest.raises(services.NotInDemonstration):
        establish_demonstration_areas(NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "on_duty"),
    [
        (datetime(2026, 3, 4, 12, 0, tzinfo=UTC), {"front_door", "family_help", "child_protection"}),
        (datetime(2026, 3, 8, 2, 10, tzinfo=UTC), {"out_of_hours"}),
        (datetime(2026, 3, 8, 12, 0, tzinfo=UTC), {"out_of_hours"}),
    ],
)
def test_the_rota_says_who_is_on_duty_by_day_by_night_and_on_sunday(
    demonstration: list[Area], moment: datetime, on_duty: set[str]
) -> None:
    dorset, wolverhampton = demonstration[0], demonstration[2]
    assert {each.kind for each in queries.on_duty(dorset.pk, moment)} == on_duty
    assert "front_door" in {each.kind for each in queries.on_duty(wolverhampton.pk, moment)}, "MASH24 never closes"


@pytest.mark.django_db
def test_a_team_shows_its_disciplines_and_the_gaps_against_the_model(demonstration: list[Area]) -> None:
    asked = {"front_door": ("social_worker", "family_worker", "police_officer", "health_visitor")}
    page = queries.team_page(demonstration[0].pk, "front-door", date(2026, 3, 4), asked)
    assert page is not None
    assert page.present == ["Police officer", "Social worker"]
    assert page.gaps == ["Family worker", "Health visitor"]
    assert page.co_located
    assert queries.team_page(demonstration[1].pk, "family-help-purbeck", date(2026, 3, 4)) is None


@pytest.mark.django_db
def test_teams_take_two_queries_however_many(demonstration: list[Area], django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.teams_of(demonstration[2].pk, date(2026, 3, 4))) > 10


@pytest.mark.django_db
def test_an_area_and_its_first_administrator_by_command(client: Client) -> None:
    said = StringIO()
    call_command("area", "add", "rutland", name="Rutland", stdout=said)
    with pytest.raises(CommandError, match="already an area called rutland"):
        call_command("area", "add", "rutland", name="Rutland")
    call_command("user", "invite", "first@example.org", area="rutland", role="administrator", stdout=said)
    user = User.objects.get(email="first@example.org")
    assert not user.has_usable_password()
    assert [(m.area.slug, m.role) for m in user.practitioner.memberships.all()] == [("rutland", "administrator")]
    page, _, key = said.getvalue().split()[-1].partition("#")
    answer = client.post(page, {"key": key}, follow=True)
    assert answer.status_code == 200
    answer = client.post(answer.request["PATH_INFO"], {"password1": "three odd words", "password2": "three odd words"})
    user.refresh_from_db()
    assert user.check_password("three odd words")
    assert "does not work any more" in Client().post(page, {"key": key}, follow=True).content.decode(), "the link works once"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"area": "nowhere"}, "no area called nowhere"),
        ({"area": "dorset", "role": "king"}, "no role called king"),
        ({"area": "dorset", "email": "not-an-address"}, "is not an email address"),
        ({"area": "dorset", "email": "auditor.dorset@example.org"}, "already a user"),
    ],
)
def test_a_wrong_invitation_says_what_is_wrong(demonstration: list[Area], arguments: dict[str, str], words: str) -> None:
    wanted = {"email": "new@example.org", "role": "auditor", **arguments}
    with pytest.raises(CommandError, match=words):
        call_command("user", "invite", wanted["email"], area=wanted["area"], role=wanted["role"])
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.django_db
def test_the_pretended_time_is_followed_and_given_back(demonstration: list[Area]) -> None:
    sunday = datetime(2026, 3, 8, 2, 10, tzinfo=UTC)
    services.set_pretended_time(moment=sunday, real_now=datetime.now(UTC))
    clock.follow_pretended_time()
    assert abs(kernel_time.now() - sunday) < timedelta(seconds=5)
    assert clock.is_pretended()
    assert queries.on_duty(demonstration[0].pk, sunday), "the rota reaches the pretended day"
    services.set_pretended_time(moment=None, real_now=datetime.now(UTC))
    clock.follow_pretended_time()
    assert not clock.is_pretended()
    assert not DemonstrationClock.objects.exists()


@pytest.mark.django_db
def test_the_time_cannot_be_set_outside_the_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(DEMONSTRATION=False):
        with pytest.raises(services.NotInDemonstration):
            services.set_pretended_time(moment=NOON, real_now=NOON)
        with pytest.raises(CommandError, match="only be set in the demonstration"):
            call_command("pretend_time", "2026-03-08T02:10")
        monkeypatch.setenv("KITH_NOW", "2026-03-08T02:10")
        with pytest.raises(ImproperlyConfigured, match="only for the demonstration"):
            clock.start()


def test_a_moment_is_read_as_london_time() -> None:
    assert clock.moment_of("2026-07-08T02:10") == datetime(2026, 7, 8, 1, 10, tzinfo=UTC)
    assert clock.moment_of("2026-07-08T02:10+00:00") == datetime(2026, 7, 8, 2, 10, tzinfo=UTC)
