"""Reading who has a way in, and where."""

from uuid import UUID

from kith.family_portal.models import ReaderLink
from kith.organisations.models import Area


def area_called(slug: str) -> Area | None:
    """Return the area that the address of a link names, or ``None``."""
    return Area.objects.filter(slug=slug).first()


def open_links(plan_id: UUID) -> dict[UUID, ReaderLink]:
    """Return the links of a plan that have not ended, by the reader's person id."""
    return {link.person_id: link for link in ReaderLink.objects.filter(plan_id=plan_id, ended_at__isnull=True)}
