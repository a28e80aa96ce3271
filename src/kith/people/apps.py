from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    name = "kith.people"
    label = "people"

    def ready(self) -> None:
        post_migrate.connect(_write_first_keys, sender=self)


def _write_first_keys(**_: Any) -> None:
    """Make people findable who were recorded before the index of keys was there."""
    from kith.access.identity import acting_as, service
    from kith.kernel.time import now
    from kith.organisations.models import Area
    from kith.people.models import MatchKey, Person
    from kith.people.services import rewrite_keys

    if MatchKey.objects.exists() or not Person.objects.exists():
        return
    for area in Area.objects.all():
        with acting_as(service("people_import", area_id=area.pk, purpose="write keys after migrating"), now=now()):
            rewrite_keys()
