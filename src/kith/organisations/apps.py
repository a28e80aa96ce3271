from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "kith.organisations"
    label = "organisations"

    def ready(self) -> None:
        from kith.organisations import clock, messages

        messages.register()
        clock.start()
