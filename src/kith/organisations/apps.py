from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "kith.organisations"
    label = "organisations"

    def ready(self) -> None:
        from kith.organisations import clock, messages  # noqa: PLC0415  models are not ready when apps are

        messages.register()
        clock.start()
