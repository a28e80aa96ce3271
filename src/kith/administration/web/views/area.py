"""The area itself: what there is, whether it is live, and everything that was changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kith.access.web import attempt
from kith.administration.changes import LIST, changes_in
from kith.administration.queries import lacking
from kith.administration.services import take_area_back, take_area_live
from kith.administration.web.forms import ConfirmForm, ReasonForm
from kith.administration.web.pages import ADMINISTRATORS, area_of, me, shown, tables
from kith.design.words import the_date
from kith.front_door.queries import waiting_in_area
from kith.kernel.paging import Place
from kith.workbench.pages import ask, page, sent


@page(roles=ADMINISTRATORS, methods=("GET",))
def home(request: Any) -> HttpResponse:
    """Show whether the area is live, and lead to everything an administrator looks after."""
    area = area_of(request)
    if area.live_at:
        intro = f"{area.name} has been live since {the_date(area.live_at)}."
    elif area.not_live_since:
        intro = (
            f"{area.name} has not been live since {the_date(area.not_live_since)}: the public form and the API take no requests"
            f" for it. Reason: {area.not_live_reason}"
        )
    else:
        count = len(lacking(area, now=request.kith_now))
        missing = f"{count} thing{'s are' if count != 1 else ' is'} missing." if count else "Nothing is missing."
        intro = f"{area.name} is not live yet: the public form and the API take no requests for it. {missing}"
    return tables(
        request,
        "Administration",
        intro=intro,
        actions=[
            (text, reverse(f"administration:{name}"))
            for text, name in (
                ("Take the area live" if not area.live_at else "What the area needs to be live", "live"),
                *([("Take the area back from live", "not_live")] if area.live_at else []),
                ("Staff", "staff"),
                ("Duty rota", "duty"),
                ("Teams and hubs", "teams"),
                ("Agencies", "agencies"),
                ("Hub bodies", "hub"),
                ("History", "history"),
            )
        ],
    )


@page(roles=ADMINISTRATORS)
def live(request: Any) -> HttpResponse:
    """Show what the area lacks; without anything lacking, take it live."""
    area = area_of(request)
    form = ConfirmForm(sent(request))
    if request.method == "POST" and attempt(form, lambda: take_area_live(area=area, by=me(request), now=request.kith_now)):
        messages.success(request, f"{area.name} is live.")
        return redirect("administration:home")
    found = lacking(area, now=request.kith_now)
    return shown(request, "administration/live.html", {"area": area, "form": form, "lacking": found})


@page(roles=ADMINISTRATORS)
def not_live(request: Any) -> HttpResponse:
    """Take the area back: say what follows and how many requests wait, ask why, and do it."""
    area = area_of(request)
    if not area.live_at:
        return redirect("administration:live")
    waiting = waiting_in_area()
    return ask(
        request,
        ReasonForm(sent(request)),
        lambda said: take_area_back(area=area, by=me(request), reason=said["reason"], now=request.kith_now),
        title=f"Take {area.name} back from live",
        intro="From this moment the public form and the API take no requests for this area. They answer with 999 and the area’s "
        "telephone numbers, and keep nothing. Partners’ systems are told to try again later.\n\n"
        f"{requests(waiting)} now. Nothing about them changes: staff work on with every record, and record what they are told.",
        said=f"{area.name} is not live any more.",
        button=f"Take {area.name} back",
        warning=True,
        done=reverse("administration:home"),
    )


def requests(waiting: int) -> str:
    """Say how many requests wait for a decision."""
    if waiting == 1:
        return "1 request waits for a decision"
    return f"{waiting or 'No'} requests wait for a decision"


@page(roles=ADMINISTRATORS, methods=("GET",))
def history(request: Any) -> HttpResponse:
    """Show who changed what and when, newest first."""
    changes = changes_in(area_of(request).pk, place=Place.read(request.GET.get(LIST)))
    return shown(
        request,
        "administration/history.html",
        {
            "title": "History",
            "changes": changes,
            "back": reverse("administration:home"),
            "wide": True,
        },
    )
