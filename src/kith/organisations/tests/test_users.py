"""Who works here, from invitation to leaving: each verb at once, with a history, and clear words when it cannot be."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import psycopg
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from kith.access.models import Grant
from kith.access.services import end_grants_of_leaver, grant_sight
from kith.organisations import queries, services
from kith.organisations.models import Area, DutyTurn, Membership, Practitioner, Team, User
from kith.people.services import add_to_family, record_family
from tests.fixtures import NOON, Acting, administering, enter, practitioner_in, signs_in

TODAY, YESTERDAY = date(2026, 3, 4), date(2026, 3, 3)


@pytest.fixture
def nadia(db: None) -> Iterator[Practitioner]:
    """A team manager of Dorset who signs in, since 2020. Meanwhile the administration of Dorset acts."""
    person, area = practitioner_in("dorset", "team_manager", name="Nadia Frost")
    signs_in(person, area, "nadia@example.org", "three odd words")
    with administering(area):
        yield person


def acts(person: Practitioner) -> list[tuple[str, str]]:
    return [(act.what, act.words) for act in person.acts.all()]


@pytest.mark.django_db
def test_a_leaver_is_out_at_once_and_everywhere(nadia: Practitioner, acting: Acting) -> None:
    client, other = Client(), Client()
    for each in (client, other):
        enter(each, nadia.user)
    assert nadia.user is not None
    colleague, area = practitioner_in("dorset", "front_door")
    services.add_role(practitioner=nadia, area="dorset", role="administrator", now=NOON)
    services.add_role(practitioner=nadia, area="dorset", role="auditor", first_day=date(2026, 4, 1), now=NOON)
    team = Team.objects.create(area=area, slug="door", name="Door", kind="front_door")
    for begins in (NOON - timedelta(hours=1), NOON + timedelta(days=1)):
        DutyTurn.objects.create(area=area, team=team, practitioner=nadia, starts_at=begins, ends_at=begins + timedelta(hours=8))
    for _ in range(2):
        with acting(role="front_door"):
            family = record_family(name="Example", now=NOON)
            add_to_family(family=family, role="parent", on=TODAY, now=NOON, forename="Mo", surname="Example")
        with acting(role="team_manager", name="Mo Manager"):
            grant_sight(family_id=family.pk, practitioner_id=nadia.pk, parts=["plan"], reason="Leads", now=NOON)
    Authenticator.objects.create(user=nadia.user, type="totp", data={"secret": "x"})

    left = services.leave(practitioner=nadia, by=colleague, now=NOON)

    assert left.sessions == 2
    assert sorted(left.roles) == [
        "Administrator in Dorset", "Auditor in Dorset", "Team manager in Dorset",
    ]  # fmt: skip
    assert left.duty_turns == 2
    assert left.areas_without_administrator == ["Dorset"]
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert queries.memberships_on(nadia.pk, TODAY) == []
    assert queries.memberships_on(nadia.pk, YESTERDAY) != [], "what they were is kept"
    assert queries.on_duty(area.pk, NOON) == []
    assert not DutyTurn.objects.filter(practitioner=nadia, starts_at__gt=NOON).exists()
    with acting(role="team_manager", name="Mo Manager"):
        assert [grant.parts for grant in Grant.objects.filter(practitioner=nadia)] == [[], []]
    user = User.objects.get(pk=nadia.user.pk)
    assert not user.is_active
    assert not user.has_usable_password()
    assert not Authenticator.objects.filter(user=user).exists()
    refused = Client().post("/accounts/login/", {"login": user.email, "password": "three odd words"})
    assert "_auth_user_id" not in refused.wsgi_request.session
    last = nadia.acts.last()
    assert last is not None
    assert (last.what, last.at, last.by) == ("left", NOON, colleague)


@pytest.mark.django_db
def test_grants_of_someone_who_still_works_here_are_not_ended_by_it(nadia: Practitioner) -> None:
    with pytest.raises(DatabaseError, match="still signs in"), transaction.atomic():
        end_grants_of_leaver(practitioner_id=nadia.pk, now=NOON)


@pytest.mark.django_db
def test_leaving_twice_changes_nothing(nadia: Practitioner) -> None:
    services.leave(practitioner=nadia, now=NOON)
    before = acts(nadia)
    nadia.refresh_from_db()
    assert services.leave(practitioner=nadia, now=NOON + timedelta(days=1)).roles == []
    assert acts(nadia) == before


@pytest.mark.django_db
def test_who_left_comes_back_with_the_one_role_given_and_a_new_password(nadia: Practitioner) -> None:
    services.leave(practitioner=nadia, now=NOON)
    later = NOON + timedelta(days=30)
    with administering(Area.objects.get(slug="dorset"), now=later):
        user = services.invite_user(email="Nadia@example.org", area="dorset", role="auditor", now=later)
    assert user.pk == nadia.user_id
    assert user.is_active
    assert not user.has_usable_password()
    assert [m.role for m in queries.memberships_on(nadia.pk, later.date())] == ["auditor"]
    assert [what for what, _ in acts(nadia)][-2:] == ["left", "came_back"]


@pytest.mark.django_db
def test_a_role_ends_at_once_or_after_its_last_day(nadia: Practitioner) -> None:
    _, lincolnshire = practitioner_in("lincolnshire", "auditor")
    with administering(lincolnshire):
        services.add_role(practitioner=nadia, area="lincolnshire", role="auditor", now=NOON)
    assert {m.area.slug for m in queries.memberships_on(nadia.pk, TODAY)} == {"dorset", "lincolnshire"}
    with pytest.raises(services.RoleHeld, match="is Auditor in Lincolnshire already"):
        services.add_role(practitioner=nadia, area="lincolnshire", role="auditor", now=NOON)
    with administering(lincolnshire):
        services.end_role(practitioner=nadia, area="lincolnshire", role="auditor", now=NOON)
    assert {m.area.slug for m in queries.memberships_on(nadia.pk, TODAY)} == {"dorset"}
    services.end_role(practitioner=nadia, area="dorset", role="team_manager", last_day=date(2026, 3, 31), now=NOON)
    assert [m.ends_on for m in Membership.objects.filter(practitioner=nadia)] == [date(2026, 3, 31)]
    with pytest.raises(services.EndedBefore, match="End it at once"):
        services.end_role(practitioner=nadia, area="dorset", role="team_manager", last_day=date(2026, 2, 1), now=NOON)
    with pytest.raises(services.RoleNotHeld, match="Roles now: team_manager in dorset"):
        services.end_role(practitioner=nadia, area="dorset", role="auditor", now=NOON)
    assert [what for what, _ in acts(nadia)] == ["role_added", "role_ended", "role_ended"]


@pytest.mark.django_db
def test_new_codes_sign_out_and_forget_the_old_second_factor(nadia: Practitioner) -> None:
    assert nadia.user is not None
    client = Client()
    enter(client, nadia.user)
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=nadia.user, type=kind, data={})
    services.reset_codes(practitioner=nadia, now=NOON)
    assert not Authenticator.objects.filter(user=nadia.user).exists()
    assert client.get("/").status_code == 302
    assert acts(nadia) == [("new_codes", "")]


@pytest.mark.django_db
def test_a_changed_address_signs_in_and_the_old_one_does_not(nadia: Practitioner) -> None:
    assert nadia.user is not None
    services.address_proven(user=nadia.user)
    services.change_email(practitioner=nadia, email="Nadia.Frost@example.org", now=NOON)

    def let_in(email: str) -> bool:
        answer = Client().post("/accounts/login/", {"login": email, "password": "three odd words"})
        return "_auth_user_id" in answer.wsgi_request.session

    assert let_in("nadia.frost@example.org")
    assert not let_in("nadia@example.org")
    assert not EmailAddress.objects.filter(email="nadia@example.org").exists()
    User.objects.create_user("taken@example.org")
    with pytest.raises(services.UserExists, match="belongs to another user"):
        services.change_email(practitioner=nadia, email="taken@example.org", now=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "call me", "12", "0" * 40])
def test_a_telephone_is_a_telephone(nadia: Practitioner, number: str) -> None:
    with pytest.raises(services.NotATelephone, match="like 01632 960123"):
        services.change_telephone(practitioner=nadia, telephone=number, now=NOON)
    services.change_telephone(practitioner=nadia, telephone="01632  960 123", now=NOON)
    nadia.refresh_from_db()
    assert nadia.telephone == "01632 960 123"
    assert acts(nadia) == [("telephone", "none to 01632 960 123")]


@pytest.mark.django_db
def test_the_history_cannot_be_changed_by_the_application(nadia: Practitioner) -> None:
    services.change_telephone(practitioner=nadia, telephone="01632 960123", now=NOON)
    for statement in ("update organisations_staffact set words = ''", "delete from organisations_staffact"):
        with (
            psycopg.connect(**connection.get_connection_params()) as app,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            app.execute(statement)


def kith(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_every_verb_by_command(nadia: Practitioner) -> None:
    practitioner_in("lincolnshire", "auditor")
    who = "nadia@example.org"
    assert "is auditor in lincolnshire" in kith("user", "role", "add", who, "auditor", "--area", "lincolnshire")
    assert "auditor in lincolnshire, team_manager in dorset" in kith("user", "list", "--area", "lincolnshire")
    assert "from now on" in kith("user", "role", "end", who, "auditor", "--area", "lincolnshire")
    assert "01632 960123" in kith("user", "telephone", who, "01632 960123")
    assert "signed out" in kith("user", "new-codes", who)
    assert "https://k.example.org/accounts/" in kith("user", "invite-again", who, "--address", "https://k.example.org")
    assert "nadia.frost@example.org" in kith("user", "email", who, "nadia.frost@example.org")
    who = "nadia.frost@example.org"
    said = kith("user", "leave", who)
    assert "Nadia Frost has left" in said
    assert who not in kith("user", "list")
    assert f"{who}\tNadia Frost" in kith("user", "list", "--left")
    shown = kith("user", "show", who)
    assert "has left" in shown
    for words in (
        *("Role added: Auditor in Lincolnshire", "Role ended", "Telephone changed: none to 01632 960123"),
        *("Codes reset", "Invited again", "Email address changed", "Left: Team manager in Dorset"),
    ):
        assert words in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("show nobody@example.org", "Nobody signs in with nobody@example.org"),
        ("leave nobody@example.org", "Nobody signs in with"),
        ("role add nadia@example.org king --area dorset", "no role called king"),
        ("role add nadia@example.org auditor --area nowhere", "no area called nowhere"),
        ("role add nadia@example.org auditor --area dorset --team none", "has no team called none"),
        ("role end nadia@example.org auditor --area dorset", "Roles now: team_manager in dorset"),
        ("telephone nadia@example.org none", "is not a telephone number"),
        ("email nadia@example.org nonsense", "nonsense is not an email address"),
        ("invite-again left@example.org", "has left or has never signed in"),
        ("invite nadia@example.org --area dorset", "is already a user. Use kith user role add"),
        ("invite new@example.org --area dorset --mail", "no e-mail is sent"),
    ],
)
def test_a_mistake_says_what_to_do(nadia: Practitioner, words: str, answer: str) -> None:
    gone, area = practitioner_in("dorset", "auditor", name="Gone Already")
    signs_in(gone, area, "left@example.org")
    services.leave(practitioner=gone, now=NOON)
    with pytest.raises(CommandError, match=answer):
        kith("user", *words.split())
