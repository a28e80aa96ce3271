from django.apps import AppConfig


class FamilyHelpConfig(AppConfig):
    name = "kith.family_help"
    label = "family_help"

    def ready(self) -> None:
        from kith.family_help import messages  # noqa: PLC0415  registers the words for this room's constraints

        messages.register()
