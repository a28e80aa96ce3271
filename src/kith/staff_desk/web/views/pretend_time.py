"""The administrator sets the time of the demonstration. Absent outside it."""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kith.access.web import attempt
from kith.kernel.time import LONDON, now
from kith.organisations.clock import follow_pretended_time, is_pretended
from kith.organisations.queries import may_administer
from kith.organisations.services import set_pretended_time
from kith.staff_desk.web.forms.pretend_time import PretendTimeForm
from kith.staff_desk.web.requests import StaffRequest


def pretend_time(request: StaffRequest) -> HttpResponse:
    """Show the time and set it, or return to the real one."""
    if not settings.DEMONSTRATION or not may_administer(request.kith_identity.roles):
        raise Http404
    if request.method == "POST" and "real" in request.POST:
        set_pretended_time(moment=None, real_now=datetime.now(UTC))
        follow_pretended_time()
        messages.success(request, "The real time is shown again.")
        return redirect("staff_desk:pretend_time")
    form = PretendTimeForm(request.POST if request.method == "POST" else None, initial={"moment": now().astimezone(LONDON)})
    if request.method == "POST" and form.is_valid():
        moment = form.cleaned_data["moment"]
        attempt(form, lambda: set_pretended_time(moment=moment, real_now=datetime.now(UTC)))
        if not form.errors:
            follow_pretended_time()
            messages.success(request, "The time is set, for everybody in the demonstration.")
            return redirect("staff_desk:pretend_time")
    return render(request, "staff_desk/pretend_time.html", {"form": form, "moment": now(), "pretended": is_pretended()})
