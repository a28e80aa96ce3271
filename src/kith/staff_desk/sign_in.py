"""How people sign in: invited only, with a password and a second factor, or through their organisation."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import render

from kith.access.limits import take_all
from kith.access.web import address_of
from kith.organisations.services import address_proven

PERSONA_SESSION_KEY = "kith_persona"
SECOND_FACTOR_SESSION_KEY = "kith_second_factor"


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: an administrator invites (``kith user invite``)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Check a password, unless too many wrong ones were tried for this account or from this address."""
        account, address = credentials.get("email", ""), address_of(request)
        tries = take_all({"password": (account, address), "password_account": (account,), "password_address": (address,)})
        if tries.refused:
            raise ValidationError(
                f"Too many wrong passwords. Wait {tries.refused.wait}, then try again or choose a new password by a new link."
            )
        user = super().authenticate(request, **credentials)
        if user:
            tries.give_back()
        return user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before a second factor is changed, not before the first, nor just after signing in."""
        user = getattr(self.request, "user", None)
        if app.endswith("mfa") and user is not None and user.is_authenticated:
            records = get_authentication_records(self.request, user)
            if not is_mfa_enabled(user) or any(time.time() - each["at"] < REAUTHENTICATION_TIMEOUT for each in records):
                return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say what stopped someone. Say nothing after signing in or out: the page itself shows it."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: an e-mail about sign-in to an address shared at home is a risk of its own."""


class SocialAdapter(DefaultSocialAccountAdapter):
    """An organisation's sign-in lets in who was invited, by the address it vouches for, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Say what to do to someone who was not invited, or whose organisation does not vouch for the address."""
        if not sociallogin.is_existing:
            vouched = any(each.verified for each in sociallogin.email_addresses)
            page = render(request, "socialaccount/not_invited.html", {"vouched": vouched}, status=403)
            raise ImmediateHttpResponse(page)
        if sociallogin.user.is_active:
            address_proven(user=sociallogin.user)


def forget_second_factor(request: HttpRequest, **_: Any) -> None:
    """Once a second factor is removed, nothing opens in this session until a new one is set up."""
    request.session.pop(SECOND_FACTOR_SESSION_KEY, None)


def organisation_sign_ins() -> list[dict[str, str]]:
    """Return the configured OpenID Connect providers: ``provider_id`` and the ``name`` to show."""
    configured: Any = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {})
    return [{"provider_id": each["provider_id"], "name": each["name"]} for each in configured.get("APPS", [])]
