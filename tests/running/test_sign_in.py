"""People get in, as real families' workers do: production mode, real HTTP, two processes, no persona and no demonstration."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from kith.organisations.services import add_area
from kith.practice_model.services import publish_drafts
from tests import database
from tests.at_once import at_once
from tests.running.mail_server import mail_server
from tests.running.oidc_provider import Provider, provider
from tests.running.production import Production, Visitor, code_of, production

pytestmark = pytest.mark.slow

FIRST, SECOND = "four odd words here", "other odd words here"


@pytest.fixture(scope="module")
def database_url(django_db_blocker: Any) -> Iterator[str]:
    """A database with the shipped areas and their models, as after ``kith area add`` and publishing."""
    name = f"{database.SESSION}_sign_in"
    with database.clone(database.TEMPLATE, name) as url, django_db_blocker.unblock():
        held = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = name
        for slug in ("dorset", "lincolnshire", "wolverhampton", "thurrock"):
            add_area(slug=slug, name=slug.title())
        publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=datetime(2024, 1, 1, tzinfo=UTC))
        connection.close()
        connection.settings_dict["NAME"] = held
        yield url


@pytest.fixture(scope="module")
def kith(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Production]:
    """One installation for the module: each test has people and network addresses of its own."""
    with production(database_url, tmp_path_factory.mktemp("kith")) as running:
        yield running


def invited(kith: Production, email: str, role: str = "administrator") -> str:
    """Invite someone and return the link that the command prints."""
    said = kith.command("user", "invite", email, "--area", "dorset", "--role", role)
    assert said.returncode == 0, said.stderr
    link = said.stdout.split()[-1]
    assert link.startswith("https://kith.example.org/accounts/choose-password/#")
    return link


def has_account(kith: Production, email: str) -> tuple[Visitor, str]:
    """Return someone who was invited, chose a password and set up codes, and the secret in their phone."""
    visitor = kith.visitor()
    visitor.choose_password(invited(kith, email), FIRST)
    visitor.sign_in(email, FIRST)
    return visitor, visitor.set_up_codes()


def signed_in(visitor: Visitor) -> bool:
    return visitor.open("/").where == "/"


def test_an_invited_person_gets_in_and_in_again(kith: Production) -> None:
    ada = kith.visitor()
    link = invited(kith, "Ada1@example.org")
    assert ada.choose_password(link, FIRST).heading == "Your password is saved"
    assert "does not work any more" in kith.visitor().use(link).page, "the link works once"

    ada.sign_in("ada1@example.org", FIRST)
    assert (ada.status, ada.heading) == (200, "Set up codes on your phone")
    secret = ada.set_up_codes()
    assert ada.heading == "Recovery codes", "shown once the codes are set up, without asking for the password again"
    recovery = re.findall(r'<code class="kith-code">(\d+)</code>', ada.page)
    assert len(recovery) == 10
    assert signed_in(ada)
    assert ada.heading.startswith("My day")

    again = kith.visitor("192.0.2.2")
    assert again.sign_in("ada1@example.org", FIRST).heading == "Enter the code from your app"
    assert not signed_in(again), "not before the code"
    again.open("/accounts/2fa/authenticate/")
    assert again.send(words="no code at all").heading == "Enter the code from your app"
    assert "has been used" in again.send(code=code_of(secret)).page, "the code that set it up is spent"
    assert again.send(code=code_of(secret, later=1)).where == "/"

    without_phone = kith.visitor("192.0.2.3")
    without_phone.sign_in("ada1@example.org", FIRST)
    assert without_phone.send(code=recovery[0]).where == "/"
    once_more = kith.visitor("192.0.2.3")
    once_more.sign_in("ada1@example.org", FIRST)
    assert once_more.send(code=recovery[0]).where != "/", "a recovery code works once"
    assert once_more.send(code=recovery[1]).where == "/"


def test_a_second_person_an_asked_for_link_and_a_changed_address_lead_in_as_well(kith: Production) -> None:
    first, _ = has_account(kith, "ada2@example.org")
    assert signed_in(first)
    # The second was invited by the first area's administrator, lost the link and gets another.
    invited(kith, "ben2@example.org", "front_door")
    again = kith.command("user", "invite-again", "ben2@example.org").stdout.split()[-1]
    ben = kith.visitor()
    ben.choose_password(again, FIRST)
    # A link that was made and not used leaves an address unproven in the library's table: it must not lead in a circle.
    kith.command("user", "invite-again", "ben2@example.org")
    ben.sign_in("ben2@example.org", FIRST)
    ben.set_up_codes()
    assert signed_in(ben)
    # The address changes, the phone is lost: password, new codes, in.
    assert kith.command("user", "email", "ben2@example.org", "ben.hart2@example.org").returncode == 0
    assert kith.command("user", "new-codes", "ben.hart2@example.org").returncode == 0
    assert not signed_in(ben), "signed out where the old codes let them in"
    assert kith.visitor().sign_in("ben2@example.org", FIRST).where == "/accounts/login/"
    ben = kith.visitor()
    assert ben.sign_in("ben.hart2@example.org", FIRST).heading == "Set up codes on your phone"
    ben.set_up_codes()
    assert signed_in(ben)


def test_a_leaver_is_out_the_same_minute_and_comes_back_by_a_new_invitation(kith: Production) -> None:
    ada, _ = has_account(kith, "ada3@example.org")
    waiting = kith.visitor()
    assert waiting.sign_in("ada3@example.org", FIRST).heading == "Enter the code from your app"
    said = kith.command("user", "leave", "ada3@example.org")
    assert "signed out of 2 sessions" in said.stdout, said
    assert not signed_in(ada)
    assert not signed_in(waiting)
    assert kith.visitor().sign_in("ada3@example.org", FIRST).where == "/accounts/login/"
    link = invited(kith, "ada3@example.org")
    ada = kith.visitor()
    ada.choose_password(link, SECOND)
    assert ada.sign_in("ada3@example.org", SECOND).heading == "Set up codes on your phone"
    shown = kith.command("user", "show", "ada3@example.org").stdout
    assert re.search(r"May sign in: no → yes.*May sign in: yes → no.*Invited: ", shown, re.DOTALL), shown
    assert "(On the server: kith user leave, by " in shown


def test_a_forgotten_password_by_email_and_no_address_or_link_in_the_log(database_url: str, tmp_path: Path) -> None:
    with mail_server(tls="starttls", folder=tmp_path) as box:
        mail = {
            "EMAIL_URL": f"smtp://kith:secret%40word@127.0.0.1:{box.port}",
            "EMAIL_FROM": "Kith <kith@example.org>",
            "SSL_CERT_FILE": str(box.certificate),
        }
        box.tls = "starttls"
        with production(database_url, tmp_path / "home", **mail) as kith:
            assert "took the message" in kith.command("mail", "test", "operator@example.org").stdout
            _, secret = has_account(kith, "ada4@example.org")
            forgetful = kith.visitor()
            forgetful.open("/accounts/password/reset/")
            assert forgetful.send(email="ada4@example.org").heading == "Look in your email"
            stranger = kith.visitor()
            stranger.open("/accounts/password/reset/")
            assert stranger.send(email="stranger@example.org").heading == "Look in your email", "one answer for all"
            assert len(box.messages) == 1, "no page waits for the mail server: the job process sends"
            kith.command("worker", "--once")
            assert len(box.messages) == 2, "nothing is sent to a stranger"
            message = box.messages[1]
            assert box.encrypted == [True, True]
            assert (message["To"], message["From"]) == ("ada4@example.org", "Kith <kith@example.org>")
            link = re.search(r"https://\S+", message.get_payload(decode=True).decode())  # type: ignore[union-attr]
            assert link
            assert forgetful.choose_password(link.group(), SECOND).heading == "Your password is saved"
            forgetful.sign_in("ada4@example.org", SECOND)
            assert forgetful.send(code=code_of(secret, later=1)).where == "/"

            invitation = kith.command("user", "invite", "ben4@example.org", "--area", "dorset", "--mail")
            assert "https://" not in invitation.stdout
            assert "choose a password" in box.wait_for(3)[2].get_payload().lower()  # type: ignore[union-attr]

            box.refuses = "550 ada4@example.org is not known here"
            forgetful = kith.visitor()
            forgetful.open("/accounts/password/reset/")
            assert forgetful.send(email="ada4@example.org").heading == "Look in your email"
            log = kith.command("worker", "--once").stderr + kith.log.read_text()
            assert "The mail server did not take a message" in log, log
            for each in ("ada4@", "stranger@", link.group().partition("#")[2], link.group().rsplit("-", 1)[-1]):
                assert each not in log
            assert "550" in kith.command("mail", "test", "operator@example.org").stderr


def test_without_mail_the_page_says_who_to_ask_and_nothing_is_printed(kith: Production) -> None:
    has_account(kith, "ada5@example.org")
    page = kith.visitor().open("/accounts/password/reset/").page
    assert "Ask the administrator of your area" in page
    assert 'name="email"' not in page
    assert "EMAIL_URL is not set" in kith.command("mail", "test", "a@example.org").stderr
    assert "ada5@" not in kith.log.read_text()
    assert "No e-mail is sent" in kith.command("check", "--deploy").stderr


# ---- limits


@pytest.mark.parametrize("how_many", [16, 32])
def test_of_many_wrong_passwords_at_once_five_are_looked_at(kith: Production, how_many: int) -> None:
    email, address = f"many{how_many}@example.org", f"198.51.100.{how_many}"
    has_account(kith, email)
    ready = [kith.visitor(address).open("/accounts/login/") for _ in range(how_many)]
    pages = at_once(how_many, lambda: ready.pop().send(login=email, password="not the words").page)
    assert sum("Too many wrong passwords" in page for page in pages) == how_many - 5
    assert "Too many wrong passwords" in kith.visitor(address).sign_in(email, FIRST).page
    assert kith.visitor("192.0.2.77").sign_in(email, FIRST).heading == "Enter the code from your app"


def test_many_wrong_tries_behind_one_proxy_keep_nobody_else_out(kith: Production) -> None:
    has_account(kith, "ada9@example.org")
    for number in range(26):
        kith.visitor("203.0.113.9").sign_in(f"nobody{number % 6}@example.org", "not the words")
    for address in ("203.0.113.9", "192.0.2.77"):
        assert kith.visitor(address).sign_in("ada9@example.org", FIRST).heading == "Enter the code from your app"


def test_of_many_wrong_codes_at_once_five_are_looked_at(kith: Production) -> None:
    _, secret = has_account(kith, "ada10@example.org")
    ready = [kith.visitor(f"192.0.2.{n}").sign_in("ada10@example.org", FIRST) for n in range(16)]
    pages = at_once(16, lambda: ready.pop().send(code="000000").page)
    assert sum("Too many wrong codes" in page for page in pages) == 11
    late = kith.visitor("192.0.2.99").sign_in("ada10@example.org", FIRST)
    assert "Too many wrong codes" in late.send(code=code_of(secret, later=1)).page


# ---- single sign-on


@pytest.fixture
def work_account() -> Iterator[Provider]:
    with provider() as running:
        yield running


def test_single_sign_on_lets_in_who_was_invited_and_tells_others_what_to_do(
    database_url: str, tmp_path: Path, work_account: Provider
) -> None:
    with production(database_url, tmp_path / "home", **work_account.environment) as kith:
        invited(kith, "ada12@example.org")

        def comes(visitor: Visitor | None = None) -> Visitor:
            visitor = visitor or kith.visitor()
            visitor.open("/accounts/login/")
            assert "Sign in with Rutland account" in visitor.page
            return visitor.send("/accounts/oidc/oidc/login/")

        work_account.signs_in("ada12@example.org")
        ada = comes()
        assert (ada.status, ada.where) == (200, "/"), ada.page
        assert "/token" in work_account.asked
        assert comes().where == "/", "and again, by the account that is linked now"
        policy = ada.call("GET", "/accounts/login/").headers["Content-Security-Policy"]
        assert f"form-action 'self' {work_account.address}" in policy

        work_account.signs_in("stranger@example.org")
        stranger = comes()
        assert (stranger.status, stranger.heading) == (403, "You have not been invited")
        assert "Ask the administrator of your area to invite you" in stranger.page
        assert not signed_in(stranger)

        invited(kith, "ben12@example.org")
        for claim in (False, None):
            work_account.signs_in("ben12@example.org", verified=claim)
            assert "did not confirm your email address" in comes().page

        work_account.signs_in("ada12@example.org")
        work_account.refuses = True
        assert comes().heading == "You did not sign in"

        kith.command("user", "leave", "ada12@example.org")
        assert not signed_in(ada)
        work_account.signs_in("ada12@example.org")
        gone = comes()
        assert gone.heading == "This account is closed"
        assert "invite you again" in gone.page
        assert not signed_in(gone)


def test_a_provider_that_does_not_say_verified_counts_for_the_domains_named(
    database_url: str, tmp_path: Path, work_account: Provider
) -> None:
    extra = {**work_account.environment, "OIDC_EMAIL_DOMAINS": "example.org"}
    with production(database_url, tmp_path / "home", **extra) as kith:
        for email, where in (("ada13@example.org", "/"), ("eve@example.com", "/accounts/oidc/oidc/login/callback/")):
            invited(kith, email)
            work_account.signs_in(email, verified=None)
            visitor = kith.visitor().open("/accounts/login/").send("/accounts/oidc/oidc/login/")
            assert visitor.where == where
