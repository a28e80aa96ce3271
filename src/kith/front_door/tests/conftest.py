"""Published models, and the forty requests as they really arrive."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kith.front_door.body import RequestBody, check_body
from kith.front_door.models import Request
from kith.front_door.services import look_for_family, receive_request
from kith.kernel.time import LONDON
from kith.practice_model.reading import draft, lay, model_of
from kith.practice_model.rules import Model
from tests.fixtures import Acting, publish_for_every_area

SAMPLES = Path(__file__).parents[4] / "tests" / "samples" / "requests"
NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


@pytest.fixture
def models(db: None) -> None:
    """Publish the drafts of every area."""
    publish_for_every_area()


def sample_lines(area: str) -> list[dict[str, Any]]:
    """Return the sample requests of an area as read from the file."""
    return [json.loads(line) for line in (SAMPLES / f"{area}.jsonl").read_text().splitlines()]


def truth() -> dict[str, dict[str, str]]:
    """Return what a competent worker would notice and decide, by reference."""
    with (SAMPLES / "truth.csv").open(newline="") as rows:
        return {row["reference"]: row for row in csv.DictReader(rows)}


def simple_body(**changes: Any) -> dict[str, Any]:
    """Return a small valid body as a plain object, with changes."""
    return {
        "reference": "R-1",
        "kind": "professional",
        "sender": {
            "name": "Ada Reed",
            "role": "Designated safeguarding lead",
            "organisation": "Elm School",
            "told_family": "yes",
        },
        "people": [
            {
                "key": "c",
                "role": "child",
                "forename": "Milo",
                "surname": "Hart",
                "date_of_birth": "2016-05-04",
            },
            {"key": "m", "role": "parent", "forename": "Ana", "surname": "Hart"},
        ],
        "relationships": [{"from": "m", "to": "c", "kind": "mother", "parental_responsibility": True}],
        "worries": "He is tired and often late.",
        "agreement": {"service": "yes", "sharing": "yes", "by": "Ana, his mother"},
        **changes,
    }


def body_of(given: dict[str, Any], *, now: datetime = NOW) -> RequestBody:
    """Return a body that was read and checked."""
    return check_body(given, now=now)


@pytest.fixture
def receive(acting: Acting, models: None) -> Callable[..., Request]:
    """Return ``receive(body, area=…)``: takes a request in as the bulk door does, looks for its family, and returns it."""

    def take(given: dict[str, Any], *, area: str = "dorset", look: bool = True) -> Request:
        body = body_of(given)
        at = body.received_at or NOW
        with acting(as_service="intake", area=area, now=at):
            receipt = receive_request(body=body, door="bulk", received_at=at, now=at)
        if look:
            later = at + timedelta(minutes=1)
            with acting(as_service="matching", area=area, now=later):
                look_for_family(request_id=receipt.request_id, now=later)
        with acting(role="front_door", area=area, now=at):
            return Request.objects.select_related("sender").get(pk=receipt.request_id)

    return take


@cache
def model_of_area(area: str, more: str = "") -> Model:
    """Return an area's draft as it stands on 24 November 2026, with more written beneath it. Pure: no database."""
    national, text = draft("national"), draft(area) + more
    return model_of(lay(national, text), text, NOW.date())


def london(text: str) -> datetime:
    """Return a moment as a clock in London shows it; in the hour that comes twice, the first."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)
