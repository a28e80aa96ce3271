"""The library's forms of sign-in, with what Kith adds: tries are counted, and a link that was used has proven the address."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.conf import settings
from django.core.exceptions import ValidationError

from kith.access.limits import take, take_all
from kith.access.web import address_of
from kith.design.forms import PlainErrors
from kith.organisations.services import address_proven


class CountedCode(PlainErrors):
    """A form that asks for a code of the second factor: so many wrong ones and no more, and each code works once."""

    user: Any

    def clean_code(self) -> str:
        tried = take("second_factor", self.user.pk)
        if not tried.allowed:
            raise ValidationError(f"Too many wrong codes. Wait {tried.wait}, or ask the administrator of your area.")
        code: str = super().clean_code()  # type: ignore[misc]
        tried.give_back()
        if not take("second_factor_code", self.user.pk, code.replace(" ", "")).allowed:
            raise ValidationError("That code has been used. Wait for the next one.")
        return code


class CodeToSignIn(CountedCode, AuthenticateForm):
    """The code after the password."""


class CodeAgain(CountedCode, ReauthenticateForm):
    """The code before something about sign-in is changed."""


class FirstCode(CountedCode, ActivateTOTPForm):
    """The first code of a telephone that is being set up."""


class SignIn(PlainErrors, LoginForm):
    """Email and password."""


class PasswordAgain(PlainErrors, PasswordAgainForm):
    """The password before something about sign-in is changed."""


class ForgottenPassword(PlainErrors, ResetPasswordForm):
    """Asking for a link to choose a new password."""

    @property
    def can_send(self) -> bool:
        """Whether this installation sends e-mail. Where it does not, the page says who to ask."""
        return settings.MAIL_IS_SENT

    def clean_email(self) -> str:
        if not self.can_send:
            raise ValidationError("Kith cannot send email here. Ask the administrator of your area for a new link.")
        asked = self.cleaned_data["email"]
        tries = take_all({"new_password": (asked,), "new_password_address": (address_of(context.request),)})
        if tries.refused:
            raise ValidationError(
                f"A link has been asked for several times. Wait {tries.refused.wait}, or ask the administrator of your area."
            )
        email: str = super().clean_email()
        return email


class ChosenPassword(PlainErrors, ResetPasswordKeyForm):
    """Choosing a password with a one-time link, which only the person at the address was given."""

    def save(self) -> None:
        super().save()
        address_proven(user=self.user)


class ChangedPassword(PlainErrors, ChangePasswordForm):
    """Changing the password by someone who is signed in."""

    def clean_oldpassword(self) -> str:
        tried = take("password", self.user.email, address_of(context.request))
        if not tried.allowed:
            raise ValidationError(f"Too many wrong passwords. Wait {tried.wait}.")
        old: str = super().clean_oldpassword()
        tried.give_back()
        return old
