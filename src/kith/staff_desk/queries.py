"""What the desk shows: drafts, and who looked."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from kith.audit.models import Look
from kith.organisations.models import Agency, Practitioner
from kith.organisations.queries import names_of
from kith.staff_desk.models import Draft

LOOKS_ON_A_PAGE = 50


def my_draft(draft_id: UUID) -> Draft | None:
    """Return one of the actor's drafts. The database gives nobody anybody else's."""
    return Draft.objects.filter(pk=draft_id).first()


def my_drafts() -> list[Draft]:
    """Return the actor's drafts in this area, newest first."""
    return list(Draft.objects.order_by("-saved_at")[:50])


@dataclass(frozen=True)
class LookRow:
    """One look in words."""

    look: Look
    who: str
    agency: str
    how: str


@dataclass(frozen=True)
class LooksPage:
    """A page of looks, newest first; ``older`` is where the next page begins."""

    rows: list[LookRow]
    older: UUID | None


def looks_page(
    *, subject: UUID | None = None, practitioner_name: str = "", kind: str = "", before: UUID | None = None
) -> LooksPage:
    """Return looks in the actor's area, newest first, by keyset: each page costs the same however long the history.

    Args:
        subject: the family or person looked at, or shown in a list or search.
        practitioner_name: part of the name of who looked.
        kind: one of :class:`Look.Kind`.
        before: show looks older than this one.
    """
    looks = Look.objects.order_by("-at", "-id")
    if subject:
        looks = looks.filter(Q(family_id=subject) | Q(person_id=subject) | Q(shown__contains=[subject]))
    if practitioner_name.strip():
        ids = Practitioner.objects.filter(name__icontains=practitioner_name.strip()).values_list(
            "id", flat=True
        )[:500]
        looks = looks.filter(actor__in=[str(each) for each in ids])
    if kind:
        looks = looks.filter(kind=kind)
    if before:
        edge = Look.objects.filter(pk=before).values_list("at", flat=True).first()
        looks = looks.filter(Q(at__lt=edge) | Q(at=edge, id__lt=before)) if edge else looks.none()
    found = list(looks[: LOOKS_ON_A_PAGE + 1])
    shown = found[:LOOKS_ON_A_PAGE]
    names = names_of({UUID(look.actor) for look in shown if look.actor_kind == "practitioner"})
    agencies = dict(
        Agency.objects.filter(pk__in={look.agency_id for look in shown}).values_list("id", "name")
    )
    rows = [
        LookRow(
            look=look,
            who=names.get(UUID(look.actor), "Somebody who has left")
            if look.actor_kind == "practitioner"
            else _words(look),
            agency=agencies.get(look.agency_id, "") if look.agency_id else "",
            how=Look.Kind(look.kind).label,
        )
        for look in shown
    ]
    return LooksPage(rows=rows, older=shown[-1].pk if len(found) > LOOKS_ON_A_PAGE else None)


def _words(look: Look) -> str:
    kinds = {
        "service": "Kith itself",
        "client": "A system of a partner",
        "visitor": "The public form",
        "reader": "A family member",
    }
    name = f" ({look.actor})" if look.actor_kind == "service" else ""
    return kinds.get(look.actor_kind, look.actor_kind) + name
