from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FamilyHelpConfig(AppConfig):
    name = "kith.family_help"
    label = "family_help"

    def ready(self) -> None:
        post_migrate.connect(_run_first_clocks, sender=self)


def _run_first_clocks(**_: Any) -> None:
    """Have what was open before clocks were rows run: nothing that is due may disappear from a list with a new version."""
    from kith.family_help.models import Episode
    from kith.family_help.services.clocks import run_what_is_open
    from kith.tasks.first import run_first

    # A service that sees episodes, assessments and plans, and restricted families too.
    run_first("family_help", "practice_model", lambda: Episode.objects.exists(), run_what_is_open)
