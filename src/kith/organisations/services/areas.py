"""Areas: one council with its partners, one practice model, one set of records."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.design.words import the_date
from kith.kernel.ids import uuid7
from kith.kernel.refusals import Refusal
from kith.kernel.said import says_nothing
from kith.organisations.models import Agency, Area
from kith.organisations.services.asked import WordsMissing


class AreaExists(Refusal):
    code = "area_exists"
    source = "design 8 (bad input)"
    field = "slug"


class NotAShortName(Refusal):
    code = "not_a_short_name"
    source = "design 8 (bad input)"
    field = "slug"


class NotACode(Refusal):
    code = "not_a_dfe_code"
    source = "children in need census, code of the local authority"
    field = "la_code"


class NoSuchArea(Refusal):
    code = "no_such_area"
    source = "design 8 (bad input)"
    field = "area"


class AlreadyLive(Refusal):
    code = "already_live"
    source = "practice P-3"


class NotLive(Refusal):
    code = "not_live"
    source = "practice P-3"


def area_called(slug: str) -> Area:
    """Return an area by its short name. Raises :class:`NoSuchArea` with those there are."""
    area = Area.objects.filter(slug=slug).first()
    if area is None:
        held = ", ".join(Area.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise NoSuchArea(f"There is no area called {slug}. Areas: {held}.")
    return area


@transaction.atomic
def add_area(*, slug: str, name: str, la_code: str = "", pathfinder: bool = True, area_id: UUID | None = None) -> Area:
    """Add a real area with its children's services as first agency. It takes no requests from outside until it is live.

    ``slug`` is the short name used in addresses and commands, ``la_code`` the three-digit DfE code. Raises :class:`AreaExists`.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 50:
        raise NotAShortName(
            f"“{slug}” is not a short name. Use small letters, figures and hyphens, such as north-shire.", field="slug"
        )
    if la_code and not re.fullmatch(r"[0-9]{3}", la_code):
        raise NotACode(f"“{la_code}” is not a DfE code. It has three figures, such as 838.", field="la_code")
    if Area.objects.filter(slug=slug).exists():
        raise AreaExists(f"There is already an area called {slug}. Choose another short name.")
    area = Area.objects.create(
        id=area_id or uuid7(),
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


def take_live(*, area: Area, by: str, now: datetime) -> Area:
    """Have an area take requests from outside from now on. Who calls has asked that nothing is missing.

    ``by`` is the name of the administrator who does it. Raises :class:`AlreadyLive`.
    """
    if not by.strip():
        raise WordsMissing("Say who takes the area live.", field="by")
    with transaction.atomic():
        held = Area.objects.select_for_update().get(pk=area.pk)
        if held.live_at is not None:
            raise AlreadyLive(f"{held.name} is live since {the_date(held.live_at)}.")
        held.live_at, held.live_by = now, by.strip()
        held.not_live_since, held.not_live_reason = None, ""
        held.save(update_fields=["live_at", "live_by", "not_live_since", "not_live_reason"])
    return held


def take_back(*, area: Area, reason: str, now: datetime) -> Area:
    """Have an area take no more requests from outside. What there is stays, and its staff go on working with it.

    Raises :class:`NotLive`, and refuses an empty reason: history keeps it, with who did it.
    """
    if says_nothing(reason):
        raise WordsMissing("Give a reason.", field="reason")
    with transaction.atomic():
        held = Area.objects.select_for_update().get(pk=area.pk)
        if held.live_at is None:
            raise NotLive(f"{held.name} is not live.")
        held.live_at, held.live_by = None, ""
        held.not_live_since, held.not_live_reason = now, reason.strip()
        held.save(update_fields=["live_at", "live_by", "not_live_since", "not_live_reason"])
    return held
