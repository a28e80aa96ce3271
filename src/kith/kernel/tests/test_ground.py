"""The ground floor: instants and days in London, refusals, facts, and what the database refuses in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from kith.kernel import constraints, facts
from kith.kernel import time as clock
from kith.kernel.constraints import AtTheSameMoment, Collision, RefusedByDatabase, explain, explained, name_refusals
from kith.kernel.ids import uuid7
from kith.kernel.refusals import ChangedMeanwhile, NotFound, NotPermitted, Refusal
from kith.kernel.time import LONDON, london_date


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (utc(2026, 1, 31, 23, 59), date(2026, 1, 31)),
        (utc(2026, 6, 30, 22, 59), date(2026, 6, 30)),
        (utc(2026, 6, 30, 23, 0), date(2026, 7, 1)),
        (utc(2026, 3, 29, 0, 59), date(2026, 3, 29)),
        (utc(2026, 3, 28, 23, 59), date(2026, 3, 28)),
        (utc(2026, 3, 29, 22, 59), date(2026, 3, 29)),
        (utc(2026, 3, 29, 23, 0), date(2026, 3, 30)),
        (utc(2026, 10, 25, 0, 30), date(2026, 10, 25)),
        (utc(2026, 10, 24, 23, 0), date(2026, 10, 25)),
        (utc(2026, 10, 25, 23, 59), date(2026, 10, 25)),
        (utc(2028, 2, 29, 12), date(2028, 2, 29)),
        (utc(2026, 12, 31, 23, 59), date(2026, 12, 31)),
        (datetime(2026, 7, 1, 0, 30, tzinfo=LONDON), date(2026, 7, 1)),
        (datetime(2026, 3, 4, 1, 0, tzinfo=timezone(timedelta(hours=13))), date(2026, 3, 3)),
    ],
)
def test_the_day_in_london_at_an_instant(instant: datetime, day: date) -> None:
    assert london_date(instant) == day


def test_an_instant_without_an_offset_has_no_day() -> None:
    with pytest.raises(ValueError, match="must carry its offset"):
        london_date(datetime(2026, 3, 4, 12))


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)), st.integers(0, 86_400))
def test_a_later_instant_is_never_on_an_earlier_day(naive: datetime, seconds: int) -> None:
    instant = naive.replace(tzinfo=UTC)
    later = instant + timedelta(seconds=seconds)
    assert london_date(instant) <= london_date(later)
    assert abs((london_date(instant) - instant.date()).days) <= 1


@pytest.fixture
def _as_it_was() -> Iterator[None]:
    yield
    clock.pretend(timedelta())


@pytest.mark.usefixtures("_as_it_was")
@pytest.mark.parametrize("offset", [timedelta(days=400), timedelta(days=-30), timedelta()])
def test_a_pretended_time_goes_on(offset: timedelta) -> None:
    clock.pretend(offset)
    before = datetime.now(UTC) + offset
    assert before <= clock.now() <= before + timedelta(seconds=30)
    assert clock.now().tzinfo is UTC


def test_ids_of_one_moment_sort_after_those_before() -> None:
    first = uuid7()
    later = [uuid7() for _ in range(50)]
    assert all(each.int >> 80 >= first.int >> 80 for each in later)
    assert {each.variant for each in later} == {"specified in RFC 4122"}


class Named(Refusal):
    code = "named"
    field = "words"


@pytest.mark.parametrize(
    ("refusal", "code", "field", "message"),
    [
        (Refusal("Say why."), "refused", None, "Say why."),
        (Refusal("Say why.", field="reason", code="own"), "own", "reason", "Say why."),
        (Named("Write the words."), "named", "words", "Write the words."),
        (Named("Write the words.", field="other"), "named", "other", "Write the words."),
        (NotPermitted("Ask a manager."), "not_permitted", None, "Ask a manager."),
        (NotFound(), "not_found", None, "There is nothing here, or you may not see it."),
        (ChangedMeanwhile("A newer version was saved.", theirs=1), "changed_meanwhile", None, "A newer version was saved."),
        (
            AtTheSameMoment(),
            "at_the_same_moment",
            None,
            "Another worker changed the same record at this moment, so nothing was saved. Do it again.",
        ),
        (Collision("Already there.", constraint="one_open"), "one_open", None, "Already there."),
    ],
)
def test_a_refusal_names_its_rule_and_its_field(refusal: Refusal, code: str, field: str | None, message: str) -> None:
    assert (refusal.code, refusal.field, refusal.message, str(refusal)) == (code, field, message, message)
    assert (Named.code, Named.field) == ("named", "words"), "the class stays as it is"


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        (Collision, IntegrityError),
        (AtTheSameMoment, OperationalError),
        (RefusedByDatabase, DatabaseError),
        (RefusedByDatabase, NotPermitted),
    ],
)
def test_what_the_database_refuses_is_still_an_error_of_it(kind: type[Exception], base: type[Exception]) -> None:
    assert issubclass(kind, base)
    assert issubclass(kind, Refusal)


@dataclass(frozen=True)
class Happened:
    number: int


@dataclass(frozen=True)
class HappenedElse(Happened):
    pass


def test_a_fact_is_heard_in_order_once_and_by_its_own_kind_only() -> None:
    heard: list[Any] = []

    def first(fact: Happened) -> None:
        heard.append(("first", fact.number))

    def second(fact: Happened) -> None:
        heard.append(("second", fact.number))

    for handler in (first, second, first):
        facts.on(Happened, handler)
    facts.publish(Happened(1))
    facts.publish(HappenedElse(2))
    assert heard == [("first", 1), ("second", 1)]


def test_who_hears_may_refuse() -> None:
    @dataclass(frozen=True)
    class Asked:
        pass

    def no(fact: Asked) -> None:
        raise Refusal("Not while work is open.")

    facts.on(Asked, no)
    with pytest.raises(Refusal, match="Not while work is open"):
        facts.publish(Asked())


@pytest.fixture
def table(db: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a table with constraints for one transaction; what is said of them goes with the test."""
    monkeypatch.setattr(constraints, "_messages", dict(constraints._messages))
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table kith_try (n int constraint kith_try_told check (n > 0), m int constraint kith_try_other check (m > 0))"
        )
    explain({"kith_try_told": "Give a number above nought."})
    return "kith_try"


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_constraint_with_a_message_is_a_refusal_and_one_without_is_our_mistake(table: str) -> None:
    assert "kith_try_told" in explained()
    with pytest.raises(Collision) as refused:
        run(f"insert into {table} values (0, 1)")
    assert (refused.value.message, refused.value.constraint, refused.value.code) == (
        "Give a number above nought.",
        "kith_try_told",
        "kith_try_told",
    )
    with pytest.raises(IntegrityError) as plain:
        run(f"insert into {table} values (1, 0)")
    assert not isinstance(plain.value, Refusal)


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [
        ("KH001", RefusedByDatabase, "Ask a manager."),
        ("40P01", AtTheSameMoment, "Do it again."),
        ("KH002", DatabaseError, "Ask a manager."),
        ("22012", DatabaseError, "Ask a manager."),
    ],
)
def test_a_function_that_refuses_says_what_to_do(table: str, state: str, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words) as refused:
        run(f"do $$ begin raise exception 'Ask a manager.' using errcode = '{state}'; end $$")
    assert isinstance(refused.value, Refusal) is (kind is not DatabaseError)


@pytest.mark.parametrize("error", [IntegrityError("x"), OperationalError("x"), DatabaseError("x")])
def test_an_error_that_says_nothing_stays_as_it_is(error: Exception) -> None:
    def execute(*_: Any) -> None:
        raise error

    with pytest.raises(type(error)) as same:
        name_refusals(execute, "select 1", None, False, {})
    assert same.value is error


def test_what_goes_well_is_passed_on() -> None:
    assert name_refusals(lambda sql, params, many, context: (sql, params, many), "select 1", [1], False, {}) == (
        "select 1",
        [1],
        False,
    )
