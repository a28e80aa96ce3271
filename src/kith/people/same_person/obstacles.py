"""What must be settled before two records are joined."""

from uuid import UUID

from django.db.models import Q

from kith.kernel.refusals import NotFound
from kith.people.models import FamilyMember, Person, Protection, Relationship, Tie
from kith.people.record.records import records_of
from kith.people.record.whereabouts import in_hidden_family
from kith.workbench.rooms import Obstacle, obstacles_of_rooms


def obstacles(goes: UUID, stays: UUID) -> list[Obstacle]:
    """Return what must be settled before two records are joined: what this room knows, then what the others tell.

    Raises ``NotFound`` when either is in a restricted family that the actor is not named on: the answer for a person not held.
    """
    going, staying = records_of(goes), records_of(stays)
    if in_hidden_family(going | staying):
        raise NotFound
    return [*_restriction(going, staying), *_between(going, staying), *obstacles_of_rooms(going, staying)]


def _restriction(going: set[UUID], staying: set[UUID]) -> list[Obstacle]:
    """A restriction hides everyone in a family; a join must neither show them nor hide a person who is not in it."""
    flags = dict(Person.objects.filter(pk__in=going | staying).values_list("pk", "restricted"))
    restricted: dict[bool, set[UUID]] = {True: set(), False: set()}
    for person_id, family_id in FamilyMember.objects.filter(person__in=going | staying, family__restricted=True).values_list(
        "person_id", "family_id"
    ):
        restricted[person_id in going].add(family_id)
    same = {flags[each] for each in going if each in flags} == {flags[each] for each in staying if each in flags}
    if same and restricted[True] == restricted[False]:
        return []
    return [
        Obstacle(
            "One of the two is in a restricted family and the other is not in it. Ask whoever owns the restriction whether "
            "it still"
            " holds; lift it, or put the other record into the same family first."
        )
    ]


def _between(going: set[UUID], staying: set[UUID]) -> list[Obstacle]:
    """What is recorded between the two would become something between a person and themself."""
    found = []
    for model, other, what in (
        (Relationship, "other", "related to each other"),
        (Tie, "other", "tied to each other"),
        (Protection, "hidden_from", "kept from each other"),
    ):
        rows = model.objects.filter(
            Q(person__in=going, **{f"{other}__in": staying}) | Q(person__in=staying, **{f"{other}__in": going}),
            ends_on__isnull=True,
        )
        if rows.exists():
            found.append(
                Obstacle(f"The two are recorded as {what}. If that is a mistake, end it first; if not, they are two people.")
            )
    return found
