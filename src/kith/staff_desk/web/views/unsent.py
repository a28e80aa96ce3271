"""Pages for a form that was sent and not taken: it came too late, by another address, or was too large.
What was typed is shown."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kith.access.middleware import SENT_ONCE, without_identity

NEVER_SHOWN = {"csrfmiddlewaretoken", SENT_ONCE}
SECRETS = {"password", "oldpassword", "otp", "code", "key", "secret", "token"}
"""Words in the names of fields that are neither shown nor sent again."""


@dataclass(frozen=True)
class Typed:
    """One answer of the form that was not taken."""

    name: str
    words: str
    value: str


@never_cache
def form_not_taken(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say why a form was not taken, and show what was typed.

    A page that was open too long may be sent again from here: the browser itself vouches (``Origin``) that the form was ours.
    What came from another address is neither shown nor offered: any page of the web could have sent it. When only the port
    differs the proxy hides it from us, and the page says so to whoever looks after Kith.
    """
    origin = urlsplit(request.headers.get("Origin", ""))
    host = request.get_host()
    ours = origin.netloc == host
    beside = not ours and bool(origin.hostname) and origin.hostname == urlsplit(f"//{host}").hostname
    typed = _typed(request) if ours or beside else []
    secret = any(_is_secret(name) for name in request.POST)
    return render(
        request,
        "403_csrf.html",
        {
            "typed": [each for each in typed if each.value.strip()],
            "again": typed if ours and not secret else [],
            "path": request.get_full_path(),
            "other_address": bool(origin.netloc) and not ours,
            "origin": f"{origin.scheme}://{origin.netloc}" if beside else "",
            "host": host,
        },
        status=403,
    )


def not_read(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 when the form was larger than the program takes."""
    if isinstance(exception, RequestDataTooBig):
        return _too_large(request)
    return render(request, "400.html", status=400)


@login_not_required
@without_identity
def too_large(request: HttpRequest) -> HttpResponse:
    """The page that the proxy shows for a form that it did not pass on (``error_page 413`` in ``deploy/nginx.conf``)."""
    return _too_large(request)


def _too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "413.html", status=413)


def _typed(request: HttpRequest) -> list[Typed]:
    return [
        Typed(name, name.rsplit("-", 1)[-1].replace("_", " ").capitalize(), value)
        for name, values in request.POST.lists()
        if name not in NEVER_SHOWN and not _is_secret(name)
        for value in values
        if isinstance(value, str)
    ]


def _is_secret(name: str) -> bool:
    return bool(SECRETS & set(re.split(r"[^a-z]+|\d+", name.lower())))
