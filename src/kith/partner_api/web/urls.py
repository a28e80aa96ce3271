"""Addresses of the API. Each call opens its own transaction, and nobody signs in with a session."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from kith.access.middleware import without_identity
from kith.partner_api.web.api import api, nothing_here
from kith.partner_api.web.token import token

app_name = "partner_api"

_patterns, _api_name, _api_namespace = api.urls
for _pattern in _patterns:
    _view: Any = _pattern.callback
    _pattern.callback = without_identity(login_not_required(_view))

urlpatterns = [
    path("token", without_identity(login_not_required(csrf_exempt(token))), name="token"),
    path("v1/", (_patterns, _api_name, _api_namespace)),
    re_path(r"^v1/[\s\S]*", without_identity(login_not_required(csrf_exempt(nothing_here))), name="nothing"),
]
