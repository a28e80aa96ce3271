"""Where the pages of this room are."""

from uuid import UUID

from django.urls import reverse

NEW = "new"
"""The answer that none of the people shown is meant."""


def people_page(family_id: UUID) -> str:
    """Return the address of the page with the people of a family."""
    return reverse("people:family", kwargs={"family_id": family_id})


def person_link(person_id: UUID) -> str:
    """Return the address of the page of a person."""
    return reverse("people:person", kwargs={"person_id": person_id})
