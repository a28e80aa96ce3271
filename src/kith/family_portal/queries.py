"""Reading who has a way in."""

from uuid import UUID

from kith.family_portal.models import ReaderLink


def open_links(plan_id: UUID) -> dict[UUID, ReaderLink]:
    """Return the links of a plan that have not ended, by the reader's person id."""
    return {link.person_id: link for link in ReaderLink.objects.filter(plan_id=plan_id, ended_at__isnull=True)}
