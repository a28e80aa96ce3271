"""Sign-in: the pages of allauth that Kith uses, and no others. Signing up and changing addresses are not among them.

They touch no guarded table, and allauth answers some of its own exceptions outside the view: so they run without identity.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, re_path

from kith.access.middleware import without_identity as plain
from kith.staff_desk.second_factor import says_when_lost
from kith.staff_desk.web.views import one_time


def authenticate(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the password. A form without a code is shown again;
    the library would take it for a security key's."""
    if request.method == "POST" and "code" not in request.POST:
        return redirect("mfa_authenticate")
    answer: HttpResponse = second_factor.authenticate(request)
    return answer


urlpatterns = [
    path("login/", plain(account.login), name="account_login"),
    path("logout/", plain(account.logout), name="account_logout"),
    path("inactive/", plain(account.account_inactive), name="account_inactive"),
    path("signup/", plain(account.signup), name="account_signup"),
    path("reauthenticate/", plain(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", plain(account.password_change), name="account_change_password"),
    path("password/set/", plain(account.password_set), name="account_set_password"),
    path("password/reset/", plain(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", plain(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        # The key itself never stands in an address (staff_desk.web.views.one_time): allauth has it from the session.
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>set-password)/$",
        plain(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        plain(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("choose-password/", one_time.choose_password, name="account_choose_password"),
    path("2fa/", plain(says_when_lost(second_factor.index)), name="mfa_index"),
    path("2fa/authenticate/", plain(login_not_required(authenticate)), name="mfa_authenticate"),
    path("2fa/reauthenticate/", plain(says_when_lost(second_factor.reauthenticate)), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", plain(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", plain(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", plain(says_when_lost(recovery_codes.view_recovery_codes)), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        plain(says_when_lost(recovery_codes.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        plain(says_when_lost(recovery_codes.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
    path("3rdparty/login/cancelled/", plain(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", plain(social.login_error), name="socialaccount_login_error"),
    path("3rdparty/", plain(social.connections), name="socialaccount_connections"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
