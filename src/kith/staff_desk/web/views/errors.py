"""Pages for what went wrong. A restricted record explains itself to who may know that it exists (design rule 6)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.access.identity import Identity
from kith.access.services import restriction_owner
from kith.access.sight import Part, parts_of
from kith.audit.services import record_refused_look
from kith.kernel.time import now
from kith.organisations.models import Agency


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; or say that a record is restricted, who owns it and how to ask. Either is kept as a refused look."""
    identity: Identity | None = getattr(request, "kith_identity", None)
    match = request.resolver_match
    family_id: Any = match.kwargs.get("family_id") if match else None
    if identity is None or not isinstance(family_id, UUID):
        return render(request, "404.html", status=404)
    record_refused_look(identity, now=now(), page=match.view_name if match else "", family_id=family_id)
    restriction = restriction_owner(family_id=family_id)
    if restriction is None or restriction.area_id != identity.area_id or not _may_know(identity):
        return render(request, "404.html", status=404)
    return render(
        request,
        "staff_desk/restricted.html",
        {"owner": restriction.owner, "since": restriction.starts_at},
        status=403,
    )


def _may_know(identity: Identity) -> bool:
    """Whether the actor may know that a restricted record exists: children's services staff whose role sees families."""
    if identity.agency_id is None or Part.IDENTITY not in parts_of(identity.roles):
        return False
    return Agency.objects.filter(pk=identity.agency_id, kind=Agency.Kind.CHILDRENS_SERVICES).exists()
