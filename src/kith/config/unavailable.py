"""What a visitor reads when something failed that is not theirs to mend: the database is away or full, or we made a mistake."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string

from kith.access.middleware import SENT_ONCE
from kith.config.database.fitness import UnfitDatabase
from kith.config.logs import request_id
from kith.partner_api.web.api import unavailable as api_unavailable

AGAIN_AFTER = "30"
NEVER_KEPT = ("password", "code", "token", "secret")
"""What a page must not carry in its text, even to its own sender. The token of the form itself is kept."""

NOT_NOW = ("08", "25006", "53", "57", "58", "XX")
"""How SQLSTATEs begin that say that the server cannot do it now: lost, read-only (a copy that is not the first one yet), no room,
being stopped, a disk that fails, something broken inside it."""


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for an exception: 503 with what to do where the database cannot be used now, 500 for a mistake of ours.

    Touches no table and renders without the frame of a page, which would ask the database who is signed in.
    """
    if not away(sys.exception()):
        words = render_to_string("500.html", {"request_id": request_id()})
        return HttpResponse(words, status=500)
    if request.path.startswith("/api/"):
        answer: HttpResponse = api_unavailable()
    else:
        context = {
            "request_id": request_id(),
            "sent": request.method == "POST",
            "again": _typed(request),
            "path": request.path,
        }
        answer = HttpResponse(render_to_string("503.html", context), status=503)
    answer["Retry-After"] = AGAIN_AFTER
    answer["Cache-Control"] = "no-store"
    return answer


def away(error: BaseException | None) -> bool:
    """Return whether an exception says that the database cannot be used now: away, full, read-only, or not fit yet."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError | UnfitDatabase):
            return True
        if str(getattr(error, "sqlstate", None) or "").startswith(NOT_NOW):
            return True
        error = error.__cause__ or error.__context__
    return False


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, to be sent again from the page,
    for a form that is saved once however often it comes. Else nothing."""
    try:
        posted: Any = request.POST
    except UnreadablePostError:
        return []
    once = SENT_ONCE in posted or request.path.startswith("/ask-for-help/")
    secret = any(word in name.lower() for name in posted if name != "csrfmiddlewaretoken" for word in NEVER_KEPT)
    if not once or secret or request.FILES:
        return []
    return [(name, value) for name, values in posted.lists() for value in values]
