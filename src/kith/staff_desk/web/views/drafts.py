"""Keeping, reading and throwing away drafts."""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kith.access.middleware import repeatable
from kith.kernel.refusals import NotFound, Refusal
from kith.kernel.time import LONDON
from kith.staff_desk import queries, services
from kith.staff_desk.web.requests import StaffRequest


def page_of(request: StaffRequest) -> str:
    """Return the page a draft belongs to: named in the address, or the page the request came from."""
    return request.GET.get("page") or urlsplit(request.headers.get("Referer", "")).path


@repeatable
@require_POST
def save(request: StaffRequest) -> HttpResponse:
    """Keep what was typed. Answers with the time to show."""
    fields = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    try:
        draft = services.save_draft(
            page=page_of(request),
            title=request.GET.get("title", ""),
            autosave_url=request.get_full_path(),
            fields=fields,
            now=request.kith_now,
        )
    except Refusal as refusal:
        return JsonResponse({"saved": False, "message": refusal.message}, status=422)
    return JsonResponse({"saved": True, "saved_at": f"{draft.saved_at.astimezone(LONDON):%H:%M}"})


@require_GET
def draft(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Show what a draft holds, so that nothing typed is lost, and lead back to its page."""
    found = queries.my_draft(draft_id)
    if found is None:
        raise Http404
    typed = [(name.replace("_", " ").capitalize(), value) for name, values in found.fields.items() for value in values if value]
    pairs = [[name, value] for name, values in found.fields.items() for value in values]
    return render(request, "staff_desk/draft.html", {"draft": found, "typed": typed, "pairs": pairs})


@require_POST
def discard(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away and return to My day."""
    try:
        services.discard_draft(draft_id=draft_id)
    except NotFound as refusal:
        raise Http404 from refusal
    messages.success(request, "The draft was thrown away.")
    return redirect("staff_desk:my_day")
