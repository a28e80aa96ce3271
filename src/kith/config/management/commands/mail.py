"""``mail test ADDRESS``: send a message that says that e-mail works."""

from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import CommandError
from django.core.validators import validate_email
from django.forms import ValidationError

from kith.organisations.commanding import RoomCommand


class Command(RoomCommand):
    help = "Try whether e-mail can be sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        test = verbs.add_parser("test", help="send a message to an address")
        test.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAIL_IS_SENT:
            raise CommandError("EMAIL_URL is not set: no e-mail is sent. docs/running/production.md says how.")
        try:
            validate_email(options["address"])
        except ValidationError:
            raise CommandError(f"{options['address']} is not an email address.") from None
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        try:
            send_mail(
                "Kith can send email",
                "This message was sent to try whether Kith can send email. You need not do anything.",
                None,
                [options["address"]],
            )
        except (OSError, SMTPException) as error:
            raise CommandError(f"{where} did not take the message: {type(error).__name__}: {error}") from None
        self.stdout.write(f"{where} took the message. See that it arrives: from there on it is the mail server's.")
