"""The page of a family."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from kith.kernel.time import london_date
from kith.staff_desk.family_page import family_page
from kith.workbench.about import Subject
from kith.workbench.pages import page, show


@page()
def family(request: Any, family_id: UUID) -> HttpResponse:
    """The one-page picture of a family."""
    request.kith_family = Subject(family_id, request.kith_now)
    context = {"page": family_page(request.kith_family), "today": london_date(request.kith_now), "wide": True}
    return show(request, "staff_desk/family.html", context, family_id=family_id, called="family_help:family")
