"""The page behind an invitation or a forgotten password: it takes the key of a one-time link, which no log ever had.

The key stands behind the ``#`` of the link. A browser sends that part to nobody, so it is in no log of a proxy, a filter or a
server; ``kith.js`` puts it into the form. Without JavaScript a person pastes the link.
"""

from allauth.account.views import INTERNAL_RESET_SESSION_KEY
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from kith.access.middleware import without_identity
from kith.staff_desk.web.forms.one_time import OneTimeForm


@login_not_required
@without_identity
@never_cache
def choose_password(request: HttpRequest) -> HttpResponse:
    """Take the key of a one-time link and go on to the page where a password is chosen. Says nothing about whose key it is."""
    form = OneTimeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user, _, key = form.cleaned_data["key"].partition("-")
        request.session[INTERNAL_RESET_SESSION_KEY] = key
        return redirect("account_reset_password_from_key", uidb36=user, key="set-password")
    return render(request, "staff_desk/one_time.html", {"form": form})
