"""Pages for what went wrong. A restricted record explains itself to who may know that it exists (design rule 6)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.access.identity import Identity, acting_as
from kith.access.services import restriction_owner
from kith.audit.services import record_refused_look
from kith.kernel.time import now


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; or say that a record is restricted, who owns it and how to ask. Either is kept as a refused look."""
    identity: Identity | None = getattr(request, "kith_identity", None)
    match = request.resolver_match
    family_id: Any = match.kwargs.get("family_id") if match else None
    if identity is None or not isinstance(family_id, UUID):
        return render(request, "404.html", status=404)
    record_refused_look(identity, now=now(), page=match.view_name if match else "", family_id=family_id)
    with acting_as(identity, now=now()):
        restriction = restriction_owner(family_id=family_id)
    if restriction is None:
        return render(request, "404.html", status=404)
    return render(
        request,
        "staff_desk/restricted.html",
        {"owner": restriction.owner, "since": restriction.since},
        status=403,
    )

