"""``kith api-client create NAME --agency SLUG --area SLUG`` prints OAuth2 credentials as JSON; ``end`` stops a client."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from kith.kernel.refusals import Refusal
from kith.kernel.time import now
from kith.organisations.commanding import RoomCommand
from kith.partner_api.models import Client
from kith.partner_api.services import SCOPE, create_client, end_client


class Command(RoomCommand):
    help = "Make, list and end API clients."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="Make a client and print its credentials, once")
        create.add_argument("name")
        create.add_argument("--agency", required=True, help="Slug of the agency that sends")
        create.add_argument("--area", required=True, help="Slug of the area it sends into")
        end = actions.add_parser("end", help="Stop a client")
        end.add_argument("client_id")
        actions.add_parser("list", help="List the clients")

    def handle(self, *args: Any, **options: Any) -> None:
        match options["action"]:
            case "create":
                try:
                    made = create_client(
                        name=options["name"],
                        agency=options["agency"],
                        area=options["area"].lower(),
                        now=now(),
                    )
                except Refusal as refusal:
                    raise CommandError(refusal.line) from None
                answer = {
                    "client_id": made.client_id,
                    "client_secret": made.client_secret,
                    "grant_type": "client_credentials",
                    "scope": SCOPE,
                    "token_path": "/api/token",
                    "requests_path": "/api/v1/requests-for-support",
                    "agency": options["agency"],
                    "area": options["area"].lower(),
                }
                self.stdout.write(json.dumps(answer, indent=2))
            case "end":
                client = Client.objects.filter(oauth_client_id=options["client_id"]).first()
                if client is None:
                    raise CommandError("There is no such client. `kith api-client list` shows them.")
                end_client(client=client, now=now())
                self.stdout.write(f"{client.name} is stopped.")
            case "list":
                for client in Client.objects.select_related("agency", "area").order_by("created_at"):
                    state = "stopped" if client.ended_at else "in use"
                    self.stdout.write(
                        f"{client.oauth_client_id}  {client.name}  {client.agency.slug} -> {client.area.slug}  {state}"
                    )
