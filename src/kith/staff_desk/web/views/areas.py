"""In which area somebody acts, when they belong to several; and nothing to do without a membership."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kith.access.middleware import AREA_SESSION_KEY, without_identity
from kith.kernel.time import london_date
from kith.organisations.queries import areas_of
from kith.staff_desk.web.requests import StaffRequest


def areas(request: StaffRequest) -> HttpResponse:
    """Show the areas the practitioner works in; a POST changes the one acted in."""
    identity = request.kith_identity
    assert identity.practitioner_id is not None
    mine = areas_of(identity.practitioner_id, london_date(request.kith_now))
    if request.method == "POST":
        chosen = next((area for area in mine if area.slug == request.POST.get("area")), None)
        if chosen is None:
            raise Http404
        request.session[AREA_SESSION_KEY] = str(chosen.pk)
        return redirect("staff_desk:my_day")
    return render(request, "staff_desk/areas.html", {"areas": mine, "current": identity.area_id})


@without_identity
def no_membership(request: StaffRequest) -> HttpResponse:
    """Say that the user has no place in any area today, and whom to ask."""
    return render(request, "staff_desk/no_membership.html")
