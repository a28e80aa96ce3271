"""The shape that every row which leads to a person has: where it belongs, and a version.

Other rooms' models derive from these, and guard their tables with ``access.policies.Guard``.
"""

from django.db import models

from kith.kernel.ids import uuid7
from kith.organisations.models import Area


class AreaRecord(models.Model):
    """A row that belongs to one area."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, db_index=False, related_name="+")

    class Meta:
        abstract = True


class FamilyRecord(AreaRecord):
    """A row that belongs to one family. The composite key ``(family_id, area_id)`` keeps the area true."""

    family = models.ForeignKey("people.Family", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PersonRecord(AreaRecord):
    """A row that belongs to one person. The composite key ``(person_id, area_id)`` keeps the area true."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="%(class)s_rows")

    class Meta:
        abstract = True


class Versioned(models.Model):
    """An editable record: saving over a newer version is noticed (``people.models.versions.save_version``)."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
