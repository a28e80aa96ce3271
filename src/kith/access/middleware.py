"""Every page of somebody signed in runs in one transaction whose identity the database knows."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.identity import Identity, acting_as
from kith.kernel.time import london_date, now
from kith.organisations.models import Membership

AREA_SESSION_KEY = "kith_area"


class ActingMiddleware:
    """Open ``acting_as`` around each view whose visitor is signed in and has a membership today.

    A view that must manage its own transactions (the API, public forms, sign-in) is marked with :func:`without_identity`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if getattr(view, "without_identity", False) or not request.user.is_authenticated:
            return None
        moment = now()
        identity = identity_of(request, purpose=getattr(view, "purpose", "direct_work"))
        if identity is None:
            return None if view.__module__.startswith("allauth") else redirect("staff_desk:no_membership")
        request.kith_identity = identity
        request.kith_now = moment
        with acting_as(identity, now=moment):
            return view(request, *args, **kwargs)


def identity_of(request: Any, *, purpose: str) -> Identity | None:
    """Return the identity of the practitioner signed in, in the area they chose, or ``None`` without a membership today.

    One query. The area's name stays on the request for the frame of the page.
    """
    today = london_date(now())
    memberships = list(
        Membership.objects.filter(practitioner__user_id=request.user.pk, starts_on__lte=today)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("practitioner", "area")
        .order_by("starts_on")
    )
    if not memberships:
        return None
    chosen = request.session.get(AREA_SESSION_KEY)
    held = next((m for m in memberships if str(m.area_id) == chosen), memberships[0])
    practitioner = held.practitioner
    request.kith_area_name = held.area.name
    return Identity(
        kind="practitioner",
        name=practitioner.name,
        area_id=held.area_id,
        purpose=purpose,
        why=request.resolver_match.view_name if request.resolver_match else "",
        practitioner_id=practitioner.id,
        agency_id=practitioner.agency_id,
        roles=frozenset(m.role for m in memberships if m.area_id == held.area_id),
    )


def without_identity(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that opens its own transactions or touches no guarded table."""
    view.without_identity = True  # type: ignore[attr-defined]
    return view
