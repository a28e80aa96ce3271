"""One-time links: their key is in no address that a server, a proxy or a history would keep."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from kith.organisations.models import User
from kith.organisations.services import invite_user, one_time_path
from tests.fixtures import administering, practitioner_in

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WORDS = "three odd words together"


def invited() -> User:
    _, area = practitioner_in("dorset", "front_door")
    with administering(area):
        return invite_user(email="new.worker@example.org", area="dorset", role="front_door", now=NOW)


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
    Client().post(reverse("account_reset_password"), {"email": user.email})
    [sent] = mail.outbox
    link = next(word for word in sent.body.split() if "choose-password" in word)
    assert "#" in link
    asked = choose(Client(), link.removeprefix("http://testserver"))
    assert not [path for path in asked if link.rsplit("-", 1)[-1] in path]


def test_no_address_takes_a_key() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "d2x1ab-0123456789abcdef"})
