from django.apps import AppConfig


class StaffDeskConfig(AppConfig):
    name = "kith.staff_desk"
    label = "staff_desk"

    def ready(self) -> None:
        from kith.staff_desk import messages  # noqa: PLC0415  registers the words for this room's constraints

        messages.register()
