"""Areas: one council with its partners, one practice model, one set of records."""

from django.db import transaction

from kith.kernel.refusals import Refusal
from kith.organisations.models import Agency, Area


class AreaExists(Refusal):
    code = "area_exists"
    field = "slug"


class NoSuchArea(Refusal):
    code = "no_such_area"
    field = "area"


@transaction.atomic
def add_area(*, slug: str, name: str, la_code: str = "", pathfinder: bool = True) -> Area:
    """Add a real area with its children's services as first agency.

    ``slug`` is the short name used in addresses and commands, ``la_code`` the three-digit DfE code. Raises :class:`AreaExists`.
    """
    if Area.objects.filter(slug=slug).exists():
        raise AreaExists(f"There is already an area called {slug}. Choose another short name.")
    area = Area.objects.create(
        slug=slug,
        name=name,
        la_code=la_code,
        mode=Area.Mode.PATHFINDER if pathfinder else Area.Mode.NON_PATHFINDER,
    )
    agency = Agency.objects.create(
        slug=f"{slug}-childrens-services"[:50],
        name=f"{name} children's services",
        kind=Agency.Kind.CHILDRENS_SERVICES,
    )
    agency.areas.add(area)
    return area
