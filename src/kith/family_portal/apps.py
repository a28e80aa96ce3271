from django.apps import AppConfig


class FamilyPortalConfig(AppConfig):
    name = "kith.family_portal"
    label = "family_portal"

    def ready(self) -> None:
        from kith.family_portal import messages  # noqa: PLC0415  registers the words for this room's constraints

        messages.register()
