"""What the families' door holds of a record, when two records turn out to be one person or one to be two."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from kith.family_portal.models import ReaderLink
from kith.people.elsewhere import rows_of_models
from kith.people.one_person import Held


def held_about(records: list[UUID], after: int | None) -> Iterable[Held]:
    """Return the readers' links of some records, made after a millisecond."""
    return rows_of_models("family_portal", {ReaderLink: "Link to their copy of the plan"}, records, after, _page)


def _page(row: Any) -> str:
    return reverse("family_portal:links", kwargs={"family_id": row.family_id})
