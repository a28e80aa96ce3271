"""The bench's other side: a server as users get it, somebody who asks it for pages, and a request that a partner sends."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Times:
    """How long each of many answers took, in seconds."""

    all: list[float] = field(default_factory=list)

    def at(self, hundredth: int) -> float:
        """Return a percentile in milliseconds."""
        ordered = sorted(self.all)
        return 1000 * ordered[min(len(ordered) - 1, round(hundredth / 100 * len(ordered)))]


class Browser:
    """One person signed in, on one connection that is kept."""

    def __init__(self, port: int, practitioner: Any) -> None:
        from importlib import import_module  # noqa: PLC0415

        from django.conf import settings  # noqa: PLC0415
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415

        from kith.staff_desk.sign_in import PERSONA_SESSION_KEY  # noqa: PLC0415

        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(practitioner.user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = practitioner.user.get_session_auth_hash()
        session[PERSONA_SESSION_KEY] = True
        session.create()
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={'k' * 32}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def answer(self, method: str, path: str, fields: dict[str, str] | None = None) -> bytes:
        headers = {"Cookie": self.cookie, "Host": "127.0.0.1"}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": "k" * 32}).encode()
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": "http://127.0.0.1/"}
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status != 200:
            raise SystemExit(
                f"{method} {path} answered {response.status} {response.headers.get('Location', '')}: {text[-600:]!r}"
            )
        return text

    def many(self, asked: list[tuple[str, str, dict[str, str] | None]]) -> Times:
        """Ask for pages one after another, after a few to warm up."""
        for method, path, fields in asked[:6]:
            self.answer(method, path, fields)
        times = Times()
        for method, path, fields in asked:
            began = time.perf_counter()
            self.answer(method, path, fields)
            times.all.append(time.perf_counter() - began)
        return times


@contextmanager
def serving(application: str) -> Iterator[int]:
    """Serve an application as users get it, and stop it afterwards. Yields the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    said = Path(os.environ["KITH_HOME"]) / "bench.log"
    log = said.open("wb")
    options = ("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "warning", "--keep-alive", "30")
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application, *options, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, stdout=log, stderr=log
    )
    try:
        for _ in range(300):
            if process.poll() is not None:
                raise SystemExit(f"The server stopped:\n{said.read_text()[-2000:]}")
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        log.close()


def a_request() -> dict[str, Any]:
    """Return a request of ordinary size: two children, a mother, a father, some words."""
    number = uuid.uuid4()
    return {
        "reference": f"bench-{number.hex}",
        "kind": "professional",
        "sender": {
            "name": "Helen Ashby",
            "role": "Designated safeguarding lead",
            "organisation": "Larkfield Primary School",
            "telephone": "01632 960123",
            "email": "bench@example.org",
            "told_family": "yes",
        },
        "people": [
            {
                "key": "C1",
                "role": "child",
                "forename": "Poppy",
                "surname": "Laceby",
                "date_of_birth": "2017-04-07",
                "sex": "F",
                "school": "Larkfield Primary School",
                "address": "12 Rope Walk",
                "postcode": "ZZ99 3WZ",
            },
            {"key": "C2", "role": "child", "forename": "Alfie", "surname": "Laceby", "date_of_birth": "2021-11-19", "sex": "M"},
            {"key": "A1", "role": "parent", "forename": "Gemma", "surname": "Laceby", "telephone": "07700 900121"},
            {"key": "A2", "role": "parent", "forename": "Scott", "surname": "Barlow"},
        ],
        "relationships": [
            {"from": "A1", "to": "C1", "kind": "mother", "parental_responsibility": True},
            {"from": "A1", "to": "C2", "kind": "mother", "parental_responsibility": True},
            {"from": "A2", "to": "C1", "kind": "father"},
        ],
        "worries": "Poppy has come to school hungry four times this half term, in shoes that are too small. " * 3,
        "strengths": "Mother comes at once when asked.",
        "agreement": {"service": "yes", "sharing": "yes", "by": "Gemma Laceby, in person"},
    }
