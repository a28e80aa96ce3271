"""Requests whose people were not looked for, each with a button that looks now."""

from typing import Any

from django.http import HttpResponse

from kith.access.sight import Part
from kith.front_door.queries.unsearched import unsearched
from kith.kernel.paging import Place, page_of
from kith.workbench.pages import page, show


@page(Part.FRONT_DOOR, methods=("GET",))
def not_searched(request: Any) -> HttpResponse:
    """The list, those in danger first."""
    rows = unsearched(request.kith_identity.area_id, now=request.kith_now)
    found = page_of(rows, place=Place.read(request.GET.get("requests")), name="requests")
    return show(request, "front_door/not_searched.html", {"page": found}, kind="list", shown=[each.pk for each in found])
