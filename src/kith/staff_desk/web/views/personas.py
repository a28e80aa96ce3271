"""The demonstration's personas: be one of them. Absent outside the demonstration."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from kith.access.middleware import AREA_SESSION_KEY, without_identity
from kith.organisations.queries import personas as all_personas
from kith.staff_desk.sign_in import PERSONA_SESSION_KEY


@login_not_required
@without_identity
def personas(request: HttpRequest) -> HttpResponse:
    """List every area's personas; a POST signs in as the one pressed."""
    if not settings.DEMONSTRATION:
        raise Http404
    found = all_personas()
    if request.method == "POST":
        chosen = next((p for p in found if p.key == request.POST.get("persona")), None)
        if chosen is None or chosen.practitioner.user is None:
            raise Http404
        login(request, chosen.practitioner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        request.session[PERSONA_SESSION_KEY] = True
        request.session[AREA_SESSION_KEY] = str(chosen.area.pk)
        after = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()})
        return redirect(after if safe else "staff_desk:my_day")
    by_area = [(area, list(people)) for area, people in groupby(found, key=lambda p: p.area)]
    return render(
        request,
        "staff_desk/personas.html",
        {"by_area": by_area, "next": request.GET.get("next", ""), "wide": True},
    )
