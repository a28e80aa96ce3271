"""Pages for what went wrong. A restricted record explains itself to who may know that it exists (design rule 6)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import ResolverMatch

from kith.access.identity import Identity, acting_as
from kith.access.services import restriction_owner
from kith.family_help.queries import access_ended
from kith.kernel.time import now
from kith.staff_desk.services import record_refusal


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; or say that a record is restricted, who owns it and how to ask; or since when
    somebody who could see it cannot any more, and why. Each is kept as a refused look."""
    identity: Identity | None = getattr(request, "kith_identity", None)
    match = request.resolver_match
    about = _about(match) if match else {}
    if identity is None or not match or not about:
        return render(request, "404.html", status=404)
    record_refusal(identity=identity, page=match.view_name, now=now(), **about)
    family_id = about.get("family_id")
    if family_id is None:
        return render(request, "404.html", status=404)
    with acting_as(identity, now=now()):
        restriction = restriction_owner(family_id=family_id)
        ended = access_ended(family_id) if restriction is None else None
    if ended is not None:
        return render(request, "staff_desk/ended.html", {"ended": ended}, status=403)
    if restriction is None:
        return render(request, "404.html", status=404)
    return render(
        request,
        "staff_desk/restricted.html",
        {"owner": restriction.owner, "since": restriction.since},
        status=403,
    )


def _about(match: ResolverMatch) -> dict[str, UUID]:
    """Return the family, person or request that an address names. Some rooms number other rows as persons."""
    wanted = {"family_id", "request_id", *({"person_id"} if match.namespace == "people" else ())}
    return {name: value for name, value in match.kwargs.items() if name in wanted and isinstance(value, UUID)}
