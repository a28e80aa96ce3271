"""What the desk shows: drafts, and who looked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from kith.access.purposes import page_in_words, purpose_in_words
from kith.audit.models import Look
from kith.kernel.paging import Page, Place, Source, page_of
from kith.organisations.models import Agency, Area, Practitioner, Team
from kith.organisations.queries import names_of
from kith.practice_model.queries import NoModelInForce, model_in_force
from kith.staff_desk.models import Draft

KINDS_OF_LOOK = Look.Kind.choices
"""How a record is looked at, in words."""


def my_draft(draft_id: UUID) -> Draft | None:
    """Return one of the actor's drafts. The database gives nobody anybody else's."""
    return Draft.objects.filter(pk=draft_id).first()


def my_drafts() -> Source[Draft]:
    """Return the actor's drafts in this area, newest first."""
    return Source(Draft.objects.all(), ("-saved_at", "-id"))


@dataclass(frozen=True)
class LookRow:
    """One look in words: who, from where, what they did, on which page and for what."""

    look: Look
    who: str
    agency: str
    how: str
    page: str
    purpose: str
    refused: bool


def looks_page(
    *,
    subject: UUID | None = None,
    practitioner_name: str = "",
    kind: str = "",
    place: Place | None = None,
) -> Page[LookRow]:
    """Return looks in the actor's area, newest first. They are not counted: there may be millions.

    Args:
        subject: the family or person looked at, or shown in a list or search.
        practitioner_name: part of the name of who looked.
        kind: one of :class:`Look.Kind`.
        place: where the page begins.
    """
    looks = Look.objects.select_related("looker_area")
    if subject:
        looks = looks.filter(Q(family_id=subject) | Q(person_id=subject) | Q(shown__contains=[subject]))
    if practitioner_name.strip():
        named = Practitioner.objects.filter(name__icontains=practitioner_name.strip())
        looks = looks.filter(actor__in=named.values(actor=Cast("id", CharField())))
    if kind:
        looks = looks.filter(kind=kind)
    return page_of(Source(looks, ("-at", "-id"), _look_rows), place=place, name="before", counted=False)


def _look_rows(looks: list[Look]) -> list[LookRow]:
    names = names_of({UUID(look.actor) for look in looks if look.actor_kind == "practitioner"})
    agencies = dict(Agency.objects.filter(pk__in={look.agency_id for look in looks}).values_list("id", "name"))
    return [
        LookRow(
            look=look,
            who=names.get(UUID(look.actor), "Name not known") if look.actor_kind == "practitioner" else _words(look),
            agency=agencies.get(look.agency_id, "") if look.agency_id else "",
            how=Look.Kind(look.kind).label,
            page=page_in_words(look.page),
            purpose=purpose_in_words(look.purpose),
            refused=look.kind == Look.Kind.REFUSED,
        )
        for look in looks
    ]


def _words(look: Look) -> str:
    kinds = {
        "service": "Kith itself",
        "client": "A system of a partner",
        "visitor": "The public form",
        "reader": "A family member",
    }
    name = f" ({look.actor})" if look.actor_kind == "service" else ""
    return kinds.get(look.actor_kind, look.actor_kind) + name


def disciplines_of(area_id: UUID, on: date) -> dict[str, tuple[str, ...]]:
    """Return by kind of team the disciplines that the area's model asks for; nothing where it has not said."""
    try:
        model = model_in_force(Area.objects.get(pk=area_id).slug, on)
    except NoModelInForce:
        return {}
    asked = {
        Team.Kind.FAMILY_HELP: model.setting("family_help_team_disciplines"),
        Team.Kind.FRONT_DOOR: model.setting("front_door_disciplines"),
        Team.Kind.CHILD_PROTECTION: model.setting("child_protection_team_disciplines"),
        Team.Kind.HUB: model.setting("hub_disciplines"),
    }
    return {kind.value: said for kind, said in asked.items() if isinstance(said, tuple)}
