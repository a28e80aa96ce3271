"""Users: who signs in, and as which practitioner they work."""

from datetime import datetime

from django.db import transaction

from kith.kernel.refusals import Refusal
from kith.kernel.time import london_date
from kith.organisations.models import Agency, Area, Membership, Practitioner, Profession, Role, User
from kith.organisations.services.areas import NoSuchArea


class UnknownRole(Refusal):
    code = "unknown_role"
    field = "role"


class UserExists(Refusal):
    code = "user_exists"
    field = "email"


@transaction.atomic
def invite_user(
    *,
    email: str,
    area: str,
    role: str,
    now: datetime,
    name: str = "",
    profession: str = Profession.OTHER,
    registration: str = "",
    agency: str = "",
) -> User:
    """Make a user who has yet to choose a password, as a practitioner with ``role`` in ``area`` from today.

    ``agency`` is a slug; without it the area's children's services. Raises :class:`NoSuchArea`, :class:`UnknownRole`,
    :class:`UserExists`. The caller sends or prints the one-time link.
    """
    place = Area.objects.filter(slug=area).first()
    if place is None:
        held = ", ".join(Area.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise NoSuchArea(f"There is no area called {area}. Areas: {held}.")
    if role not in Role.values:
        raise UnknownRole(f"There is no role called {role}. Roles: {', '.join(Role.values)}.")
    email = User.objects.normalize_email(email).lower()
    if User.objects.filter(email__iexact=email).exists():
        raise UserExists(f"{email} is already a user.")
    works_for = (
        place.agencies.filter(slug=agency).first()
        if agency
        else place.agencies.filter(kind=Agency.Kind.CHILDRENS_SERVICES).first()
    )
    if works_for is None:
        raise Refusal(f"{place.name} has no agency called {agency or 'children’s services'}.", field="agency")
    user = User.objects.create_user(email)
    practitioner = Practitioner.objects.create(
        user=user,
        agency=works_for,
        name=name or email.partition("@")[0],
        profession=profession,
        registration=registration,
        email=email,
    )
    Membership.objects.create(practitioner=practitioner, area=place, role=role, starts_on=london_date(now))
    return user
