"""One-time links: their key is in no address that a server, a proxy or a history would keep."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.organisations.models import User
from kith.organisations.one_time import NotTaken
from kith.organisations.one_time import path as one_time_path
from kith.organisations.services import invite_again, invite_user
from kith.organisations.tasks import NAME, send_letter
from tests.fixtures import administering, practitioner_in

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WORDS = "three odd words together"


def invited() -> User:
    _, area = practitioner_in("dorset", "front_door")
    with administering(area):
        return invite_user(email="new.worker@example.org", area="dorset", role="front_door", now=NOW)


def ask_for_a_new_password(email: str) -> float:
    """Ask as a visitor does, and return how many seconds the answer took."""
    began = perf_counter()
    answer = Client().post(reverse("account_reset_password"), {"email": email})
    assert answer.headers["Location"] == reverse("account_reset_password_done")
    return perf_counter() - began


def work_off_letters() -> None:
    """Do what a worker does with the letters that wait."""
    for job in ProcrastinateJob.objects.filter(task_name=NAME, status="todo").order_by("id"):
        send_letter(**job.args)


def choose(client: Client, link: str) -> list[str]:
    """Do what a browser does with a link, and return the addresses that were asked for."""
    path, _, key = link.partition("#")
    asked = [path]
    assert "Choose a password" in client.get(path).content.decode()
    answer = client.post(path, {"key": key})
    assert answer.status_code == 302, answer.content.decode()
    asked.append(answer.headers["Location"])
    page = client.get(answer.headers["Location"]).content.decode()
    assert "New password" in page
    client.post(answer.headers["Location"], {"password1": WORDS, "password2": WORDS})
    return asked


@pytest.mark.django_db
def test_an_invitation_sets_a_password_and_no_address_holds_its_key() -> None:
    user = invited()
    link = one_time_path(user)
    asked = choose(Client(), link)
    user.refresh_from_db()
    assert user.check_password(WORDS)
    secret = link.rsplit("-", 1)[-1]
    assert len(secret) > 20
    assert not [path for path in asked if secret in path]


@pytest.mark.django_db
def test_without_javascript_the_whole_link_is_pasted() -> None:
    link = f"https://kith.example.org{one_time_path(invited())}"
    answer = Client().post(reverse("account_choose_password"), {"key": f" {link}\n"})
    assert answer.status_code == 302
    answer = Client().post(reverse("account_choose_password"), {"key": "https://kith.example.org/accounts/"})
    assert "Copy the whole link from your invitation" in answer.content.decode()


@pytest.mark.django_db
def test_a_link_works_once() -> None:
    link = one_time_path(invited())
    choose(Client(), link)
    client = Client()
    path, _, key = link.partition("#")
    answer = client.post(path, {"key": key}, follow=True)
    assert "This link does not work any more" in answer.content.decode()


@pytest.mark.django_db
@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend", MAIL_IS_SENT=True)
def test_a_forgotten_password_comes_back_by_a_link_of_the_same_kind() -> None:
    user = invited()
    choose(Client(), one_time_path(user))
    ask_for_a_new_password(user.email)
    assert mail.outbox == [], "no page waits for a mail server"
    work_off_letters()
    [sent] = mail.outbox
    assert sent.to == [user.email]
    link = next(word for word in sent.body.split() if "choose-password" in word)
    assert "#" in link
    asked = choose(Client(), link.removeprefix("http://127.0.0.1:8000"))
    assert not [path for path in asked if link.rsplit("-", 1)[-1] in path]


@pytest.fixture
def hanging_mail_server() -> Iterator[int]:
    """A mail server that takes a connection and never says a word. Returns its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.django_db
def test_a_hanging_mail_server_holds_up_no_page_and_gives_no_known_address_away(hanging_mail_server: int) -> None:
    user = invited()
    smtp = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": hanging_mail_server,
    }
    with override_settings(MAIL_IS_SENT=True, EMAIL_TIMEOUT=2, EMAIL_USE_TLS=False, EMAIL_USE_SSL=False, **smtp):
        ask_for_a_new_password("warm.up@example.org")
        took = {email: ask_for_a_new_password(email) for email in (user.email, "not.known@example.org")}
        assert max(took.values()) < 1, took
        jobs = list(ProcrastinateJob.objects.filter(task_name=NAME).order_by("id"))
        assert [set(job.args) for job in jobs] == [{"user_id", "letter"}] * 3, "known and unknown cost the same"
        assert user.email not in str([job.args for job in jobs])
        with pytest.raises(NotTaken) as told:
            send_letter(**jobs[1].args)
        assert user.email not in str(told.value)
        send_letter(**jobs[2].args)


@pytest.mark.django_db
@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend", MAIL_IS_SENT=True)
def test_nobody_who_has_left_is_written_to() -> None:
    user = invited()
    ask_for_a_new_password(user.email)
    user.is_active = False
    user.save()
    work_off_letters()
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_newer_invitation_makes_the_older_link_dead() -> None:
    user = invited()
    old = one_time_path(user)
    path, _, key = old.partition("#")
    again = invite_again(practitioner=user.practitioner, now=NOW + timedelta(seconds=1))
    new = one_time_path(again)
    answer = Client().post(path, {"key": key}, follow=True)
    assert "This link does not work any more" in answer.content.decode()
    choose(Client(), new)


def test_no_address_takes_a_key() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "d2x1ab-0123456789abcdef"})
