"""A running Kith with an area in it: a school's system that sends requests with keys, and a worker who saves forms.

What each was told is remembered, so that a test can ask afterwards whether anything was lost or is there twice.
"""

import json
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from html import unescape
from http.cookiejar import CookieJar
from typing import Any
from uuid import uuid4

from tests.running.conftest import Kith

FOUND = """
import json
from datetime import date
from kith.kernel.time import now
from kith.administration.demonstration import establish_demonstration_areas
from kith.partner_api.services import create_client
from kith.practice_model.services import publish_drafts
establish_demonstration_areas(now())
publish_drafts(valid_from=date(2024, 1, 1), published_by='Test', now=now())
made = create_client(name='School', agency='dorset-mill-lane-school', area='dorset', now=now())
print('FOUNDED', json.dumps({'id': made.client_id, 'secret': made.client_secret}))
"""
CONVERSATION = "/front-door/conversations/new/"


def found(kith: Kith, **environment: str) -> dict[str, str]:
    """Make the areas of the demonstration without their families; return what a school's system signs in with."""
    told = kith("shell", "-c", FOUND, **environment)
    line = next((line for line in told.stdout.splitlines() if line.startswith("FOUNDED ")), None)
    assert line, told.stdout + told.stderr
    answer: dict[str, str] = json.loads(line.removeprefix("FOUNDED "))
    return answer


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *about: Any, **more: Any) -> None:
        return None


class Caller:
    """Something that calls Kith: a browser without JavaScript, or a system. Remembers cookies; a 4xx or 5xx is an answer."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _NoRedirect).open

    def call(
        self, path: str, body: bytes | None = None, *, timeout: float = 20, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        """Return status, text and headers. Raises OSError when there was no answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = urllib.request.Request(self.address + path, body, named)
        try:
            with self._open(asked, timeout=timeout) as answer:
                return answer.status, answer.read().decode(), dict(answer.headers)
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(errors="replace"), dict(answer.headers)

    def post(self, path: str, fields: list[tuple[str, str]]) -> tuple[int, str, dict[str, str]]:
        """Send a form."""
        return self.call(path, urllib.parse.urlencode(fields).encode())


class Worker(Caller):
    """A front-door worker of Dorset at a browser."""

    def sign_in(self) -> None:
        """Become the persona."""
        status, page, _ = self.call("/personas/")
        assert status == 200, page[:500]
        token = hidden(page, "csrfmiddlewaretoken")
        status, _, _ = self.post("/personas/", [("csrfmiddlewaretoken", token), ("persona", "dorset:front_door")])
        assert status == 302

    def conversation(self, said: str) -> list[tuple[str, str]]:
        """Open the form of a conversation and fill it in."""
        status, page, _ = self.call(CONVERSATION)
        if status != 200:
            raise OSError(f"The form answered {status}")
        at = {
            part: re.search(rf'name="at_{part}"[^>]*value="([^"]*)"', page)
            for part in ("day", "month", "year", "time", "hour", "minute")
        }
        when = [(f"at_{part}", unescape(value[1])) for part, value in at.items() if value]
        return [
            ("csrfmiddlewaretoken", hidden(page, "csrfmiddlewaretoken")),
            ("sent_once", hidden(page, "sent_once")),
            ("said", said),
            ("advice", "Ring the health visitor."),
            ("next_step", "We speak again on Friday."),
            *when,
        ]


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field of a page."""
    for tag in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in tag:
            value = re.search(r'value="([^"]*)"', tag)
            return unescape(value[1]) if value else ""
    raise AssertionError(f"No field {name} in: {page[:800]}")


class School(Caller):
    """A school's system, which has a token and sends again until it has a receipt."""

    def __init__(self, address: str, credentials: dict[str, str]) -> None:
        super().__init__(address)
        self._credentials, self._token = credentials, ""

    def sign_in(self) -> None:
        """Ask for a token."""
        body = urllib.parse.urlencode(
            {
                "grant_type": "client_credentials",
                "client_id": self._credentials["id"],
                "client_secret": self._credentials["secret"],
                "scope": "requests",
            }
        ).encode()
        status, text, _ = self.call("/api/token", body)
        if status != 200:
            raise OSError(f"The token answered {status}")
        self._token = json.loads(text)["access_token"]

    def send(self, reference: str, *, key: str, worries: str = "He is tired and often late.") -> tuple[int, str]:
        """Send one request for support. Returns status and text."""
        body = {
            "reference": reference,
            "kind": "professional",
            "sender": {"name": "Ada Reed", "organisation": "Mill Lane School", "told_family": "yes"},
            "people": [{"key": "c", "role": "child", "forename": "Milo", "surname": "Hart", "date_of_birth": "2016-05-04"}],
            "worries": worries,
            "agreement": {"service": "yes", "sharing": "yes", "by": "Ana, his mother"},
        }
        status, text, _ = self.call(
            "/api/v1/requests-for-support",
            json.dumps(body).encode(),
            Content_Type="application/json",
            Authorization=f"Bearer {self._token}",
            Idempotency_Key=key,
        )
        return status, text


class Load:
    """Schools that send and workers who save, all at once, until told to stop. Each repeats what was not acknowledged."""

    def __init__(self, address: str, credentials: dict[str, str], *, schools: int = 2, workers: int = 2) -> None:
        self.receipts: dict[str, str] = {}
        self.saved: set[str] = set()
        self.wrong: list[str] = []
        self.refused = 0
        self._stop = threading.Event()
        self._threads = [
            *(
                threading.Thread(target=self._send, args=(School(address, credentials), number), daemon=True)
                for number in range(schools)
            ),
            *(threading.Thread(target=self._save, args=(Worker(address), number), daemon=True) for number in range(workers)),
        ]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *about: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(120)

    @property
    def done(self) -> int:
        """How much was acknowledged."""
        return len(self.receipts) + len(self.saved)

    def until_more(self, more: int, *, seconds: float = 120) -> None:
        """Wait until as much more was acknowledged: Kith is back."""
        wanted, end = self.done + more, time.monotonic() + seconds
        while self.done < wanted:
            assert time.monotonic() < end, f"Kith did not come back in {seconds:.0f} seconds"
            assert not self.wrong, self.wrong
            time.sleep(0.05)

    def _until_told(self, act: Callable[[], bool]) -> bool:
        """Repeat until it was acknowledged, as a person and a system do. After the end of the load a last while."""
        end: float | None = None
        while end is None or time.monotonic() < end:
            if self._stop.is_set() and end is None:
                end = time.monotonic() + 60
            try:
                if act():
                    return True
            except OSError:
                pass
            self.refused += 1
            time.sleep(0.2)
        return False

    def _send(self, school: School, number: int) -> None:
        if not self._until_told(lambda: school.sign_in() is None):
            self.wrong.append("no token")
        for count in range(100_000):
            if self._stop.is_set():
                return
            reference, key = f"S{number}-{count}", uuid4().hex

            def send(reference: str = reference, key: str = key) -> bool:
                status, text = school.send(reference, key=key)
                if status == 201:
                    receipt = json.loads(text)["receipt"]
                    if self.receipts.setdefault(reference, receipt) != receipt:
                        self.wrong.append(f"{reference} has two receipts")
                elif status < 500 and status != 429:
                    self.wrong.append(f"{reference}: {status} {text[:300]}")
                return status == 201

            self._until_told(send)
            if count % 5 == 0:
                # A system that lost the answer sends again what was received long ago.
                self._until_told(send)

    def _save(self, worker: Worker, number: int) -> None:
        self._until_told(lambda: worker.sign_in() is None)
        for count in range(100_000):
            if self._stop.is_set():
                return
            said = f"Conversation {number}-{count}"
            form: list[tuple[str, str]] = []

            def save(said: str = said, form: list[tuple[str, str]] = form) -> bool:
                form[:] = form or worker.conversation(said)
                status, page, _ = worker.post(CONVERSATION, form)
                if status in (200, 403, 404):
                    self.wrong.append(f"{said}: {status} {page[:2000]}")
                if status == 302:
                    self.saved.add(said)
                return status == 302

            self._until_told(save)
