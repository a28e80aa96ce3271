"""Where the pages of this room are."""

from typing import Any
from uuid import UUID

from django.urls import reverse


def back_to(name: str, family_id: UUID, **more: Any) -> str:
    """Return the address of a page of this room about a family."""
    return reverse(f"family_help:{name}", kwargs={"family_id": family_id, **more})
