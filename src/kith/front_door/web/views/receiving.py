"""Writing down a request or a conversation."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kith.access.sight import Part
from kith.access.web import attempt
from kith.front_door import queries, services
from kith.front_door.body import BodyRefused, RequestBody
from kith.front_door.local_model import model_for
from kith.front_door.queries import rows
from kith.front_door.refusals import ReferenceUsed
from kith.front_door.web.forms.asking import RequestForm
from kith.front_door.web.forms.deciding import ConversationForm
from kith.front_door.words import Door, Kind
from kith.kernel.paging import Place
from kith.kernel.time import london_date
from kith.workbench.pages import ask, page, show

CHANGED_SINCE = (
    "You have already sent this form, and have changed it since. Nothing was sent this time. Open what was received, or send this"
    " as a second request"
)


@page(Part.FRONT_DOOR, methods=("GET",))
def new(request: Any) -> HttpResponse:
    """Who asks?"""
    return show(request, "front_door/new.html", {"kinds": Kind.choices})


@page(Part.FRONT_DOOR)
def new_kind(request: Any, kind: str) -> HttpResponse:
    """Write down a request that came by telephone, in person or on paper."""
    if kind not in Kind.values:
        raise Http404
    model = model_for(request.kith_identity.area_id, london_date(request.kith_now))
    channels = [(slug, each.name) for slug, each in model.channels(london_date(request.kith_now)).items()]

    def form_of(typed: Any) -> RequestForm:
        fresh = {"token": uuid4().hex, "channel": model.default_channel}
        return RequestForm(typed, kind=kind, today=london_date(request.kith_now), channels=channels, initial=fresh)

    form, sent_before = form_of(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            body = form.to_body(reference=f"STAFF-{form.cleaned_data['token'][:32]}", now=request.kith_now)
        except BodyRefused as refusal:
            form.show_problems(refusal.problems)
        else:
            receipt, sent_before = _receive(request, form, body)
            if sent_before is not None:
                again = request.POST.copy()
                again["token"] = uuid4().hex
                form = form_of(again)
                form.add_error(None, CHANGED_SINCE)
            if receipt is not None:
                advice = queries.in_danger(request.kith_identity.area_id, receipt.channel, at=request.kith_now)
                messages.success(request, f"Received. Read out the receipt number: {receipt.number}. {advice.words}")
                return redirect("front_door:request", receipt.request_id)
    context = {
        "form": form,
        "title": f"Record a request: {Kind(kind).label.lower()}",
        "back": reverse("front_door:new"),
        "sent_before": sent_before,
    }
    return show(request, "front_door/write.html", context)


def _receive(request: Any, form: RequestForm, body: RequestBody) -> tuple[Any, Any]:
    """Return the receipt; or, for a form that was sent before and changed since, the receipt of what was sent then."""
    sent_before: list[Any] = []

    def receive() -> Any:
        try:
            return services.receive_request(body=body, door=Door.WEB, received_at=request.kith_now, now=request.kith_now)
        except ReferenceUsed as refusal:
            sent_before.append(refusal.earlier)
            return None

    receipt = attempt(form, receive)
    return receipt, next(iter(sent_before), None)


@page(Part.FRONT_DOOR)
def conversation(request: Any) -> HttpResponse:
    """Record a conversation that may end in advice and nothing more; where a link names a request, about that request."""
    about = rows.request_named(request.GET.get("request", ""))
    form = ConversationForm(request.POST or None, initial={"at": request.kith_now})
    return ask(
        request,
        form,
        lambda said: services.record_conversation(request=about, now=request.kith_now, **said),
        title=f"Record a conversation about request {about.number}" if about else "Record a conversation",
        said="The conversation is kept and can be found by name.",
        done=reverse("front_door:conversations"),
        back=reverse("front_door:conversations"),
    )


@page(Part.FRONT_DOOR)
def conversations(request: Any) -> HttpResponse:
    """Find a conversation by a name in it. Names are posted, so that none stands in an address."""
    names = request.POST.get("names", "").replace("\x00", "").strip()[:200]
    place = Place.read(request.POST.get("place") or request.GET.get("place"))
    found = queries.find_conversations(request.kith_identity.area_id, names, place=place)
    return show(
        request,
        "front_door/conversations.html",
        {"found": found, "names": names},
        kind="search" if names else "list",
        asked={"names": names} if names else {},
        shown=[each.pk for each in found],
    )
