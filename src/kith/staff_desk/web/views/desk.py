"""My day: what is mine, what is due, what waits for others, what I have not finished."""

from django.http import HttpResponse
from django.shortcuts import render

from kith.audit.services import record_look
from kith.staff_desk.my_day import day_of
from kith.staff_desk.web.requests import StaffRequest


def my_day(request: StaffRequest) -> HttpResponse:
    """Show the actor's day."""
    day = day_of(request.kith_identity, now=request.kith_now, places=request.GET.dict())
    record_look("list", now=request.kith_now, page="staff_desk:my_day", shown=day.families_shown)
    return render(request, "staff_desk/my_day.html", {"day": day})
