"""What every journey stands on: a real server on a database of its own, real Chromium, and axe on every page.

A journey reads given / when / then. ``visit`` and ``press`` check the page that results: no accessibility violation, no error in
the browser's console, no horizontal scroll at 390 px. With ``KITH_SHOTS`` set to a folder,
every page checked leaves a picture there.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from kith.config.serve import die_with_parent
from tests import database

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Return the path of a Chromium to drive, or say what to install."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise RuntimeError("No Chromium found. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(url: str, **environment: str) -> Iterator[str]:
    """Serve the application on the database at ``url``, as users get it. Yields the address."""
    port = free_port()
    log = Path(os.environ["KITH_HOME"]) / "journeys.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [
                sys.executable,
                *("-m", "kith.config.web", "--workers", "1", "--bind", f"127.0.0.1:{port}"),
            ],
            env={
                **os.environ,
                "DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "PYTHONPATH": os.pathsep.join([str(database.ROOT / "src"), str(database.ROOT)]),
                **environment,
            },
            cwd=database.ROOT,
            stdout=output,
            stderr=output,
            preexec_fn=die_with_parent,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/readyz", timeout=2).read()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(f"The server stopped: {log.read_text()[-2000:]}") from None
                time.sleep(0.1)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        try:
            yield running
        finally:
            running.close()


LOOKS_LIKE = "[...new Set([...document.querySelectorAll('*')].map(e => e.tagName + '.' + e.className))].sort().join(' ')"
"""What a page is built of: pages of one kind built of the same are examined by axe once in each width."""

_examined: set[tuple[str, int, int]] = set()


class Visitor:
    """One person at a browser. ``viewport`` is ``DESKTOP`` or ``PHONE``;
    without ``javascript`` the pages must work all the same."""

    def __init__(self, running: Browser, address: str, *, viewport: dict[str, int] = DESKTOP, javascript: bool = True) -> None:
        self.address = address
        self.javascript = javascript
        self.context = running.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            bypass_csp=True,
        )
        self.page: Page = self.context.new_page()
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.problems.append(f"{message.text} {message.location.get('url', '')}") if message.type == "error" else None
            ),
        )

    def visit(self, path: str, *, status: int = 200) -> str:
        """Open a path; the answer must have ``status``. Returns the page's text."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}, expected {status}:\n{self.text()[:1500]}"
        if status >= 400:
            self.problems.clear()
        self.check()
        return self.text()

    def sign_in_as(self, area: str, role: str) -> None:
        """Sign in as a persona of the demonstration."""
        self.page.goto(f"{self.address}/personas/")
        self.page.locator(f"[data-persona='{area}:{role}']").click()
        self.page.wait_for_load_state()

    def fill(self, label: str, value: str) -> None:
        """Type into a box."""
        self.page.get_by_label(label, exact=True).first.fill(value)

    def select(self, label: str, option: str) -> None:
        """Choose one line of a list."""
        self.page.get_by_label(label, exact=True).first.select_option(label=option)

    def choose(self, label: str, *, of: str = "") -> None:
        """Tick a choice; ``of`` is the question when several questions have the same answers."""
        within: Page | Locator = self.page.get_by_role("group", name=of, exact=True).first if of else self.page
        within.get_by_label(label, exact=True).first.check()

    def fill_date(self, question: str, day: date) -> None:
        """Type a date, and for a moment also the time, into its boxes."""
        group = self.page.get_by_role("group", name=question, exact=True).first
        for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label, exact=True).fill(str(value))
        if isinstance(day, datetime):
            group.get_by_label("Time", exact=True).fill(f"{day:%H:%M}")

    def tab_to(self, name: str, *, value: str = "", at_most: int = 150) -> None:
        """Press Tab until the field or button with this name (and value) has the focus: no mouse, no script."""
        wanted = f":focus[name={name!r}]" + (f"[value={value!r}]" if value else "")
        for _ in range(at_most):
            if self.page.locator(wanted).count():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: {name} {value} cannot be reached with the Tab key")

    def press(self, name: str) -> str:
        """Press a button or follow a link by its words; then check the page that results."""
        target = self.page.get_by_role("button", name=name, exact=True)
        if not target.count():
            target = self.page.get_by_role("link", name=name, exact=True)
        assert target.count(), f"{self.page.url} has no button or link “{name}”:\n{self.text()[:3000]}"
        target.first.click()
        self.page.wait_for_load_state()
        self.check()
        return self.text()

    def refused(self) -> str:
        """Return the error summary of the page; there must be one."""
        summary = self.page.locator(".govuk-error-summary")
        assert summary.count(), f"{self.page.url}: nothing was refused:\n{self.text()[:1500]}"
        return summary.inner_text()

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def check(self) -> None:
        """No accessibility violation, nothing wider than the window, no error in the console."""
        path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[\w-]{32}(?=/)", "id", self.page.url.partition(self.address)[2])
        width = (self.page.viewport_size or DESKTOP)["width"]
        if shots := os.environ.get("KITH_SHOTS"):
            self.screenshot(Path(shots) / f"{re.sub(r'[^a-z0-9-]+', '_', path.lower())[:80]}-{width}.png")
        if not self.javascript:
            return
        kind = (path, width, hash(self.page.evaluate(LOOKS_LIKE)))
        if kind not in _examined:
            self._examine()
            _examined.add(kind)
        wide, window = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= window, f"{self.page.url} is {wide} px wide in a window of {window} px"
        assert not self.problems, f"{self.page.url}: {self.problems}"

    def _examine(self) -> None:
        self.page.evaluate(AXE)
        found: Any = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", AXE_RULES)
        violations = [
            f"{each['id']}: {each['help']} at {[node['target'] for node in each['nodes']][:3]}" for each in found["violations"]
        ]
        assert not violations, f"{self.page.url}\n" + "\n".join(violations)

    def screenshot(self, path: Path) -> None:
        self.page.screenshot(path=path, full_page=True)
