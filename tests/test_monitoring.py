"""Health says what is wrong before a child waits for it; figures are for those who run Kith; what is over is tidied away."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from procrastinate.contrib.django import app

from kith.access.models import SentForm
from kith.config import monitoring, upkeep
from kith.kernel.time import now
from kith.people.models import PossibleDuplicate
from kith.people.services import record_person
from tests import database
from tests.fixtures import Acting

Health = Callable[[], tuple[int, dict[str, Any]]]


@pytest.fixture
def owner(clone: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.owner_url(clone.split("?")[0].rsplit("/", 1)[-1]), autocommit=True) as connection:
        yield connection


@pytest.fixture
def health(clone: str) -> Health:
    def ask() -> tuple[int, dict[str, Any]]:
        answer = Client().get("/healthz")
        return answer.status_code, json.loads(answer.content)

    return ask


@pytest.fixture(autouse=True)
def just_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process came up this moment, however long the tests before took."""
    monkeypatch.setattr(monitoring, "_begun", time.monotonic())


@pytest.fixture
def long_up(just_started: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process has been up for a day."""
    monkeypatch.setattr(monitoring, "_begun", time.monotonic() - 86_400)


def add_job(owner: psycopg.Connection, status: str, *, minutes: float, worker: str = "null") -> None:
    job = owner.execute(
        "insert into procrastinate_jobs (queue_name, task_name, status, worker_id)"
        f" values ('front_door', 'front_door.look_for_family', 'todo', {worker}) returning id"
    ).fetchone()
    assert job
    owner.execute("update procrastinate_jobs set status = %s::procrastinate_job_status where id = %s", [status, job[0]])
    owner.execute("update procrastinate_events set at = now() - make_interval(secs => %s)", [minutes * 60])


def test_a_new_installation_is_well(health: Health) -> None:
    status, answer = health()
    assert (status, answer["ok"], answer["jobs"]["problems"]) == (200, True, [])
    assert answer["backup"] == {"last": None}


@pytest.mark.usefixtures("long_up")
def test_no_living_job_process_is_said_after_five_minutes(owner: psycopg.Connection, health: Health) -> None:
    owner.execute("insert into procrastinate_workers (last_heartbeat) values (now() - interval '4 minutes')")
    assert health()[0] == 200
    owner.execute("update procrastinate_workers set last_heartbeat = now() - interval '6 minutes'")
    status, answer = health()
    assert status == 503
    assert answer["jobs"]["problems"] == ["No job process has given a sign for 6 minutes. Start kith worker."]
    # One that was ended in order leaves no row, and its last minute of the schedule.
    owner.execute("delete from procrastinate_workers")
    owner.execute(
        "insert into procrastinate_periodic_defers (task_name, defer_timestamp)"
        " values ('config.take_up_stalled', extract(epoch from now() - interval '3 hours 5 minutes')::bigint)"
    )
    assert health()[1]["jobs"]["problems"] == ["No job process has given a sign for 3 hours. Start kith worker."]
    # But the pages are not taken away for it.
    assert Client().get("/readyz").status_code == 200


def test_after_a_start_of_the_machine_the_job_process_has_a_moment(owner: psycopg.Connection, health: Health) -> None:
    owner.execute("insert into procrastinate_workers (last_heartbeat) values (now() - interval '8 hours')")
    assert health()[0] == 200


@pytest.mark.usefixtures("long_up")
def test_a_job_that_waits_too_long_is_said(owner: psycopg.Connection, health: Health) -> None:
    owner.execute("insert into procrastinate_workers default values")
    add_job(owner, "todo", minutes=9)
    assert health()[0] == 200
    owner.execute("update procrastinate_events set at = now() - interval '11 minutes'")
    status, answer = health()
    assert status == 503
    assert answer["jobs"]["problems"] == ["A job has waited for 11 minutes. Requests may not be searched."]
    assert answer["jobs"]["oldest_waiting_seconds"] >= 660
    # One that is to be tried again later does not wait yet.
    owner.execute("update procrastinate_jobs set scheduled_at = now() + interval '1 hour'")
    assert health()[0] == 200


def test_a_job_whose_worker_was_killed_is_said(owner: psycopg.Connection, health: Health) -> None:
    owner.execute("insert into procrastinate_workers (last_heartbeat) values (now())")
    add_job(owner, "doing", minutes=1, worker="(select max(id) from procrastinate_workers)")
    assert health()[1]["jobs"]["stalled"] == 0
    owner.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")
    status, answer = health()
    assert (status, answer["jobs"]["stalled"]) == (200, 1)
    owner.execute("update procrastinate_workers set last_heartbeat = now() - interval '3 minutes'")
    status, answer = health()
    assert status == 503
    assert "1 stalled" in answer["jobs"]["problems"][0]
    # The same when the row of the worker is gone.
    owner.execute("delete from procrastinate_workers")
    owner.execute("update procrastinate_events set at = now() - interval '3 minutes'")
    assert health()[0] == 503


def test_the_age_of_the_last_backup_is_told(health: Health) -> None:
    upkeep.record_done("backup")
    upkeep.record_done("backup")
    assert health()[1]["backup"]["hours"] == 0.0


def test_figures_are_in_the_form_of_prometheus_and_name_nobody(owner: psycopg.Connection, acting: Acting) -> None:
    with acting(role="front_door"):
        record_person(forename="Zanzibrook", surname="Marrowbridge", now=now())
    upkeep.record_done("backup")
    add_job(owner, "todo", minutes=2)
    answer = Client().get("/metrics")
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    values = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, value = line.rsplit(" ", 1)
            values[name] = float(value)
    assert values['kith_jobs{state="waiting"}'] == 1
    assert values["kith_oldest_job_seconds"] >= 120
    assert values["kith_workers"] == 0
    assert abs(values['kith_last_done_timestamp_seconds{what="backup"}'] - datetime.now(UTC).timestamp()) < 60
    assert {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")} == {name.split("{")[0] for name in values}
    for word in ("Zanzibrook", "Marrowbridge", "dorset"):
        assert word not in text


@pytest.mark.django_db
def test_figures_are_for_this_machine_or_for_who_knows_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get("/metrics").status_code == 200
    assert Client(REMOTE_ADDR="::1").get("/metrics").status_code == 200
    assert Client(REMOTE_ADDR="10.0.0.9").get("/metrics").status_code == 404
    # A proxy on this machine calls from this machine.
    for header in ("X-Forwarded-Proto", "X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"):
        assert Client(headers={header: "https"}).get("/metrics").status_code == 404, header
    elsewhere = Client(REMOTE_ADDR="10.0.0.9", headers={"Authorization": "Bearer s3cret"})
    assert elsewhere.get("/metrics").status_code == 404
    monkeypatch.setenv("KITH_METRICS_TOKEN", "s3cret")
    assert elsewhere.get("/metrics").status_code == 200
    assert Client(REMOTE_ADDR="10.0.0.9", headers={"Authorization": "Bearer "}).get("/metrics").status_code == 404
    assert Client(REMOTE_ADDR="10.0.0.9", headers={"Authorization": "Bearer ſ3cret"}).get("/metrics").status_code == 404


def test_everything_that_happens_by_itself_is_on_one_list() -> None:
    assert {(name, each.cron) for (name, _), each in app.periodic_registry.periodic_tasks.items()} == {
        ("config.take_up_stalled", "* * * * *"),
        ("config.tidy", "17 * * * *"),
        ("config.review_lists", "30 1 * * *"),
    }


def test_what_is_over_is_removed_and_what_is_not_stays(owner: psycopg.Connection, acting: Acting) -> None:
    moment = datetime.now(UTC)
    for key, days in (("over", -1), ("lives", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=moment + timedelta(days=days))
    for key, days in (("old", 8), ("young", 6)):
        with acting(role="front_door", now=moment) as who:
            SentForm.objects.create(
                key=key, area_id=who.area_id, practitioner_id=who.practitioner_id, at=moment - timedelta(days=days)
            )
    add_job(owner, "succeeded", minutes=8 * 24 * 60)
    add_job(owner, "failed", minutes=8 * 24 * 60)
    owner.execute("insert into procrastinate_jobs (queue_name, task_name, status) values ('q', 'young', 'todo')")
    owner.execute("update procrastinate_jobs set status = 'doing' where task_name = 'young'")
    owner.execute("update procrastinate_jobs set status = 'succeeded' where task_name = 'young'")
    assert upkeep.tidy() == "1 sessions, 1 sent forms, 1 jobs; 0 secrets of codes encrypted anew"
    assert [each.session_key for each in Session.objects.all()] == ["lives"]
    with acting(role="front_door", now=moment):
        assert [each.key for each in SentForm.objects.all()] == ["young"]
    left = owner.execute("select status::text, task_name from procrastinate_jobs order by id").fetchall()
    assert left == [("failed", "front_door.look_for_family"), ("succeeded", "young")]
    assert upkeep.tidy() == "0 sessions, 0 sent forms, 0 jobs; 0 secrets of codes encrypted anew"


def test_the_memory_of_todays_forms_cannot_be_wiped(owner: psycopg.Connection, acting: Acting) -> None:
    moment = datetime.now(UTC)
    with acting(role="front_door", now=moment) as who:
        SentForm.objects.create(key="now", area_id=who.area_id, practitioner_id=who.practitioner_id, at=moment)
    with psycopg.connect(owner.info.dsn.replace("kith_owner", "kith_app"), password=_password("kith_app")) as application:
        assert application.execute("select access_forget_sent_forms('2999-01-01')").fetchone() == (0,)


def test_review_lists_are_written_area_by_area(acting: Acting, clone: str) -> None:
    moment = now()
    for area in ("dorset", "lincolnshire"):
        for surname in ("Marrowbridge", "Marowbridge"):
            with acting(role="front_door", area=area, now=moment):
                record_person(
                    forename="Saoirse",
                    surname=surname,
                    date_of_birth=datetime(2017, 3, 9).date(),
                    postcode="ZZ99 7QX",
                    address="48 Cobblestone Wynd",
                    now=moment,
                )
    assert upkeep.write_review_lists() == "2 new pairs to look at"
    assert upkeep.write_review_lists() == "0 new pairs to look at"
    for area in ("dorset", "lincolnshire"):
        with acting(role="team_manager", area=area, now=moment):
            assert PossibleDuplicate.objects.count() == 1


def _password(role: str) -> str:
    return str(database._server.passwords[role])
