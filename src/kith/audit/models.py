"""Looks: one row each time somebody opens, prints, downloads, exports, lists, searches or reads by API (design §9)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.kernel.ids import uuid7
from kith.organisations.models import Area


class Look(models.Model):
    """Who looked at whom, when, how, for what, and whether they were refused. Never changed, never deleted by the application."""

    class Kind(models.TextChoices):
        OPEN = "open", "Opened"
        PRINT = "print", "Printed"
        DOWNLOAD = "download", "Downloaded"
        EXPORT = "export", "Exported"
        LIST = "list", "Listed"
        SEARCH = "search", "Searched"
        API = "api", "Read by API"
        REFUSED = "refused", "Refused"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT)
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind)
    actor_kind = models.CharField(max_length=20)
    actor = models.CharField(max_length=80)
    agency_id = models.UUIDField(null=True)
    looker_area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Where the person works who was refused, when it is another area than the record's",
    )
    purpose = models.CharField(max_length=60)
    why = models.CharField(max_length=200, blank=True)
    page = models.CharField(max_length=120)
    family_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    asked = models.JSONField(default=dict, help_text="What a search or list asked for")
    shown = ArrayField(models.UUIDField(), default=list)

    class Meta:
        indexes = [
            models.Index(fields=["family_id", "at"], name="audit_look_family"),
            models.Index(fields=["person_id", "at"], name="audit_look_person"),
            models.Index(fields=["area", "at"], name="audit_look_area"),
        ]
