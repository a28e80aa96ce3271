"""A family's episode of help, and who sees the family beside the area's own workers."""

from uuid import UUID

from kith.access.models import Grant
from kith.family_help.models import Episode


def open_episode_of(family_id: UUID) -> Episode | None:
    """Return the family's open episode, or ``None``."""
    return Episode.objects.filter(family_id=family_id, closed_on__isnull=True).first()


def open_grants(family_id: UUID) -> list[Grant]:
    """Return the partners who can see the family now, for a step to decide about."""
    return list(Grant.objects.select_related("practitioner__agency").filter(family_id=family_id, ends_on__isnull=True))
