"""Is somebody still there."""

from django.http import HttpRequest, HttpResponse, JsonResponse


def keep_alive(request: HttpRequest) -> HttpResponse:
    """Keep the session: the middleware has already renewed it."""
    return JsonResponse({"ok": True})
