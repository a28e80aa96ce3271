"""Counting tries: exactly as many as the limit says, however many at once, and nobody sets a count back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.test import RequestFactory, override_settings

from kith.access.limits import LIMITS, Try, take, take_all
from kith.access.web import address_of
from tests import database


def at_once(how_many: int, one: Callable[[], Any]) -> list[Any]:
    """Run ``one`` on ``how_many`` threads with a database connection each, all let go at the same moment."""
    barrier = Barrier(how_many)

    def run() -> Any:
        connection.ensure_connection()
        barrier.wait(30)
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(how_many) as pool:
        return [each.result() for each in [pool.submit(run) for _ in range(how_many)]]


def tries(name: str, used: bool = True) -> list[int]:
    with psycopg.connect(database.owner_url(name)) as owner:
        return [row[0] for row in owner.execute("select used from access_tried order by id")]


@pytest.mark.parametrize("how_many", [16, 32])
def test_of_many_tries_at_once_exactly_five_are_within_the_limit(clone: str, how_many: int) -> None:
    answers: list[Try] = at_once(how_many, lambda: take("reader_link", "one link"))
    assert sum(each.allowed for each in answers) == 5
    assert sorted(each.used for each in answers if each.allowed) == [1, 2, 3, 4, 5]
    assert tries(connection.settings_dict["NAME"]) == [5]


def test_a_right_one_is_given_back_and_another_key_has_a_count_of_its_own(clone: str) -> None:
    for _ in range(7):
        right = take("reader_link", "mine")
        assert right.allowed
        right.give_back()
    assert take("reader_link", "mine").left == 4
    assert take("reader_link", "yours").left == 4


def test_a_rollback_does_not_undo_the_count(clone: str) -> None:
    for _ in range(5):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            assert take("reader_link", "one link").allowed
            raise ZeroDivisionError
    assert not take("reader_link", "one link").allowed


def test_a_count_begins_anew_when_its_time_is_over(clone: str) -> None:
    for _ in range(6):
        last = take("password", "ada@example.org", "192.0.2.1")
    assert not last.allowed
    with psycopg.connect(database.owner_url(connection.settings_dict["NAME"])) as owner:
        owner.execute("update access_tried set since = since - %s", [LIMITS["password"].within])
    assert take("password", "ada@example.org", "192.0.2.1").left == 4


def test_several_limits_at_once_and_none_is_used_when_one_refuses(clone: str) -> None:
    for number in range(5):
        assert not take_all({"password": ("ada", "a"), "password_account": ("ada",)}).refused, number
    refused = take_all({"password_account": ("ada",), "password": ("ada", "a")}).refused
    assert refused is not None
    assert refused.limit == "password"
    assert take("password_account", "ada").used == 6, "the refused one is not counted elsewhere"


@pytest.mark.parametrize(
    "attack",
    [
        "delete from access_tried",
        "update access_tried set used = 0",
        "insert into access_tried (name, key, since, used) values ('password', repeat('a', 64), now(), 0)",
        "select * from access_tried",
        "update access_limit set tries = 100000",
        "insert into access_limit values ('mine', 1000, 1)",
        "truncate access_tried",
        # A table of the same name in the caller's own schema is not the one that counts.
        "create temporary table access_limit (name text, tries int, seconds int);"
        "insert into access_limit values ('reader_link', 1000, 1);"
        "create temporary table access_tried (name text, key text, since timestamptz, used int);"
        "do $$ begin for i in 1..6 loop if not (select allowed from access_try('reader_link', repeat('a', 64))) then"
        " raise insufficient_privilege; end if; end loop; end $$",
    ],
)
def test_the_application_cannot_set_a_count_back(clone: str, attack: str) -> None:
    with psycopg.connect(clone) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(attack)


def test_the_count_holds_no_address(clone: str) -> None:
    take("password_account", "ada@example.org")
    with psycopg.connect(database.owner_url(connection.settings_dict["NAME"])) as owner:
        assert "ada" not in str(owner.execute("select * from access_tried").fetchall())
    with psycopg.connect(clone) as app, pytest.raises(psycopg.errors.CheckViolation):
        app.execute("select access_try('password', 'ada@example.org')")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.9"),
        (0, "192.0.2.7", "10.0.0.9"),  # nobody before us may say where a call comes from
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "203.0.113.1, 192.0.2.7", "192.0.2.7"),  # what the caller itself sent stands left of it
        (2, "203.0.113.1, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
        (1, "", "10.0.0.9"),
        (1, "192.0.2.7:4711", "192.0.2.7"),
        (1, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        (1, "::ffff:192.0.2.7", "192.0.2.7"),
        (1, "nonsense", "10.0.0.9"),
    ],
)
def test_the_callers_address_is_what_our_outermost_proxy_saw(proxies: int, forwarded: str, address: str) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", headers=headers)
    with override_settings(PROXIES=proxies):
        assert address_of(request) == address
