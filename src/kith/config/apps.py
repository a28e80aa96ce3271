from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "kith.config"
    label = "config"

    def ready(self) -> None:
        from kith.config import wiring

        wiring.connect()
