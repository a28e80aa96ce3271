from django.apps import AppConfig


class PartnerApiConfig(AppConfig):
    name = "kith.partner_api"
    label = "partner_api"

    def ready(self) -> None:
        from kith.partner_api import messages  # noqa: PLC0415  registers the words for this room's constraints

        messages.register()
