from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register


class ConfigConfig(AppConfig):
    name = "kith.config"
    label = "config"

    def ready(self) -> None:
        from kith.config import wiring

        wiring.connect()
        register(_addresses, Tags.urls)


def _addresses(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """Refuse a room whose link leads nowhere, before any command that checks the program."""
    from kith.config import wiring

    wiring.refuse_without_addresses()
    return []
