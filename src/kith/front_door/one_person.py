"""What the front door holds of a record, when two records turn out to be one person or one to be two."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from kith.front_door.models import RequestPerson
from kith.people.elsewhere import rows_of_models
from kith.people.one_person import Held


def held_about(records: list[UUID], after: int | None) -> Iterable[Held]:
    """Return the requests that name some records, made after a millisecond."""
    return rows_of_models("front_door", {RequestPerson: "Named in a request"}, records, after, _page)


def _page(row: Any) -> str:
    return reverse("front_door:request", kwargs={"request_id": row.request_id})
