"""Killed with -9 under load, out of disk, moved to another machine: nothing is lost, nothing is there twice,
nothing half written.

``KITH_KILLS=100`` kills as often; as it is, five times, once each part.
"""

import os
import random
import signal
import time
from pathlib import Path

import psycopg
import pytest

from kith.config import embedded, postgresql
from kith.config.database.fingerprint import holdings
from tests.running.conftest import Kith, make_as_migrated, ours
from tests.running.test_jobs import until
from tests.running.test_start import Started, free_port, wait_until_nothing_is_left
from tests.running.town import CONVERSATION, Caller, Load, School, Worker, found

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("KITH_KILLS", "5"))


def processes(home: Path, word: bytes) -> list[int]:
    """The processes of this Kith whose command line holds a word, the oldest first."""
    return sorted(pid for pid in ours(home) if word in Path(f"/proc/{pid}/cmdline").read_bytes())


def kill(home: Path, started: Started, victim: str) -> None:
    """Kill one of what runs, as an operating system without memory does."""
    match victim:
        case "postmaster":
            pid = embedded.postmaster(embedded.data_folder(home))
        case "web server":
            pid = processes(home, b"kith.config.web")[0]
        case "web process":
            pid = processes(home, b"kith.config.web")[-1]
        case "job process":
            pid = next(iter(processes(home, b"kith.config.command\0worker")), None)
        case _:
            pid = started.process.pid
    if pid is not None:
        os.kill(pid, signal.SIGKILL)


def test_nothing_is_lost_and_nothing_twice_however_it_falls(
    home: Path, environment: dict[str, str], kith: Kith, tmp_path: Path
) -> None:
    make_as_migrated(home)
    port, chance = free_port(), random.Random(8)
    started = Started(environment, port)
    started.wait_for("Kith is ready", seconds=300)
    town = found(kith)
    victims = ["postmaster", "web process", "job process", "web server", "kith start"]
    killed = []
    with Load(f"http://127.0.0.1:{port}", town) as load:
        load.until_more(8)
        for number in range(KILLS):
            time.sleep(chance.random())
            killed.append(victims[number % len(victims)])
            kill(home, started, killed[-1])
            if killed[-1] == "kith start":
                started.process.wait(20)
                until(lambda: not processes(home, b"kith.config.web"), what="the end of the pages")
                started = Started(environment, port)
                started.wait_for("Kith is ready", seconds=120)
            load.until_more(8)
    assert load.wrong == []
    assert len(killed) == KILLS

    # What no worker finished is taken up again by the next.
    server = embedded.ensure_running(home)
    try:
        with psycopg.connect(server.owner_url, autocommit=True) as owner:
            owner.execute("update procrastinate_workers set last_heartbeat = last_heartbeat - interval '1 minute'")
            kill(home, started, "job process")
            until(
                lambda: owner.execute("select count(*) from front_door_request where searched_at is null").fetchone() == (0,),
                seconds=120,
                what="every search",
            )
            # A search whose worker was killed after it had written is done again: what is compared below must stand still.
            until(
                lambda: (
                    owner.execute(
                        "select count(*) from procrastinate_jobs where task_name = 'front_door.look_for_family'"
                        " and status in ('todo', 'doing')"
                    ).fetchone()
                    == (0,)
                ),
                seconds=120,
                what="the end of every search",
            )
            held = dict(owner.execute("select reference, number from front_door_receipt").fetchall())
            assert {reference: held.get(reference) for reference in load.receipts} == load.receipts, "lost"
            for what, one_of_each in {
                "receipts": "select reference from front_door_receipt",
                "requests": "select reference from front_door_request",
                "requests of a receipt": "select r.id::text from front_door_receipt c join front_door_request r on r.id = "
                "c.request_id",
                "senders": "select request_id::text from front_door_requestsender",
                "children": "select request_id::text from front_door_requestperson",
                "conversations": "select said from front_door_conversation",
                "searches": "select args ->> 'request_id' from procrastinate_jobs where task_name = 'front_door.look_for_family'",
                "keys": "select concat(request_id, request_person_id, kind, value) from front_door_requestkey",
            }.items():
                rows = [row[0] for row in owner.execute(one_of_each.encode()).fetchall()]
                assert len(rows) == len(set(rows)), f"{what}: some are there twice"
            counts = owner.execute(
                "select (select count(*) from front_door_receipt), (select count(*) from front_door_request),"
                " (select count(*) from front_door_requestsender), (select count(*) from front_door_requestperson)"
            ).fetchone()
            assert counts == (len(held),) * 4, "a request is half there"
            saved = {row[0] for row in owner.execute("select said from front_door_conversation").fetchall()}
            assert load.saved <= saved, "a form that was saved is lost"
    finally:
        server.stop()
    print(f"{len(killed)} kills, {len(load.receipts)} requests, {len(load.saved)} forms, {load.refused} tried again")
    _move_to_another_machine(home, kith, started, tmp_path)


def _move_to_another_machine(home: Path, kith: Kith, started: Started, tmp_path: Path) -> None:
    """Back up while it runs, restore under another home in a cluster of its own, and compare table by table."""
    saved = kith("backup", tmp_path / "saved")
    assert saved.returncode == 0, saved.stderr
    answer = Caller(f"http://127.0.0.1:{started.port}").call("/healthz")
    assert '"hours": 0.0' in answer[1], answer
    assert started.stop(signal.SIGTERM) == 0
    other = home.parent / "other"
    try:
        restored = kith("restore", tmp_path / "saved", KITH_HOME=str(other))
        assert restored.returncode == 0, restored.stderr
        old, new = embedded.ensure_running(home), embedded.ensure_running(other)
        try:
            with psycopg.connect(old.owner_url) as before, psycopg.connect(new.owner_url) as after:
                here, there = holdings(before), holdings(after)
            # What happened between the backup and the stop: that it was made, and the job process at its work.
            moving = ("public.config_lastdone", "public.procrastinate_")
            same = {name for name in here if not name.startswith(moving)}
            assert len(same) > 100
            assert {name: here[name] for name in same} == {name: there[name] for name in same}
            assert there["public.front_door_receipt"].rows == here["public.front_door_receipt"].rows > 0
        finally:
            old.stop()
            new.stop()
    finally:
        embedded.stop_server(other)
        embedded.remove_data(other)
    assert wait_until_nothing_is_left(home) == []


def test_a_full_disk_is_said_and_writes_nothing_by_halves(home: Path, environment: dict[str, str], kith: Kith) -> None:
    make_as_migrated(home)
    port = free_port()
    started = Started(environment, port)
    started.wait_for("Kith is ready", seconds=300)
    address = f"http://127.0.0.1:{port}"
    school, worker = School(address, found(kith)), Worker(address)
    school.sign_in()
    worker.sign_in()
    form = worker.conversation("x" * 900_000)
    assert school.send("BEFORE", key="before")[0] == 201

    # No file of the database may grow beyond what its largest has now: to those that write, the disk is full.
    data = embedded.data_folder(home)
    postmaster = embedded.postmaster(data)
    assert postmaster
    _let_files_grow(postmaster, data, room=0)
    refusals: list[tuple[int, str]] = []

    def refused() -> bool:
        text = random.Random(len(refusals)).randbytes(400_000).hex()
        answers = [
            worker.post(CONVERSATION, [(name, text if name == "said" else value) for name, value in form])[:2],
            school.send(f"FULL-{len(refusals)}", key=f"full-{len(refusals)}", worries=text[:9_000]),
        ]
        refusals.extend(answers)
        return any(status == 503 for status, _ in answers)

    until(refused, seconds=120, what="a refusal")
    for status, text in refusals:
        assert status in (201, 302, 503), text[:500]
        assert "Traceback" not in text
    page = next(text for status, text in refusals if status == 503)
    assert "has not been saved" in page or "has not been received" in page

    # When there is room again, what was refused is sent again and is there once.
    _let_files_grow(postmaster, data, room=None)
    for number in range(len(refusals) // 2):
        text = random.Random(number * 2).randbytes(400_000).hex()
        until(
            lambda number=number, text=text: (
                school.send(f"FULL-{number * 2}", key=f"full-{number * 2}", worries=text[:9_000])[0] == 201
            ),
            what="the receipt",
        )
    server = embedded.ensure_running(home)
    try:
        with psycopg.connect(server.owner_url) as owner:
            counts = owner.execute(
                "select (select count(*) from front_door_receipt), (select count(*) from front_door_request),"
                " (select count(*) from front_door_requestsender), (select count(*) from front_door_requestperson)"
            ).fetchone()
    finally:
        server.stop()
    assert counts == (len(refusals) // 2 + 1,) * 4
    assert started.stop(signal.SIGTERM) == 0


def _let_files_grow(postmaster: int, data: Path, *, room: int | None) -> None:
    """Limit the files of a running server, and of each process it has, to what the largest table holds now and ``room`` bytes."""
    largest = max(file.stat().st_size for file in (data.resolve() / "base").rglob("*") if file.is_file())
    most = "unlimited" if room is None else str(max(largest, 17 * 1024 * 1024) + room)
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    for pid in (str(postmaster), *children):
        # The user whose processes they are may limit them, and take the limit off again: the hard one stays.
        limited = postgresql.run_as_server(["prlimit", "--pid", pid, f"--fsize={most}:"])
        assert limited.returncode == 0 or not Path(f"/proc/{pid}").exists(), limited.stdout
