"""How people sign in: invited only, with a password and a second factor, or through their organisation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

PERSONA_SESSION_KEY = "kith_persona"
SECOND_FACTOR_SESSION_KEY = "kith_second_factor"


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: an administrator invites (``kith user invite``)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before a second factor is changed, not before the first is set up."""
        user = getattr(self.request, "user", None)
        if app.endswith("mfa") and user is not None and user.is_authenticated and not is_mfa_enabled(user):
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing after signing in or out: the page itself shows it."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: an e-mail about sign-in to an address shared at home is a risk of its own."""


class SocialAdapter(DefaultSocialAccountAdapter):
    """An organisation's sign-in lets in who was invited, by the address it vouches for, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def organisation_sign_ins() -> list[dict[str, str]]:
    """Return the configured OpenID Connect providers: ``provider_id`` and the ``name`` to show."""
    configured: Any = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {})
    return [{"provider_id": each["provider_id"], "name": each["name"]} for each in configured.get("APPS", [])]
