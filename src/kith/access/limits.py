"""How often something may be tried: passwords, codes, links, API secrets and calls, public forms. One mechanism, one table.

The database counts (``access_try``), so that any number of processes and machines share one count, sixteen tries at the same
moment are sixteen, and nothing the application does can set a count back. Its own clock decides when a count begins anew.

A try is counted *before* it is looked at and given back when it was right: so wrong tries never outnumber the limit, however many
arrive at once. It is kept in a transaction of its own, so that a rollback does not undo it. Keys are kept as keyed hashes: the
table holds no e-mail address and no network address.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection


@dataclass(frozen=True)
class Limit:
    """At most ``tries`` within ``within`` of the first one; then the count begins anew."""

    tries: int
    within: timedelta


LIMITS: dict[str, Limit] = {
    # Wrong passwords for one account from one address; for one account from anywhere; from one address for any account. The last
    # is wide: a whole council may share one address.
    "password": Limit(5, timedelta(minutes=15)),
    "password_account": Limit(30, timedelta(hours=1)),
    "password_address": Limit(300, timedelta(minutes=15)),
    # Wrong codes of the second factor, recovery codes included. Who tries them knows the password.
    "second_factor": Limit(5, timedelta(minutes=15)),
    # A code of the second factor works once while it is valid.
    "second_factor_code": Limit(1, timedelta(minutes=2)),
    # Asking for a link to choose a new password.
    "new_password": Limit(5, timedelta(hours=1)),
    "new_password_address": Limit(60, timedelta(hours=1)),
    # Wrong codes of a family member's link, for as long as a link lives; and from one address for any link.
    "reader_link": Limit(5, timedelta(days=90)),
    "reader_link_address": Limit(60, timedelta(hours=1)),
    # Wrong credentials of an API client; calls of an API client.
    "api_secret": Limit(10, timedelta(minutes=15)),
    "api_secret_address": Limit(100, timedelta(minutes=15)),
    "api_calls": Limit(30_000, timedelta(minutes=1)),
    # Public forms are never refused: what is beyond the pace is grouped (``public_site``).
    "public_form_address": Limit(5, timedelta(hours=1)),
    "public_form": Limit(60, timedelta(hours=1)),
    # Of what is grouped, each that says something of its own is known by what it says. So many of these that may be a danger
    # stand on a line of their own, each with its alert: from one address, and in an area.
    "public_form_said": Limit(1, timedelta(hours=1)),
    "public_form_apart": Limit(20, timedelta(hours=1)),
    "public_form_apart_area": Limit(100, timedelta(hours=1)),
    # Danger that stays in the line of a burst is told of at once, and again while it goes on.
    "public_form_alert": Limit(1, timedelta(minutes=10)),
}
"""Every limit by its name. ``access_limit`` in the database holds the same: ``kith migrate`` writes it."""


@dataclass(frozen=True)
class Try:
    """What came of counting a try: whether it is within the limit, the how-manieth it is, and when the count begins anew."""

    limit: str
    key: str
    allowed: bool
    used: int
    most: int
    until: datetime

    @property
    def wait(self) -> str:
        """For how long to wait at most, in words."""
        minutes = int(LIMITS[self.limit].within.total_seconds() // 60)
        return "an hour" if minutes == 60 else f"{minutes} minutes" if minutes > 1 else "a minute"

    @property
    def left(self) -> int:
        """How many more may follow."""
        return self.most - self.used

    def give_back(self) -> None:
        """Take this try off the count again, because it was right."""
        _ask("select access_give_back(%s, %s)", [self.limit, self.key])


@dataclass(frozen=True)
class Tries:
    """One try that several limits count together."""

    counted: tuple[Try, ...]
    refused: Try | None

    def give_back(self) -> None:
        """Take the try off every count again, because it was right."""
        for each in self.counted:
            each.give_back()


def take(limit: str, *key: object) -> Try:
    """Count one try under ``limit`` for ``key`` (an account, an address, a link …) and say whether it is within the limit.

    A try beyond the limit is not counted: the count never exceeds it. One statement, in a transaction of its own.
    """
    hashed = _hashed(key)
    allowed, used, most, until = _ask("select * from access_try(%s, %s)", [limit, hashed])
    return Try(limit=limit, key=hashed, allowed=allowed, used=used, most=most, until=until)


def take_all(keys: Mapping[str, tuple[object, ...]]) -> Tries:
    """Count one try under several limits, in their order. Refused by the first that is used up;
    the others are then given back."""
    counted: list[Try] = []
    for limit, key in keys.items():
        one = take(limit, *key)
        if not one.allowed:
            for each in counted:
                each.give_back()
            return Tries(counted=(), refused=one)
        counted.append(one)
    return Tries(counted=tuple(counted), refused=None)


def _hashed(key: tuple[object, ...]) -> str:
    text = "\x1f".join(str(part).strip().lower() for part in key)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _ask(sql: str, values: list[Any]) -> tuple[Any, ...]:
    """Run one statement in a transaction of its own: on a second connection when this one is inside a transaction."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return tuple(cursor.fetchone())
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute(sql, values)
            return tuple(cursor.fetchone())
    finally:
        beside.close()
