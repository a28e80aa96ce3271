"""The worker's side: give each reader of a plan their own way in, and end it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kith.audit.services import record_look
from kith.family_help.queries import plan_page
from kith.family_portal.queries import open_links
from kith.family_portal.services import end_link, make_way_in
from kith.kernel.refusals import NotFound, Refusal


def links(request: Any, family_id: UUID) -> HttpResponse:
    """Show who has a copy of the plan and how they get in. A POST makes a link and code, shown once, or ends one."""
    try:
        plan = plan_page(family_id)
    except NotFound as refusal:
        raise Http404 from refusal
    if plan is None:
        return render(request, "family_portal/no_plan.html", {"family_id": family_id})
    shares = [share for share in plan.shares.all() if share.ended_at is None]
    made = None
    if request.method == "POST":
        if "end" in request.POST:
            return _end(request, family_id)
        chosen = next((share for share in shares if str(share.pk) == request.POST.get("share")), None)
        if chosen is None:
            raise Http404
        try:
            made = make_way_in(share=chosen, now=request.kith_now)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect("family_help:plan_copy", family_id=family_id, person_id=chosen.person_id)
    record_look("open", now=request.kith_now, page="family_portal:links", family_id=family_id)
    return render(
        request,
        "family_portal/links.html",
        {
            "plan": plan,
            "shares": shares,
            "links": open_links(plan.pk),
            "made": made,
            "area_slug": plan.area.slug,
        },
    )


def _end(request: Any, family_id: UUID) -> HttpResponse:
    try:
        end_link(link_id=UUID(request.POST["end"]), why="Ended by the worker", now=request.kith_now)
    except (NotFound, ValueError) as error:
        raise Http404 from error
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "The link no longer works.")
    return redirect("family_portal:links", family_id=family_id)
