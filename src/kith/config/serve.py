"""``kith start``: migrate, load the demonstration, run the web pages and the jobs, and stop it all together."""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from kith.config.embedded import Embedded

WEB_PROCESSES = 2
WEB_THREADS = 4
BOOT_SECONDS = 600
"""A slow machine may take minutes until the first page; a program that ends is noticed at once, however soon."""
WORKER_SECONDS = 120
"""How long gunicorn lets one of its processes say nothing, and so also how long it may take to load the program."""
SAY_SO_SECONDS = 30
ANSWER_SECONDS = 30
TERMINAL_SECONDS = 1
STOP_SECONDS = 15
MANY_ENDS = 5
MANY_WITHIN_SECONDS = 60
HOST = "127.0.0.1"
NOT_FOR_SERVING = ("DATABASE_OWNER_URL", "DATABASE_BACKUP_URL")
"""What web and jobs are never told: only migrations may own the database, only a backup reads every row."""


class CannotServe(RuntimeError):
    """Kith cannot start here; the message says what to do."""


class _Stop(BaseException):
    """Somebody asked to stop."""


def _end_with_terminal() -> None:
    """Send HUP to this process when the terminal that it was started from is closed.

    The kernel tells only the leader of the terminal's session. A shell passes it on; ``make``, when it leads the session itself
    (``ssh -t``), tells nobody and waits.
    """

    def watch() -> None:
        while True:
            time.sleep(TERMINAL_SECONDS)
            try:
                os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
            except OSError:
                os.kill(os.getpid(), signal.SIGHUP)
                return

    with suppress(OSError):
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
        threading.Thread(target=watch, daemon=True, name="terminal").start()


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn Ctrl-C, TERM and HUP into an orderly end of the block; the first is enough,
    later ones do not disturb the clearing up."""

    heard = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, frame: FrameType | None) -> None:
        for each in heard:
            signal.signal(each, signal.SIG_IGN)
        raise _Stop

    before = {each: signal.signal(each, stop) for each in heard}
    if before[signal.SIGHUP] is not signal.SIG_IGN:  # nohup: it is to outlive its terminal
        _end_with_terminal()
    try:
        yield
    except _Stop:
        # A terminal that was closed cannot be told.
        with suppress(OSError):
            print("Stopped.", flush=True)
        raise SystemExit(0) from None
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def only_one(home: Path, port: int) -> Iterator[str | None]:
    """Hold the place of the one server under ``home``. Yields None, or the address of the one that runs already."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "serving").open("a+") as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            place.seek(0)
            yield place.read().strip()
            return
        place.truncate(0)
        place.write(f"http://{HOST}:{port}\n")
        place.flush()
        yield None


def refuse_busy(port: int) -> None:
    """Raise :class:`CannotServe` when another program listens on the port."""
    if not 0 < port < 65536:
        raise CannotServe(f"There is no port {port}. Choose one from 1024 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CannotServe(f"Port {port} is reserved. Choose one above 1023: PORT=8010 make start") from None
        except OSError:
            raise CannotServe(f"Port {port} is in use by another program. Choose another: PORT=8010 make start") from None


def run(*, home: Path, port: int, demonstration: bool, own_database: Embedded | None) -> int:
    """Migrate, load, serve until stopped. Returns the exit status; every process started here has ended by then.

    What ends by itself is started again, ``own_database`` too: one of them may run out of memory at night.
    """
    address = f"http://{HOST}:{port}"
    _finish([*_kith(), "migrate", "--verbosity", "0"], "The database could not be brought to this version.")
    if demonstration and _has_command("load_demonstration"):
        _finish([*_kith(), "load_demonstration"], "The demonstration could not be loaded.")
    (home / "static").mkdir(exist_ok=True)
    # Only migrations may own the database: what serves does not even know the address.
    environment = {name: value for name, value in os.environ.items() if name not in NOT_FOR_SERVING}
    parts = {
        "The web server": [*web_command(f"{HOST}:{port}"), "--graceful-timeout", "5", "--timeout", str(WORKER_SECONDS)],
        "The job process": [*_kith(), "worker"],
    }
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in parts.items():
            children[name] = _child(command, environment)
        _until_it_answers(address, children)
        print(f"Kith is ready: {address}", flush=True)
        _keep(parts, children, environment, own_database)
        return 1
    finally:
        _end(children.values())


def _keep(
    parts: dict[str, list[str]],
    children: dict[str, subprocess.Popen[bytes]],
    environment: dict[str, str],
    own_database: Embedded | None,
) -> None:
    """Start again what ends by itself. Returns when one of the parts ends again and again."""
    ends: dict[str, list[float]] = {name: [] for name in parts}
    while True:
        if own_database is not None and own_database.revive():
            print("PostgreSQL had ended by itself and was started again.", file=sys.stderr, flush=True)
        for name, child in children.items():
            if child.poll() is None:
                continue
            ends[name] = [at for at in ends[name] if time.monotonic() - at < MANY_WITHIN_SECONDS] + [time.monotonic()]
            print(f"{name} ended by itself (status {child.returncode}).", file=sys.stderr, flush=True)
            if len(ends[name]) == MANY_ENDS:
                print("It ends again and again. Stopping everything.", file=sys.stderr, flush=True)
                return
            children[name] = _child(parts[name], environment)
        time.sleep(0.5)


def web_command(bind: str, *, workers: int = WEB_PROCESSES, threads: int = WEB_THREADS) -> list[str]:
    """Return the command line of the web server for an address like ``127.0.0.1:8000`` or ``unix:/run/kith/web``."""
    return [
        *(sys.executable, "-m", "kith.config.web", "--workers", str(workers), "--threads", str(threads)),
        *("--bind", bind),
    ]


def _kith() -> list[str]:
    return [sys.executable, "-m", "kith.config.command"]


def _has_command(name: str) -> bool:
    return (Path(__file__).parent / "management" / "commands" / f"{name}.py").exists()


def die_with_parent() -> None:
    """Runs in a child: when its parent ends, with -9 too, the kernel (of Linux) tells it to stop."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _child(command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    # A session of its own keeps the terminal's Ctrl-C from reaching it before we end it in order.
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent,
    )


def _finish(command: Sequence[str], failure: str) -> None:
    child = _child(command, dict(os.environ))
    try:
        if child.wait():
            raise CannotServe(failure)
    finally:
        _end([child])


def _until_it_answers(address: str, children: dict[str, subprocess.Popen[bytes]]) -> None:
    begun = told = time.monotonic()
    while (present := time.monotonic()) - begun < BOOT_SECONDS:
        if present - told >= SAY_SO_SECONDS:
            told = present
            print("Still starting. This machine is slow at the moment.", flush=True)
        for name, child in children.items():
            if child.poll() is not None:
                raise CannotServe(f"{name} did not start (status {child.returncode}).")
        try:
            urllib.request.urlopen(
                urllib.request.Request(f"{address}/readyz", headers={"X-Forwarded-Proto": "https"}),
                timeout=ANSWER_SECONDS,
            ).close()
            return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
            raise CannotServe(f"{address}/readyz says: {answer.read(2000).decode(errors='replace')}") from None
        except OSError:
            time.sleep(0.1)
    raise CannotServe(f"The pages did not answer within {BOOT_SECONDS // 60} minutes.")


def _end(children: Iterable[subprocess.Popen[bytes]]) -> None:
    """End children, and what they started: a child leads a group of its own, which may outlive it."""
    running = [child for child in children if child.poll() is None]
    for child in running:
        child.terminate()
    for child in running:
        with suppress(subprocess.TimeoutExpired):
            child.wait(STOP_SECONDS)
    for child in running:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
