"""Clients of the API: no secret is kept readable, how many calls and wrong secrets are let pass, and that others are not kept out."""

import base64
from typing import Any

import psycopg
from django.db import connection
from django.test import Client as Browser

from kith.kernel.time import now
from kith.organisations.models import Agency, Area
from kith.partner_api.services import client_of_token, create_client
from kith.partner_api.tests.asking import Send, asked_for, read
from tests import database


def test_no_secret_of_a_client_is_kept_readable(area: Area) -> None:
    """Every column of every table of the sign-in of systems is searched for what only the client may know."""
    school, _ = Agency.objects.get_or_create(slug="ash", defaults={"name": "Ash", "kind": "education"})
    school.areas.add(area)
    made = create_client(name="Ash", agency="ash", area=area.slug, now=now())
    token = asked_for(made)
    assert client_of_token(token, now=now()) == made.client, "the token works all the same"
    found = []
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
        for (table,) in cursor.fetchall():
            if not table.startswith(("oauth2_provider_", "partner_api_", "django_session")):
                continue
            cursor.execute(f"select t::text from {table} t")
            found += [table for (row,) in cursor.fetchall() for secret in (token, made.client_secret) if secret in row]
    assert found == []


def test_calls_beyond_the_limit_of_a_minute_are_refused(area: Area, send: Send) -> None:
    with psycopg.connect(database.owner_url(connection.settings_dict["NAME"])) as owner:
        owner.execute("update access_limit set tries = 2 where name = 'api_calls'")
    assert [read(send.token, "R-1").status_code for _ in range(3)] == [404, 404, 429]


def ask(client_id: str, secret: str, address: str = "192.0.2.1") -> Any:
    """Ask for a token from an address, as a partner's system does."""
    basic = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    return Browser().post(
        "/api/token",
        "grant_type=client_credentials",
        content_type="application/x-www-form-urlencoded",
        headers={"Authorization": f"Basic {basic}"},
        REMOTE_ADDR=address,
    )


def test_a_client_whose_name_cannot_be_stored_is_a_wrong_client(area: Area) -> None:
    assert ask("a\x00b", "c").status_code == 401
    assert Browser().post("/api/token", {"grant_type": "client_credentials", "client_id": "a\x00b"}).status_code == 401


def test_ten_wrong_secrets_and_no_more_and_others_are_not_kept_out(area: Area) -> None:
    school, _ = Agency.objects.get_or_create(slug="elm", defaults={"name": "Elm", "kind": "education"})
    school.areas.add(area)
    mine, other = (create_client(name=name, agency="elm", area=area.slug, now=now()) for name in ("mine", "other"))
    wrong = [ask(mine.client_id, "wrong").status_code for _ in range(11)]
    assert wrong == [401] * 10 + [429]
    assert ask(mine.client_id, mine.client_secret).status_code == 429, "the right one comes too late from there"
    assert ask(mine.client_id, mine.client_secret, address="192.0.2.2").status_code == 200
    assert ask(other.client_id, other.client_secret).status_code == 200
    for _ in range(15):
        assert ask(other.client_id, other.client_secret).status_code == 200, "right ones are not counted"
