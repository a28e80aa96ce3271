"""The job process on the real thing: killed in the middle of a search, started again, and left by a database that restarts."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests import database
from tests.running.conftest import ROOT

pytestmark = pytest.mark.slow

Received = Callable[[str], UUID]


@contextmanager
def job_process(url: str) -> Iterator[subprocess.Popen[str]]:
    """A running ``kith worker``."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kith.config.command", "worker"],
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT / "src")},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)
        assert process.stdout
        process.stdout.close()


def until(true: Callable[[], Any], *, seconds: float = 60, what: str = "it") -> Any:
    """Return the first answer that is true, or fail after some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := true():
            return answer
        time.sleep(0.1)
    pytest.fail(f"{what} did not happen in {seconds:.0f} seconds")


@pytest.fixture
def owner(clone: str) -> Iterator[psycopg.Connection]:
    """A connection of the owner, who sees every row."""
    name = clone.split("?")[0].rsplit("/", 1)[-1]
    with psycopg.connect(database.owner_url(name), autocommit=True) as connection:
        yield connection


@pytest.fixture
def received(clone: str, acting: Callable[..., Any]) -> Received:
    """Return ``received(reference)``: a request that was received a moment ago and whose people have not been looked for."""
    from kith.front_door.services import receive_request  # noqa: PLC0415  Django is ready only inside a test
    from kith.front_door.tests.conftest import body_of, simple_body  # noqa: PLC0415
    from kith.organisations.models import Area  # noqa: PLC0415
    from kith.practice_model.services import publish_drafts  # noqa: PLC0415

    for slug in ("dorset", "lincolnshire", "wolverhampton", "thurrock"):
        Area.objects.get_or_create(slug=slug, defaults={"name": slug.title()})
    publish_drafts(valid_from=datetime(2024, 1, 1).date(), published_by="Test", now=datetime(2024, 1, 1, tzinfo=UTC))
    now = datetime.now(UTC)

    def receive(reference: str) -> UUID:
        with acting(as_service="intake", now=now):
            body = body_of(simple_body(reference=reference), now=now)
            return receive_request(body=body, door="bulk", received_at=now, now=now).request_id

    return receive


def jobs(owner: psycopg.Connection) -> dict[str, str]:
    """The searches, by request, and where each stands."""
    return dict(
        owner.execute(
            "select args ->> 'request_id', status::text from procrastinate_jobs where task_name = 'front_door.look_for_family'"
        ).fetchall()
    )


def searched(owner: psycopg.Connection, request_id: UUID) -> bool:
    row = owner.execute("select searched_at is not null from front_door_request where id = %s", [request_id]).fetchone()
    return bool(row and row[0])


def test_a_search_whose_worker_was_killed_is_done_by_the_next(clone: str, owner: psycopg.Connection, received: Received) -> None:
    request_id = received("KILLED-1")
    with owner.transaction():
        # The worker takes the job and waits for this row.
        owner.execute("select from front_door_request where id = %s for update", [request_id])
        with (
            job_process(clone) as first,
            psycopg.connect(owner.info.dsn, password=owner.info.password, autocommit=True) as see,
        ):
            until(lambda: jobs(see)[str(request_id)] == "doing", what="the search")
            first.send_signal(signal.SIGKILL)
            first.wait(10)
    assert jobs(owner)[str(request_id)] == "doing", "the killed worker could not put it back"
    assert not searched(owner, request_id)
    # Half a minute in which nobody heard of it.
    owner.execute("update procrastinate_workers set last_heartbeat = last_heartbeat - interval '31 seconds'")
    with job_process(clone) as second:
        until(lambda: searched(owner, request_id), what="the search")
        until(lambda: jobs(owner)[str(request_id)] == "succeeded", what="the end of the job")
        second.send_signal(signal.SIGTERM)
        assert second.wait(20) == 0
    doubled = owner.execute(
        "select count(*) from (select 1 from front_door_requestkey where request_id = %s"
        " group by request_person_id, kind, value having count(*) > 1) twice",
        [request_id],
    ).fetchone()
    assert doubled == (0,)


def test_a_living_worker_takes_up_what_another_left_within_a_minute(
    clone: str, owner: psycopg.Connection, received: Received
) -> None:
    with job_process(clone):
        until(
            lambda: owner.execute("select from procrastinate_workers").fetchone() is not None,
            what="the start",
        )
        request_id = received("LEFT-1")
        until(lambda: searched(owner, request_id), what="the search")
        # As it is when another machine went down with the job: a worker that is gone, a job that it had.
        until(lambda: jobs(owner)[str(request_id)] == "succeeded", what="the end of the job")
        owner.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = null where args ->> 'request_id' = %s",
            [str(request_id)],
        )
        until(lambda: jobs(owner)[str(request_id)] == "succeeded", seconds=75, what="the second search")


def test_a_job_that_ends_every_worker_is_given_up_and_not_tried_for_ever(
    clone: str, owner: psycopg.Connection, received: Received
) -> None:
    request_id = received("POISON-1")
    owner.execute("update procrastinate_jobs set status = 'doing', worker_id = null, attempts = 4")
    with job_process(clone):
        until(lambda: jobs(owner)[str(request_id)] == "failed", what="giving up")
    assert not searched(owner, request_id), "it stands on the list of requests that were not searched"


def test_what_a_living_worker_does_is_left_to_it(clone: str, owner: psycopg.Connection, received: Received) -> None:
    request_id = received("ALIVE-1")
    worker = owner.execute("insert into procrastinate_workers default values returning id").fetchone()
    assert worker
    owner.execute("update procrastinate_jobs set status = 'doing', worker_id = %s", [worker[0]])
    with job_process(clone) as second:
        until(
            lambda: owner.execute("select count(*) from procrastinate_workers").fetchone() == (2,),
            what="the start",
        )
        time.sleep(2)
        assert jobs(owner)[str(request_id)] == "doing"
        second.send_signal(signal.SIGTERM)
        assert second.wait(20) == 0


def test_a_demonstration_takes_back_its_own_searches_and_no_other(
    clone: str, owner: psycopg.Connection, received: Received
) -> None:
    from kith.administration.demonstration import establish_demonstration_areas  # noqa: PLC0415
    from kith.config.demonstration.loading import play_area  # noqa: PLC0415

    now = datetime.now(UTC) - timedelta(minutes=1)
    real = received("REAL-1")
    establish_demonstration_areas(now)
    play_area("dorset", as_at=now, seed=3, families=1)
    assert jobs(owner) == {str(real): "todo"}
