"""The secrets of codes are not in the database in clear, and keys can be changed without anyone losing their codes."""

import re
import time

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client, override_settings

from kith.organisations.models import User
from kith.staff_desk.second_factor import LOST, MARK, SecondFactor, renew_secrets
from tests import database
from tests.fixtures import enter, practitioner_in, signs_in

EMAIL, PASSWORD = "worker@example.org", "three odd words"
NEW_KEY = "a-new-key-" + "k3y9" * 15
OTHER_KEY = "quite-another-" + "z8q2" * 15


def in_the_table(address: str) -> str:
    """Everything that is kept of codes, as the owner of the database reads it."""
    name = address.split("?")[0].rsplit("/", 1)[-1]
    with psycopg.connect(database.owner_url(name)) as owner:
        rows = owner.execute("select type, data::text from mfa_authenticator order by type").fetchall()
    assert [kind for kind, _ in rows] == ["recovery_codes", "totp"]
    return " ".join(text for _, text in rows)


def code_of(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def with_password() -> Client:
    client = Client()
    answer = client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    assert answer.headers["Location"].startswith("/accounts/2fa/")
    return client


def let_in(code: str) -> bool:
    client = with_password()
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return "_auth_user_id" in client.session


@pytest.fixture
def enrolled(clone: str) -> tuple[str, str, list[str]]:
    """Somebody who has set up codes: the database's address, the secret in their phone, and their recovery codes."""
    signs_in(*practitioner_in("dorset", "front_door"), EMAIL, PASSWORD)
    client = Client()
    client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"\b[0-9]{8}\b", page)
    assert len(codes) == 10
    return clone, secret, codes


def test_the_database_holds_no_secret_in_clear_and_codes_work(enrolled: tuple[str, str, list[str]]) -> None:
    address, secret, codes = enrolled
    held = in_the_table(address)
    seed = SecondFactor().decrypt(Authenticator.objects.get(type="recovery_codes").data["seed"])
    assert held.count(MARK) == 2
    for each in (secret, seed, *codes):
        assert each not in held
    assert let_in(code_of(secret, later=1))
    assert let_in(codes[0])
    assert not let_in(codes[0]), "a recovery code works once"
    assert not let_in("00000000")


def test_a_key_is_changed_without_anyone_losing_their_codes(enrolled: tuple[str, str, list[str]]) -> None:
    address, secret, codes = enrolled
    before = in_the_table(address)
    with override_settings(SECRET_KEY=NEW_KEY, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert let_in(codes[0])
        assert renew_secrets() == 2
        assert renew_secrets() == 0
    assert not set(re.findall(rf"{MARK}[\w=-]+", before)) & set(re.findall(rf"{MARK}[\w=-]+", in_the_table(address)))
    with override_settings(SECRET_KEY=NEW_KEY, SECRET_KEY_FALLBACKS=[]):
        assert let_in(codes[1])
        assert let_in(code_of(secret, later=1))
        assert not let_in(codes[0]), "what was used stays used"


def test_with_a_lost_key_people_are_told_whom_to_ask(enrolled: tuple[str, str, list[str]]) -> None:
    _, secret, codes = enrolled
    with override_settings(SECRET_KEY=OTHER_KEY):
        client = with_password()
        for number in range(7):
            code = code_of(secret, later=1) if number % 2 else codes[0]
            answer = client.post("/accounts/2fa/authenticate/", {"code": code})
            assert answer.status_code == 200
            assert LOST in answer.content.decode()
            assert "_auth_user_id" not in client.session
        assert renew_secrets() == 0, "what no key opens stays, in case the key is found"
        enter(client, User.objects.get(email=EMAIL))
        for page in ("", "recovery-codes/", "recovery-codes/generate/", "recovery-codes/download/"):
            shown = client.get(f"/accounts/2fa/{page}")
            assert shown.status_code in {200, 302, 403, 409}, page
            assert shown.status_code != 409 or LOST in shown.content.decode()
        assert client.get("/accounts/2fa/recovery-codes/").status_code == 409
    assert let_in(code_of(secret, later=1)), "with the right key again"


def test_what_was_written_before_still_works_and_is_encrypted_by_the_tidying(
    enrolled: tuple[str, str, list[str]],
) -> None:
    address, secret, codes = enrolled
    adapter = SecondFactor()
    for each in Authenticator.objects.all():
        each.data = {name: adapter.decrypt(value) if name in {"secret", "seed"} else value for name, value in each.data.items()}
        each.save()
    assert secret in in_the_table(address)
    assert let_in(codes[3])
    assert let_in(code_of(secret, later=1))
    assert renew_secrets() == 2
    assert secret not in in_the_table(address)
    assert let_in(codes[4])
    assert len(RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()) == 8
