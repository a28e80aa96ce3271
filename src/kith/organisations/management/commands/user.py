"""``user invite EMAIL --area … --role …``: a user who chooses a password with a one-time link."""

import os
from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.forms import ValidationError
from django.urls import reverse

from kith.kernel.refusals import Refusal
from kith.kernel.time import now
from kith.organisations.models import Profession, Role
from kith.organisations.services import invite_user


class Command(BaseCommand):
    help = "Invite a user. Prints a link with which they choose a password, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        invite = verbs.add_parser("invite", help="invite a user")
        invite.add_argument("email")
        invite.add_argument("--area", required=True, help="short name of the area")
        invite.add_argument("--role", default=Role.ADMINISTRATOR, help=f"one of {', '.join(Role.values)}")
        invite.add_argument("--name", default="", help="how colleagues know them")
        invite.add_argument("--profession", default=Profession.OTHER, choices=Profession.values)
        invite.add_argument("--registration", default="", help="registration number of a social worker")
        invite.add_argument(
            "--agency", default="", help="short name of the agency (default: children's services)"
        )
        invite.add_argument(
            "--address",
            default=os.environ.get("KITH_ADDRESS", "http://127.0.0.1:8000"),
            help="where Kith is reached, for the link",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            user = invite_user(
                email=options["email"],
                area=options["area"],
                role=options["role"],
                name=options["name"],
                profession=options["profession"],
                registration=options["registration"],
                agency=options["agency"],
                now=now(),
            )
        except ValidationError as error:
            raise CommandError(f"{options['email']} is not an email address.") from error
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        path = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
        )
        self.stdout.write(f"{user.email} is invited. To choose a password, once:")
        self.stdout.write(f"{options['address'].rstrip('/')}{path}")
