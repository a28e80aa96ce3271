"""Asking for help without an account: choose the area, say who you are, tell us. Works without JavaScript.

Every page opens with what to do in immediate danger and says when the front door is next staffed (practice P-3). The receipt is
shown on the screen; nothing is sent to anybody.
"""

from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kith.access.identity import Identity, acting_as
from kith.access.middleware import without_identity
from kith.access.web import address_of
from kith.front_door import queries
from kith.front_door.body import BodyRefused, RequestBody, hash_of_body
from kith.front_door.queries.rows import ReceiptRow
from kith.front_door.refusals import AreaNotLive, ReferenceUsed
from kith.front_door.services import Burst, receive_request
from kith.front_door.services.receive import refuse_unless_live
from kith.front_door.web.forms.asking import RequestForm
from kith.front_door.words import Door, Kind
from kith.kernel.refusals import Refusal
from kith.kernel.time import london_date, now
from kith.organisations.queries import area_called, live_areas
from kith.practice_model.queries import NoModelInForce
from kith.public_site.pace import paced

KINDS = [
    (Kind.PROFESSIONAL, "I work with a child or family", "For example at a school, a surgery or the police"),
    (
        Kind.RELATIVE,
        "I am a relative or friend of the family",
        "We ask whether you may be named, and keep to what you say",
    ),
    (Kind.SELF, "I want help for my own family", "For parents and carers"),
    (
        Kind.CHILD,
        "I am a child or young person",
        "You can ask for help yourself. We ask how it is safe to reach you",
    ),
    (
        Kind.PUBLIC,
        "I am a neighbour, or somebody else",
        "We ask whether you may be named, and keep to what you say",
    ),
    (Kind.ANONYMOUS, "I do not want to say who I am", "We look at what you tell us in the same way"),
]


def public(view: Any) -> Any:
    """Mark a page that anybody may open, and that opens its own transaction."""

    @wraps(view)
    def shown(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = view(request, *args, **kwargs)
        except (AreaNotLive, NoModelInForce) as refusal:
            words = refusal.message if isinstance(refusal, AreaNotLive) else ""
            answer = render(request, "public_site/not_live.html", {"words": words}, status=503)
            answer["Retry-After"] = "3600"
        return answer

    return without_identity(login_not_required(shown))


@public
@require_safe
def start(request: Any) -> HttpResponse:
    """Choose the area where the child lives."""
    return render(request, "public_site/start.html", {"areas": live_areas()})


@public
@require_safe
def who(request: Any, area: str) -> HttpResponse:
    """Say who you are."""
    place = _area(area)
    return render(request, "public_site/who.html", {"area": place, "kinds": KINDS, "danger": _danger(place)})


@public
@require_safe
def begin(request: Any, area: str, kind: str) -> HttpResponse:
    """Give a new form an address of its own: whoever goes back to it and sends it again has sent the same form."""
    return redirect("public_site:ask", _area(area).slug, kind, uuid4())


@public
@require_http_methods(["GET", "POST"])
def ask(request: Any, area: str, kind: str, form_id: UUID) -> HttpResponse:
    """The form, and after sending it the receipt. The same words sent again show the first receipt."""
    place = _area(area)
    if kind not in Kind.values:
        raise Http404
    moment = now()
    posted = request.POST if request.method == "POST" else None
    form = RequestForm(posted, kind=kind, today=london_date(moment))
    if request.method == "POST" and form.is_valid():
        try:
            receipt = _receive_once(place, form, form_id, moment, address_of(request))
        except BodyRefused as refusal:
            form.show_problems(refusal.problems)
            receipt = None
        except Refusal as refusal:
            form.add_error(None, refusal.message)
            receipt = None
        if receipt is not None:
            danger = queries.in_danger(place.pk, receipt.channel, at=moment)
            safe = form.cleaned_data.get("safe_to_contact")
            context = {"area": place, "receipt": receipt, "danger": danger, "kind": kind, "safe_to_contact": safe}
            return render(request, "public_site/receipt.html", context)
    title = next(words for code, words, _ in KINDS if code == kind)
    context = {"area": place, "form": form, "kind": kind, "title": title, "danger": _danger(place)}
    return render(request, "public_site/ask.html", context)


def _receive_once(place: Any, form: RequestForm, form_id: UUID, moment: datetime, address: str) -> ReceiptRow:
    body = form.to_body(reference=f"WEB-{form_id.hex}", now=moment)
    with paced(area_id=place.pk, kind=form.kind, address=address, body=body) as burst:
        try:
            return _receive(place, body, form_id.hex, moment, burst)
        except ReferenceUsed:
            # Sent once, changed and sent again: both are kept, so that nothing that was written is lost. Each is kept once.
            token = uuid5(form_id, hash_of_body(body)).hex
            return _receive(place, form.to_body(reference=f"WEB-{token}", now=moment), token, moment, burst)


def _receive(place: Any, body: RequestBody, token: str, moment: datetime, burst: Burst | None) -> ReceiptRow:
    visitor = Identity(kind="visitor", name=token, area_id=place.pk, purpose="request_for_support", why="public form")
    with acting_as(visitor, now=moment):
        return receive_request(body=body, door=Door.PUBLIC, received_at=moment, now=moment, burst=burst)


def _area(slug: str) -> Any:
    place = area_called(slug)
    if place is None:
        raise Http404
    if not place.is_live:
        refuse_unless_live(place.pk, now=now())
    return place


def _danger(place: Any) -> Any:
    return queries.in_danger(place.pk, "", at=now())
