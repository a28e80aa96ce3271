"""Who looked at whom: the auditor's page."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kith.access.sight import Part, parts_of
from kith.audit.services import record_look
from kith.kernel.paging import Place
from kith.staff_desk.queries import looks_page
from kith.staff_desk.web.forms.looks import LooksForm
from kith.staff_desk.web.requests import StaffRequest


def looks(request: StaffRequest) -> HttpResponse:
    """List looks, newest first, narrowed by family or person, by who looked, and by kind. Looking here is a look too."""
    if Part.LOOKS not in parts_of(request.kith_identity.roles):
        raise Http404
    form = LooksForm(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = looks_page(
        subject=wanted.get("about"),
        practitioner_name=wanted.get("by") or "",
        kind=wanted.get("kind") or "",
        place=Place.read(request.GET.get("before")),
    )
    record_look(
        "list",
        now=request.kith_now,
        page="staff_desk:looks",
        asked={
            "about": str(wanted.get("about") or ""),
            "by": wanted.get("by") or "",
            "kind": wanted.get("kind") or "",
        },
        shown=[row.look.pk for row in page],
    )
    return render(request, "staff_desk/looks.html", {"form": form, "page": page, "wide": True, "kept": _kept(request)})


def _kept(request: StaffRequest) -> str:
    """Return what the page is narrowed to, for the links to the pages before and after."""
    said = {name: value for name, value in request.GET.items() if name in {"about", "by", "kind"} and value}
    return urlencode(said)


looks.purpose = "audit"  # type: ignore[attr-defined]
