import os
from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "kith.access"
    label = "access"

    def ready(self) -> None:
        post_migrate.connect(_fill, sender=self)
        if not os.environ.get("KITH_AS_OWNER"):
            connection_created.connect(_require_identity)


def _fill(**_: Any) -> None:
    from kith.access.services import write_limits, write_sight  # noqa: PLC0415  models are not ready when apps are

    write_sight()
    write_limits()


def _require_identity(connection: Any, **_: Any) -> None:
    from kith.access.require_identity import require_identity  # noqa: PLC0415  as above

    if require_identity not in connection.execute_wrappers:
        connection.execute_wrappers.append(require_identity)
