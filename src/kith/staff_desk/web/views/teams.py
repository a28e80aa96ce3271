"""The area's teams and hubs."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kith.kernel.time import london_date
from kith.organisations.queries import on_duty, team_page, teams_of
from kith.staff_desk.queries import disciplines_of
from kith.staff_desk.web.requests import StaffRequest


def teams(request: StaffRequest) -> HttpResponse:
    """List every team and hub with the disciplines present and missing, and who is on duty now."""
    area_id = request.kith_identity.area_id
    on = london_date(request.kith_now)
    pages = teams_of(area_id, on, disciplines_of(area_id, on))
    return render(
        request,
        "staff_desk/teams.html",
        {"pages": pages, "on_duty": on_duty(area_id, request.kith_now), "wide": True},
    )


def team(request: StaffRequest, slug: str) -> HttpResponse:
    """Show one team: its people, its disciplines, its gaps."""
    area_id, on = request.kith_identity.area_id, london_date(request.kith_now)
    page = team_page(area_id, slug, on, disciplines_of(area_id, on))
    if page is None:
        raise Http404
    return render(request, "staff_desk/team.html", {"page": page})
