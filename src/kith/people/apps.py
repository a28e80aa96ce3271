from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kith.people"
    label = "people"

    def ready(self) -> None:
        from kith.people import messages  # noqa: PLC0415  registers the words for this room's constraints

        messages.register()
