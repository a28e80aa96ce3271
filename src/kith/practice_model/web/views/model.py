"""An area's model, as anybody who works in the area may read it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.organisations.queries import administrators_of, area_with, may_administer
from kith.practice_model.queries import NoModelInForce, page_of


@require_safe
def mine(request: Any) -> HttpResponse:
    """Show the model in force today in the area acted in."""
    return _page(request)


@require_safe
def version(request: Any, version_id: UUID) -> HttpResponse:
    """Show one published version of the area's model, or of the national one."""
    return _page(request, version_id)


def none_in_force(request: Any, refusal: NoModelInForce) -> HttpResponse:
    """Say that the area has no practice model in force, what to do about it, and who can."""
    identity = request.kith_identity
    area = area_with(identity.area_id)
    today = london_date(request.kith_now)
    context = {
        "area": area,
        "may_publish": may_administer(identity.roles),
        "administrators": administrators_of(area.pk, today),
        "today": today,
    }
    return render(request, "practice_model/none.html", context, status=409)


def _page(request: Any, version_id: UUID | None = None) -> HttpResponse:
    area = area_with(request.kith_identity.area_id)
    try:
        page = page_of(area.slug, on=london_date(request.kith_now), version_id=version_id)
    except NotFound as error:
        raise Http404 from error
    except NoModelInForce as refusal:
        return none_in_force(request, refusal)
    return render(request, "practice_model/model.html", {"page": page, "area": area})
