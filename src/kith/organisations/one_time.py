"""One-time links, with which a person chooses a password, and the letters that carry them.

A link lives three days and dies with the first use, with a changed address, with a sign-in, and with a newer invitation.
"""

from smtplib import SMTPException

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import send_mail
from django.db.models import TextChoices
from django.urls import reverse

from kith.kernel.refusals import Refusal
from kith.organisations.models import User


class NotTaken(Refusal):
    """The mail server did not take a message. Names neither the address nor the link: the words stand in logs."""

    code = "mail_not_taken"
    source = "design 8 (logs hold no personal data)"


class Letter(TextChoices):
    """Why a person gets a link."""

    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105  no password


SUBJECTS = {
    Letter.INVITATION: "You are invited to Kith",
    Letter.NEW_PASSWORD: "Choose a new password for Kith",
}
WORDS = {
    Letter.INVITATION: """You have been invited to Kith.

Choose a password here. The link works once, for three days:

{link}

You then set up codes on your phone. You need an app for that, such as the one your organisation gives you.
""",
    Letter.NEW_PASSWORD: """Someone, most likely you, has asked for a new password for Kith.

Choose it here. The link works once, for three days:

{link}

If it was not you, do nothing: your password stays as it is. Tell the administrator of your area if this happens again.
""",
}


class Keys(PasswordResetTokenGenerator):
    """Keys of one-time links. A newer invitation makes every older key wrong (``ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR``)."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        invited = user.invited_at.timestamp() if user.invited_at else ""
        return f"{super()._make_hash_value(user, timestamp)}|{invited}"


def path(user: User) -> str:
    """Return the address of the page where a user chooses a password, once. Show it once.

    The key stands behind the ``#``: a browser sends that to nobody, so no log has it.
    """
    return f"{reverse('account_choose_password')}#{user_pk_to_url_str(user)}-{Keys().make_token(user)}"


def send(user: User, letter: str, *, address: str = "") -> None:
    """Send a letter with a new link. ``address`` is where Kith is reached (``KITH_ADDRESS``). Raises :class:`NotTaken`."""
    link = (address or settings.ADDRESS).rstrip("/") + path(user)
    kind = Letter(letter)
    try:
        send_mail(SUBJECTS[kind], WORDS[kind].format(link=link), None, [user.email])
    except (OSError, SMTPException) as error:
        raise NotTaken(f"The mail server did not take a message ({type(error).__name__}). Try: kith mail test ADDRESS") from None
