"""Areas that are not live, one with its model and one made by commands, and an administrator."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from kith.administration.tests.commands import model_text, run
from kith.organisations.models import (
    Area,
)
from kith.organisations.services import add_area
from kith.practice_model.reading import draft
from kith.practice_model.services import publish
from kith.staff_desk.tests.helping import signed_in


@pytest.fixture
def area(clone: str) -> Area:
    """A real Dorset with its model, not live."""
    made = add_area(slug="dorset", name="Dorset", la_code="838")
    at = datetime(2024, 1, 1, tzinfo=UTC)
    publish(text=draft("national"), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    publish(text=model_text("dorset"), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    return made


@pytest.fixture
def admin(area: Area) -> Client:
    return signed_in("administrator", profession="other", name="Pat Lead")


@pytest.fixture
def wolverhampton() -> Area:
    run("area", "add", "wolverhampton", "--name", "Wolverhampton", "--la-code", "336")
    run("user", "invite", "pat@example.org", "--area", "wolverhampton", "--role", "administrator", "--name", "Pat Lead")
    area = Area.objects.get(slug="wolverhampton")
    at = datetime(2024, 1, 1, 12, tzinfo=UTC)
    publish(text=draft("national"), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    publish(text=model_text("wolverhampton"), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    return area
