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
from kith.front_door.body import BodyRefused
from kith.front_door.local_model import model_for
from kith.front_door.web.forms.asking import RequestForm
from kith.front_door.web.forms.deciding import ConversationForm
from kith.front_door.words import Door, Kind
from kith.kernel.paging import Place
from kith.kernel.time import london_date
from kith.workbench.pages import ask, page, show


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
    form = RequestForm(
        request.POST or None,
        kind=kind,
        today=london_date(request.kith_now),
        channels=channels,
        initial={"token": uuid4().hex, "channel": model.default_channel},
    )
    if request.method == "POST" and form.is_valid():
        try:
            body = form.to_body(reference=f"STAFF-{form.cleaned_data['token'][:32]}", now=request.kith_now)
        except BodyRefused as refusal:
            form.show_problems(refusal.problems)
        else:
            receipt = attempt(
                form,
                lambda: services.receive_request(body=body, door=Door.WEB, received_at=request.kith_now, now=request.kith_now),
            )
            if receipt is not None:
                advice = queries.in_danger(request.kith_identity.area_id, receipt.channel, at=request.kith_now)
                messages.success(request, f"Received. Read out the receipt number: {receipt.number}. {advice.words}")
                return redirect("front_door:request", receipt.request_id)
    context = {
        "form": form,
        "title": f"Record a request: {Kind(kind).label.lower()}",
        "back": reverse("front_door:new"),
    }
    return show(request, "front_door/write.html", context)


@page(Part.FRONT_DOOR)
def conversation(request: Any) -> HttpResponse:
    """Write down a conversation that may end in advice and nothing more."""
    form = ConversationForm(request.POST or None, initial={"at": request.kith_now})
    return ask(
        request,
        form,
        lambda said: services.record_conversation(now=request.kith_now, **said),
        title="Record a conversation",
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
