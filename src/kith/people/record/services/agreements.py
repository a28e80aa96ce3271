"""What people said to being helped, and to sharing."""

from collections.abc import Iterable
from datetime import datetime

from kith.access.identity import current_identity
from kith.people.models import Agreement, Family, Person


def record_agreement(
    *,
    family: Family,
    person: Person | None,
    about: str,
    answer: str,
    now: datetime,
    words: str = "",
    topics: Iterable[str] = (),
    reported: bool = False,
) -> Agreement:
    """Record what one person said to one of three questions: having a service, sharing information, telling the parents.

    ``reported``: another person passed the answer on, and no worker of the area asked. ``now`` is then the day they did.
    """
    return Agreement.objects.create(
        area_id=family.area_id,
        family=family,
        person=person,
        about=about,
        answer=answer,
        words=words.strip(),
        asked_at=now,
        asked_by_id=None if reported else current_identity().practitioner_id,
        topics=list(topics),
    )
