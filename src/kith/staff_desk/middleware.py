"""What every request passes through at the desk: the demonstration's time, the second factor, and drafts that were saved."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.identity import acting_as
from kith.organisations.clock import follow_pretended_time
from kith.staff_desk.services import forget_draft
from kith.staff_desk.sign_in import PERSONA_SESSION_KEY, SECOND_FACTOR_SESSION_KEY

Next = Callable[[HttpRequest], HttpResponse]


class PretendedTimeMiddleware:
    """Let this process live in the demonstration's time. Reads nothing outside the demonstration."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        follow_pretended_time()
        return self.get_response(request)


class SecondFactorMiddleware:
    """Nobody who signs in with a password gets further than setting up a second factor.

    Who signed in through the organisation's own sign-in has it there; a persona of the demonstration has none.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        session = request.session
        if (session.get(PERSONA_SESSION_KEY) and settings.DEMONSTRATION) or session.get(SECOND_FACTOR_SESSION_KEY):
            return None
        if view.__module__.startswith("allauth"):
            return None
        methods = get_authentication_records(request, request.user)
        if any(each.get("method") == "socialaccount" for each in methods) or is_mfa_enabled(request.user):
            session[SECOND_FACTOR_SESSION_KEY] = True
            return None
        return redirect("mfa_activate_totp")


class SavedDraftMiddleware:
    """Forget the draft of a page whose form was saved: a POST that ended in a redirect."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        response = self.get_response(request)
        identity = getattr(request, "kith_identity", None)
        if request.method == "POST" and response.status_code in {302, 303} and identity and identity.practitioner_id:
            with acting_as(identity, now=request.kith_now):
                forget_draft(page=request.path)
        return response
