import os
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from kith.access.owner_functions import SEAL


class AccessConfig(AppConfig):
    name = "kith.access"
    label = "access"

    def ready(self) -> None:
        from kith.access import messages

        messages.register()
        post_migrate.connect(_fill, sender=self)
        post_migrate.connect(_seal_functions, sender=self)
        if not os.environ.get("KITH_AS_OWNER"):
            connection_created.connect(_wrap)


def _fill(**_: Any) -> None:
    from kith.access.services import write_limits, write_sight

    write_sight()
    write_limits()


def _seal_functions(using: str, **_: Any) -> None:
    # The triggers of history are there by now: their library installs them earlier in the same signal.
    with connections[using].cursor() as cursor:
        cursor.execute(SEAL)


def _wrap(connection: Any, **_: Any) -> None:
    """Have every statement ask who acts, and every constraint speak plain English."""
    from kith.access.require_identity import require_identity
    from kith.kernel.constraints import name_refusals

    for wrapper in (require_identity, name_refusals):
        if wrapper not in connection.execute_wrappers:
            connection.execute_wrappers.append(wrapper)
