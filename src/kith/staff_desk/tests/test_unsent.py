"""A form that was sent and not taken says why, and gives back what was typed."""

import re

import pytest
from django.test import Client, override_settings

from kith.staff_desk.tests.helping import signed_in

TYPED = "The bruise is on his left arm.\nHe says he fell."


def send(client: Client, **headers: str) -> str:
    """Send a form without its token, from a browser that says where it is from."""
    answer = client.post("/drafts/save/", {"worries": TYPED, "password": "hidden words"}, **headers)
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    return str(answer.content.decode())


def strict(client: Client) -> Client:
    client.handler.enforce_csrf_checks = True
    return client


@pytest.mark.django_db
def test_a_page_open_too_long_gives_back_what_was_typed_and_can_be_sent_again() -> None:
    client = strict(signed_in("front_door"))
    answer = client.post("/time/", {"worries": TYPED, "notes": "Two"}, HTTP_ORIGIN="http://testserver")
    page = answer.content.decode()
    assert "He says he fell." in page
    assert "Send it again" in page
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    again = client.post(
        "/time/", {"worries": TYPED, "notes": "Two", "csrfmiddlewaretoken": token.group(1)}, HTTP_ORIGIN="http://testserver"
    )
    assert again.status_code != 403 or "not saved" not in again.content.decode()


@pytest.mark.django_db
def test_a_password_is_neither_shown_nor_sent_again() -> None:
    page = send(strict(signed_in("front_door")), HTTP_ORIGIN="http://testserver")
    assert "hidden words" not in page
    assert "Send it again" not in page
    assert "He says he fell." in page


@pytest.mark.django_db
def test_another_site_s_form_is_neither_shown_nor_offered() -> None:
    page = send(strict(signed_in("front_door")), HTTP_ORIGIN="https://bad.example.org")
    assert "different address" in page
    assert "He says he fell." not in page
    assert "Send it again" not in page
    assert "bad.example.org" not in page


@pytest.mark.django_db
def test_a_proxy_that_drops_the_port_is_named() -> None:
    page = send(strict(signed_in("front_door")), HTTP_ORIGIN="http://testserver:8443")
    assert "Your browser uses http://testserver:8443. The proxy told Kith testserver." in page
    assert "He says he fell." in page
    assert "Send it again" not in page


@pytest.mark.django_db
def test_with_its_address_known_a_form_is_taken_through_such_a_proxy() -> None:
    client = strict(signed_in("front_door"))
    page = client.get("/").content.decode()
    assert page
    with override_settings(CSRF_TRUSTED_ORIGINS=["http://testserver:8443"]):
        client.cookies["csrftoken"] = "a" * 32
        answer = client.post("/areas/", {"csrfmiddlewaretoken": "a" * 32}, HTTP_ORIGIN="http://testserver:8443")
    assert b"This was not saved" not in answer.content


@pytest.mark.django_db
def test_what_is_too_large_is_said_to_be() -> None:
    answer = signed_in("front_door").post("/drafts/save/", {"worries": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.content.decode()
    assert Client().get("/too-large/").status_code == 413
