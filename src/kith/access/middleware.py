"""Every page of somebody signed in runs in one transaction whose identity the database knows."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.access.identity import Identity, acting_as
from kith.access.models import SentForm
from kith.access.purposes import purpose_of
from kith.access.withholding import About, refuse_a_name_lost, withhold_names
from kith.kernel.refusals import NotFound, Refusal
from kith.kernel.time import london_date, now
from kith.organisations.models import Membership

AREA_SESSION_KEY = "kith_area"
SENT_ONCE = "sent_once"
"""The hidden field of every form (``design/form_page.html``) whose text is new for each page shown."""


class NothingKeptMiddleware:
    """Every answer of the program says that nobody may keep it: no browser, no proxy.

    All of them, and not those of a list: a new page about a family is then never forgotten. Files of the design (CSS, scripts) do
    not come by here; they are answered before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers.pop("ETag", None)
        return response


class ActingMiddleware:
    """Open ``acting_as`` around each view whose visitor is signed in and has a membership today.

    A refusal that the view did not show beside a field undoes everything and becomes a page of its own. A view that must manage
    its own transactions (the API, public forms, sign-in) is marked with :func:`without_identity`.
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
        room = request.resolver_match.namespace if request.resolver_match else ""
        identity = identity_of(request, purpose=getattr(view, "purpose", "") or purpose_of(room))
        if identity is None:
            return None if view.__module__.startswith("allauth") else redirect("staff_desk:no_membership")
        request.kith_identity = identity
        request.kith_now = moment
        try:
            with acting_as(identity, now=moment):
                refuse_a_name_lost(request)
                if request.method == "POST" and SENT_ONCE in request.POST and not getattr(view, "repeatable", False):
                    response = _once(request, lambda: view(request, *args, **kwargs))
                else:
                    response = view(request, *args, **kwargs)
                if not getattr(view, "says_what_was_typed", False):
                    withhold_names(response, About.of_address(kwargs))
                return response
        except NotFound:
            raise Http404 from None
        except Refusal as refusal:
            page = next((page for kind, page in _pages.items() if isinstance(refusal, kind)), None)
            if page is not None:
                return page(request, refusal)
            return render(request, "refused.html", {"words": refusal.message, "back": request.path}, status=409)


_pages: dict[type[Refusal], Callable[[Any, Any], HttpResponse]] = {}


def answer_with(kind: type[Refusal], page: Callable[[Any, Any], HttpResponse]) -> None:
    """Have a kind of refusal that no view expects, because it may meet any of them, answered by a page of its own.

    What the view wrote is undone by then, and nobody acts. Called once for each kind, where everything is wired.
    """
    _pages[kind] = page


def _once(request: Any, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer a form that is sent for the first time; one sent again, word for word, goes where the first one went.

    A second sending waits for the first to commit. A form that came back with errors was not saved and may be sent again.
    """
    key = _key_of(request)
    try:
        with transaction.atomic():
            SentForm.objects.create(
                key=key,
                area_id=request.kith_identity.area_id,
                practitioner_id=request.kith_identity.practitioner_id,
                at=request.kith_now,
            )
    except IntegrityError:
        earlier = SentForm.objects.get(key=key)
        messages.info(request, "This was sent twice. It was saved once.")
        return redirect(earlier.answer or request.path)
    response = answer()
    sent = SentForm.objects.filter(key=key)
    if response.status_code in {302, 303}:
        sent.update(answer=response.headers["Location"][:500])
    else:
        sent.delete()
    return response


def _key_of(request: Any) -> str:
    said = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    whole = [request.path, str(request.kith_identity.practitioner_id), said]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def identity_of(request: Any, *, purpose: str) -> Identity | None:
    """Return the identity of the practitioner signed in, in the area they chose, or ``None`` without a membership today.

    One query. The area's name, and whether it is live, stay on the request for the frame of the page.
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
    request.kith_area_live = held.area.is_live
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


def repeatable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose form may be sent any number of times, such as keeping a draft."""
    view.repeatable = True  # type: ignore[attr-defined]
    return view


def says_what_was_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a page that shows people the actor sees and what they typed themselves, and no words of others.

    Names of hidden people are not taken out there: a name that disappears from what was typed would say that it is held.
    """
    view.says_what_was_typed = True  # type: ignore[attr-defined]
    return view
