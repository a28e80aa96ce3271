"""The design room alone: no other app, no database."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from csp.constants import NONCE, SELF
from django.test import override_settings

ALONE = {
    "ROOT_URLCONF": "kith.design.tests.pages",
    "MIDDLEWARE": ["csp.middleware.CSPMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
    "STORAGES": {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "APP_DIRS": True,
            "OPTIONS": {"environment": "kith.design.jinja.environment"},
        }
    ],
    "CONTENT_SECURITY_POLICY": {
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF, NONCE],
            "style-src": [SELF],
            "img-src": [SELF, "data:"],
        }
    },
}


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    with override_settings(**ALONE):
        yield


class QuietHandler(WSGIRequestHandler):
    """Says nothing about each request."""

    def log_message(self, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def site() -> Iterator[str]:
    """Serve the pages of ``kith.design.tests.pages`` over HTTP and give their address."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415

    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A real browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    found = next(
        (
            path
            for path in (os.environ.get("CHROMIUM"), "/usr/bin/chromium", shutil.which("google-chrome"))
            if path and Path(path).exists()
        ),
        None,
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def axe() -> str:
    """The accessibility checker's script."""
    return (Path(__file__).resolve().parents[4] / "tests" / "vendor" / "axe.min.js").read_text()
