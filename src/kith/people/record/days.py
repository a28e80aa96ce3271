"""Whether something is so on a day. What begins on a day to come is planned, and what ends then is still so."""

from datetime import date

from django.db import connection

from kith.design.words import the_date
from kith.people.record.refusals import PersonRefused


def is_so(starts_on: date | None, ends_on: date | None, on: date) -> bool:
    """Say whether what begins and ends on these days is so on a day. On the day on which it ends, the next has begun."""
    return (starts_on is None or starts_on <= on) and (ends_on is None or ends_on > on)


def acting_today() -> date:
    """Return the date in London of the moment that the transaction was opened with."""
    with connection.cursor() as cursor:
        cursor.execute("select access_today()")
        today: date = cursor.fetchone()[0]
        return today


def not_to_come(on: date | None, field: str) -> None:
    """Refuse a day that has not come, of what the record has as it is today."""
    if on is not None and on > acting_today():
        raise PersonRefused(
            f"{the_date(on)} has not come yet. Record it on that day; until then the record stays as it is today.", field=field
        )
