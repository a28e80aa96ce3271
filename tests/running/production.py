"""Kith as it runs for real families: ``KITH_MODE=production``, two web processes, and people who come through a proxy."""

import os
import re
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests import database
from tests.journeys.base import free_port

HOST = "kith.example.org"


@dataclass
class Production:
    """A running installation: its address on this machine, its environment, and its log."""

    address: str
    environment: dict[str, str]
    log: Path
    process: Any = field(repr=False, default=None)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of ``kith`` in the same environment."""
        return subprocess.run(
            [sys.executable, "-m", "kith.config.command", *words],
            env=self.environment,
            cwd=database.ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def visitor(self, address: str = "192.0.2.1") -> "Visitor":
        """Someone with a browser of their own, at a network address of their own."""
        return Visitor(self.address, address)


@contextmanager
def production(url: str, home: Path, **extra: str) -> Iterator[Production]:
    """Serve the database at ``url`` in production mode, by two processes behind one proxy that has ended TLS."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "KITH_", "EMAIL_", "OIDC_"))}
    environment = {
        **kept,
        "KITH_MODE": "production",
        "KITH_HOME": str(home),
        "KITH_ADDRESS": f"https://{HOST}",
        "KITH_PROXIES": "1",
        "ALLOWED_HOSTS": HOST,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DATABASE_URL": url,
        "PYTHONPATH": str(database.ROOT / "src"),
        **extra,
    }
    port = free_port()
    log = home / "web.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "kith.config.wsgi:application", "--worker-class", "gthread"),
                *("--workers", "2", "--threads", "8", "--bind", f"127.0.0.1:{port}", "--log-level", "info"),
            ],
            env=environment,
            cwd=database.ROOT,
            stdout=output,
            stderr=output,
        )
    running = Production(f"http://127.0.0.1:{port}", environment, log, process)
    try:
        _wait(running)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _wait(running: Production) -> None:
    asked = urllib.request.Request(f"{running.address}/accounts/login/", headers={"Host": HOST, "X-Forwarded-Proto": "https"})
    for _ in range(600):
        try:
            urllib.request.urlopen(asked, timeout=20).read()
            return
        except OSError as error:
            if running.process.poll() is not None or "HTTP Error" in str(error):
                raise RuntimeError(f"{error}: {running.log.read_text()[-3000:]}") from None
            time.sleep(0.1)
    raise RuntimeError("The server did not answer.")


class Visitor:
    """A browser without JavaScript: cookies, forms, redirects. It speaks as the proxy passes it on."""

    def __init__(self, address: str, from_where: str) -> None:
        self.address, self.page, self.where, self.status = address, "", "/", 0
        self.headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": from_where,
            "Origin": f"https://{HOST}",
        }
        self.cookies: dict[str, str] = {}

    def open(self, path: str) -> "Visitor":
        """Open a page and follow where it leads."""
        return self._follow(self.call("GET", path))

    def send(self, path: str = "", **fields: str) -> "Visitor":
        """Send the form of this page, with its token, and follow where it leads."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        assert token, f"{self.where} has no form"
        data = {"csrfmiddlewaretoken": token.group(1), **fields}
        return self._follow(self.call("POST", path or self.where, data))

    def call(self, method: str, path: str, data: Mapping[str, str | list[str]] | None = None) -> requests.Response:
        """Ask once, with the cookies of before. They are for HTTPS only: the proxy has ended it."""
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = requests.request(
            method,
            self._url(path),
            data=data,
            headers={**self.headers, "Cookie": held},
            allow_redirects=False,
            timeout=60,
        )
        for line in answer.raw.headers.getlist("Set-Cookie"):
            for name, morsel in SimpleCookie(line).items():
                assert morsel["secure"] or not morsel.value, f"{name} would travel in the clear"
                self.cookies[name] = morsel.value
                if not morsel.value:
                    del self.cookies[name]
        return answer

    def _follow(self, answer: requests.Response) -> "Visitor":
        for _ in range(10):
            self.where = urlsplit(answer.url).path
            if answer.status_code not in {301, 302, 303}:
                self.page, self.status = unescape(answer.text), answer.status_code
                return self
            there = urljoin(answer.url, answer.headers["Location"])
            # Kith names itself by its public address; another host (a provider) is asked as it is.
            own = urlsplit(there).hostname == HOST or there.startswith(self.address)
            answer = self.call("GET", there) if own else requests.get(there, allow_redirects=False, timeout=60)
        raise AssertionError(f"sent round: {self.where}")

    def _url(self, path: str) -> str:
        parts = urlsplit(path)
        return f"{self.address}{parts.path}{'?' if parts.query else ''}{parts.query}"

    @property
    def heading(self) -> str:
        """The first heading of the page."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.page, re.DOTALL)
        return re.sub(r"<[^>]+>|\s+", " ", found.group(1)).strip() if found else ""

    def use(self, link: str) -> "Visitor":
        """Open a one-time link and paste what stands behind its #, as one does without JavaScript."""
        self.open(link)
        return self.send(key=link.partition("#")[2])

    def choose_password(self, link: str, password: str) -> "Visitor":
        """Open a one-time link and choose a password."""
        self.use(link)
        return self.send(password1=password, password2=password)

    def sign_in(self, email: str, password: str) -> "Visitor":
        """Send address and password."""
        self.open("/accounts/login/")
        return self.send(login=email, password=password)

    def set_up_codes(self) -> str:
        """Set up codes on the page that asks for it. Returns the secret that the phone keeps."""
        secret = re.search(r'<code class="kith-code">([A-Z2-7]+)</code>', self.page)
        assert secret, self.heading
        self.send(code=code_of(secret.group(1)))
        return secret.group(1)


def code_of(secret: str, later: int = 0) -> str:
    """Return the code that an app shows now, or ``later`` half minutes from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))
