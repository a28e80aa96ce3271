from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FrontDoorConfig(AppConfig):
    name = "kith.front_door"
    label = "front_door"

    def ready(self) -> None:
        post_migrate.connect(_run_first_clocks, sender=self)


def _run_first_clocks(**_: Any) -> None:
    """Have what waited before clocks were rows run: nothing that is due may disappear from a list with a new version."""
    from kith.front_door.models import Request
    from kith.front_door.services.clocks import run_what_waits
    from kith.tasks.first import run_first

    run_first("front_door", "matching", lambda: Request.objects.exists(), run_what_waits)
