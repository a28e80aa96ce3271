"""Who works here, from invitation to leaving: each verb at once, with a history, and clear words when it cannot be."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client

from kith.access.models import Grant
from kith.access.services import end_grants_of_leaver, grant_sight
from kith.administration.changes import changes_of
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


def history(person: Practitioner) -> list[tuple[str, list[str]]]:
    """What the history says of a person, newest first."""
    return [(each.what, each.values) for each in changes_of(person, area_id=None)]


def place(person: Practitioner, area: str, role: str) -> Membership:
    return Membership.objects.get(practitioner=person, area__slug=area, role=role)


@pytest.mark.django_db
def test_a_leaver_is_out_at_once_and_everywhere(nadia: Practitioner, acting: Acting) -> None:
    client, other = Client(), Client()
    for each in (client, other):
        enter(each, nadia.user)
    assert nadia.user is not None
    _, area = practitioner_in("dorset", "front_door")
    services.add_place(practitioner=nadia, area=area, role="administrator", starts_on=TODAY, now=NOON)
    services.add_place(practitioner=nadia, area=area, role="auditor", starts_on=date(2026, 4, 1), now=NOON)
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

    with acting(role="administrator", name="Pat Lead"):
        left = services.leave(practitioner=nadia, now=NOON)

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
    out = next(each for each in changes_of(nadia, area_id=None) if each.what == "Sign-in: changed")
    assert (out.values, out.who) == (["May sign in: yes → no"], "Pat Lead")


@pytest.mark.django_db
def test_grants_of_someone_who_still_works_here_are_not_ended_by_it(nadia: Practitioner) -> None:
    with pytest.raises(DatabaseError, match="still signs in"), transaction.atomic():
        end_grants_of_leaver(practitioner_id=nadia.pk, now=NOON)


@pytest.mark.django_db
def test_leaving_twice_changes_nothing(nadia: Practitioner) -> None:
    services.leave(practitioner=nadia, now=NOON)
    nadia = Practitioner.objects.get(pk=nadia.pk)
    assert services.leave(practitioner=nadia, now=NOON + timedelta(days=1)).roles == []
    assert [values for what, values in history(nadia) if what == "Sign-in: changed" and values] == [["May sign in: yes → no"]]


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
    [back] = [values for what, values in history(nadia) if "May sign in: no → yes" in values]
    assert any(value.startswith("Invited: ") for value in back)


@pytest.mark.django_db
def test_a_role_ends_at_once_or_after_its_last_day(nadia: Practitioner) -> None:
    _, lincolnshire = practitioner_in("lincolnshire", "auditor")
    given = {"practitioner": nadia, "area": lincolnshire, "role": "auditor", "starts_on": TODAY, "now": NOON}
    with administering(lincolnshire):
        services.add_place(**given)
    assert {m.area.slug for m in queries.memberships_on(nadia.pk, TODAY)} == {"dorset", "lincolnshire"}
    with pytest.raises(services.RoleHeld, match="is Auditor in Lincolnshire already"):
        services.add_place(**given)
    with administering(lincolnshire):
        services.end_place(place=place(nadia, "lincolnshire", "auditor"), last_day=None, now=NOON)
    assert {m.area.slug for m in queries.memberships_on(nadia.pk, TODAY)} == {"dorset"}
    services.end_place(place=place(nadia, "dorset", "team_manager"), last_day=date(2026, 3, 31), now=NOON)
    assert [m.ends_on for m in Membership.objects.filter(practitioner=nadia)] == [date(2026, 3, 31)]
    with pytest.raises(services.EndedBefore, match="End it at once"):
        services.end_place(place=place(nadia, "dorset", "team_manager"), last_day=date(2026, 2, 1), now=NOON)


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
    assert [
        values[0].startswith("Codes reset: empty → 4 March 2026") for what, values in history(nadia) if what == "Sign-in: changed"
    ] == [True]


@pytest.mark.django_db
def test_a_changed_address_signs_in_and_the_old_one_does_not(nadia: Practitioner) -> None:
    assert nadia.user is not None
    services.address_proven(user=nadia.user)
    services.change_email(practitioner=nadia, email="Nadia.Frost@example.org")

    def let_in(email: str) -> bool:
        answer = Client().post("/accounts/login/", {"login": email, "password": "three odd words"})
        return "_auth_user_id" in answer.wsgi_request.session

    assert let_in("nadia.frost@example.org")
    assert not let_in("nadia@example.org")
    assert not EmailAddress.objects.filter(email="nadia@example.org").exists()
    User.objects.create_user("taken@example.org")
    with pytest.raises(services.UserExists, match="belongs to another user"):
        services.change_email(practitioner=nadia, email="taken@example.org")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "call me", "12", "0" * 40])
def test_a_telephone_is_a_telephone(nadia: Practitioner, number: str) -> None:
    with pytest.raises(services.NotATelephone, match="like 01632 960123"):
        services.change_telephone(practitioner=nadia, telephone=number)
    services.change_telephone(practitioner=nadia, telephone="01632  960 123")
    nadia.refresh_from_db()
    assert nadia.telephone == "01632 960 123"
    assert ("Details: changed", ["Telephone: empty → 01632 960 123"]) in history(nadia)


def kith(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_every_verb_by_command(nadia: Practitioner) -> None:
    practitioner_in("lincolnshire", "auditor")
    who = "nadia@example.org"
    assert "is Auditor in Lincolnshire" in kith("staff", "add", who, "--role", "auditor", "--area", "lincolnshire")
    assert "auditor in lincolnshire, team_manager in dorset" in kith("user", "list", "--area", "lincolnshire")
    assert "at once" in kith("staff", "end", who, "--role", "auditor", "--area", "lincolnshire")
    assert "01632 960123" in kith("user", "telephone", who, "01632 960123")
    assert "signed out" in kith("user", "new-codes", who)
    assert "https://k.example.org/accounts/" in kith("user", "invite-again", who, "--address", "https://k.example.org")
    assert "nadia.frost@example.org" in kith("user", "email", who, "nadia.frost@example.org")
    who = "nadia.frost@example.org"
    said = kith("user", "leave", who, "--by", "Ops")
    assert "Nadia Frost has left" in said
    assert who not in kith("user", "list")
    assert f"{who}\tNadia Frost" in kith("user", "list", "--left")
    shown = kith("user", "show", who)
    assert "has left" in shown
    for words in (
        *(
            "Place: added",
            "Place: removed",
            "Telephone: empty → 01632 960123",
            "Email: nadia@example.org → nadia.frost@example.org",
        ),
        *("Codes reset: empty →", "Invited: empty →", "May sign in: yes → no", "(On the server: kith user leave, by Ops)"),
    ):
        assert words in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("show nobody@example.org", "Nobody signs in with nobody@example.org"),
        ("leave nobody@example.org", "Nobody signs in with"),
        ("list --area nowhere", "no area called nowhere. Areas: dorset"),
        ("invite other@example.org --area nowhere", "no area called nowhere"),
        ("invite other@example.org --area dorset --role king", "no role called king"),
        ("telephone nadia@example.org none", "is not a telephone number"),
        ("email nadia@example.org nonsense", "nonsense is not an email address"),
        ("invite-again left@example.org", "has left or has never signed in"),
        ("invite nadia@example.org --area dorset", "is already a user. Use kith staff add"),
        ("invite new@example.org --area dorset --mail", "no e-mail is sent"),
    ],
)
def test_a_mistake_says_what_to_do(nadia: Practitioner, words: str, answer: str) -> None:
    gone, area = practitioner_in("dorset", "auditor", name="Gone Already")
    signs_in(gone, area, "left@example.org")
    services.leave(practitioner=gone, now=NOON)
    with pytest.raises(CommandError, match=answer):
        kith("user", *words.split())
