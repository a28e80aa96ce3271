"""Where the pages of this room are, and the row that an address names."""

from typing import Any, TypeVar
from uuid import UUID

from django.urls import reverse

from kith.family_help.queries import row_of
from kith.people.models import FamilyRecord

Row = TypeVar("Row", bound=FamilyRecord)


def found(model: type[Row], family_id: UUID, row_id: UUID) -> Row:
    """Return one row of a family, or answer 404."""
    return row_of(model, family_id, row_id)


def back_to(name: str, family_id: UUID, **more: Any) -> str:
    """Return the address of a page of this room about a family."""
    return reverse(f"family_help:{name}", kwargs={"family_id": family_id, **more})
