"""The demonstration as a journey meets it: visitors of its pages, and the system of a partner."""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from playwright.sync_api import Browser

from tests.journeys import base


@dataclass(frozen=True)
class PartnerSystem:
    """A partner agency's own system: it holds credentials, sends requests and reads what became of them."""

    address: str
    client_id: str
    client_secret: str

    def call(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        """Call the API with a fresh token. Returns the status and the answer."""
        pair = base64.b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()
        _, token = self._send(
            "/api/token",
            urllib.parse.urlencode({"grant_type": "client_credentials", "scope": "requests"}).encode(),
            {"Authorization": f"Basic {pair}", "Content-Type": "application/x-www-form-urlencoded"},
        )
        return self._send(
            path,
            None if body is None else json.dumps(body).encode(),
            {"Authorization": f"Bearer {token['access_token']}", "Content-Type": "application/json"},
        )

    def _send(self, path: str, data: bytes | None, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        try:
            with urllib.request.urlopen(urllib.request.Request(self.address + path, data, headers), timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)


@dataclass
class Demonstration:
    """Where the demonstration is served, and who is in it."""

    address: str
    database_url: str
    family_id: str
    mother: str
    father: str
    families: dict[str, str] = field(default_factory=dict)
    """Other families with a story, by what is special about them."""
    credentials: dict[str, tuple[str, str]] = field(default_factory=dict)

    def visitor(self, running: Browser, **how: Any) -> base.Visitor:
        return base.Visitor(running, self.address, **how)

    def system_of(self, agency: str) -> PartnerSystem:
        """Return the system of a partner agency, by its slug."""
        return PartnerSystem(self.address, *self.credentials[agency])

    @contextmanager
    def clock(self, running: Browser) -> Iterator[Any]:
        """Yield a way for the administrator to set everybody's time; the real time returns afterwards."""
        administrator = self.visitor(running, javascript=False)
        administrator.sign_in_as("dorset", "administrator")

        def set_to(moment: datetime) -> None:
            administrator.visit("/time/")
            administrator.fill_date("Date and time to show", moment)
            assert "The time is set" in administrator.press("Set the time")

        try:
            yield set_to
        finally:
            administrator.visit("/time/")
            administrator.press("Return to the real time")
