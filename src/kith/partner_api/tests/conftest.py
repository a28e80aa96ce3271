"""Dorset taken live for agencies, and a school that sends."""

import json
from typing import Any

import pytest
from django.test import Client as Browser

from kith.organisations.models import Area
from kith.partner_api.tests.asking import REQUESTS, Send, token_for


@pytest.fixture
def area(furnished: str) -> Area:
    """Dorset with its model, in a database of the test's own."""
    return Area.objects.get(slug="dorset")


@pytest.fixture
def send(area: Area) -> Send:
    """Return ``send(body, **headers)``: posts a request as a school's system."""
    token = token_for("elm-school", area)
    browser = Browser()

    def post(body: Any, *, raw: bytes | None = None, content_type: str = "application/json", **headers: str) -> Any:
        data = raw if raw is not None else json.dumps(body).encode()
        return browser.post(REQUESTS, data, content_type=content_type, headers={"Authorization": f"Bearer {token}", **headers})

    post.token = token  # type: ignore[attr-defined]
    return post
