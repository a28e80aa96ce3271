"""The family's side: a link, a code, and the reader's own copy."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from kith.access.middleware import without_identity
from kith.access.web import address_of
from kith.family_portal.queries import area_called
from kith.family_portal.services import LinkDoesNotWork, TooManyTries, WrongCode, check_way_in, read_copy
from kith.family_portal.web.forms.code import CodeForm
from kith.kernel.time import now

SESSION_KEY = "kith_reader"
STAYS_OPEN_FOR = timedelta(minutes=20)


@login_not_required
@without_identity
def enter(request: HttpRequest) -> HttpResponse:
    """Say how a family member gets to their plan."""
    return render(request, "family_portal/enter.html", {"is_in": SESSION_KEY in request.session})


@login_not_required
@without_identity
def link(request: HttpRequest, area: str) -> HttpResponse:
    """Ask for the code that belongs to a link. Says nothing about whose plan it is, or whether there is one."""
    place = area_called(area)
    if place is None:
        raise Http404
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            link_id = check_way_in(
                token=form.cleaned_data["key"],
                code=form.cleaned_data["code"],
                area_id=place.pk,
                address=address_of(request),
                now=now(),
            )
        except (WrongCode, TooManyTries) as refusal:
            form.add_error("code", refusal.message)
        except LinkDoesNotWork as refusal:
            return render(request, "family_portal/no_longer.html", {"words": refusal.message}, status=404)
        else:
            request.session.cycle_key()
            request.session[SESSION_KEY] = {
                "link": str(link_id),
                "area": str(place.pk),
                "at": now().isoformat(),
            }
            return redirect("family_portal:copy")
    return render(request, "family_portal/link.html", {"form": form, "area": place})


@login_not_required
@without_identity
def copy(request: HttpRequest) -> HttpResponse:
    """Show the reader their own copy, for as long as they were here a short while ago."""
    held: dict[str, Any] | None = request.session.get(SESSION_KEY)
    moment = now()
    since = parse_datetime(held["at"]) if held else None
    if held is None or since is None or abs(moment - since) > STAYS_OPEN_FOR:
        request.session.pop(SESSION_KEY, None)
        return redirect("family_portal:enter")
    try:
        plan = read_copy(link_id=UUID(held["link"]), area_id=UUID(held["area"]), now=moment)
    except LinkDoesNotWork as refusal:
        request.session.pop(SESSION_KEY, None)
        return render(request, "family_portal/no_longer.html", {"words": refusal.message}, status=404)
    request.session[SESSION_KEY] = {**held, "at": moment.isoformat()}
    return render(request, "family_portal/copy.html", {"plan": plan})


@login_not_required
@without_identity
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the reader's copy on this device."""
    request.session.pop(SESSION_KEY, None)
    return redirect("family_portal:enter")
