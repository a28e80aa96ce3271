from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "kith.config"
    label = "config"

    def ready(self) -> None:
        from kith.config import wiring  # noqa: PLC0415  models are not ready when apps are

        wiring.connect()
