"""What a user, an agency and an area may do and see: sight by role, grants to partners, restrictions.

Policies read these tables through functions of the owner. The application writes none of them: it asks functions of the owner,
which check the actor against the identity of the transaction, and history says who and why.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.kernel.history import tracked
from kith.kernel.ids import uuid7
from kith.organisations.models import Area, Practitioner


class Sight(models.Model):
    """One part that one role (``role:…``) or named service (``service:…``) sees. Written from ``access.sight``."""

    id = models.BigAutoField(primary_key=True)
    holder = models.CharField(max_length=60)
    part = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "part"], name="access_sight_once")]


@tracked()
class Grant(models.Model):
    """A dated grant: a partner practitioner may see the listed parts of one family, and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT)
    family_id = models.UUIDField(db_index=True)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="grants")
    parts = ArrayField(models.CharField(max_length=30))
    reason = models.TextField()
    granted_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="access_grant_ends_after_start",
            )
        ]


@tracked()
class Restriction(models.Model):
    """A family that only named people see, everyone in it wherever they appear (design §9, rule 3)."""

    class Elsewhere(models.TextChoices):
        HIDDEN = "hidden", "Hidden there too"
        WITHOUT_ADDRESSES = "without_addresses", "Shown there without addresses"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT)
    family_id = models.UUIDField(db_index=True)
    reason = models.TextField()
    owner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+", help_text="Who to ask for sight")
    elsewhere = models.CharField(max_length=20, choices=Elsewhere, default=Elsewhere.HIDDEN)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family_id"], condition=models.Q(ends_at__isnull=True), name="access_one_restriction_per_family"
            )
        ]


@tracked()
class RestrictionMember(models.Model):
    """One of the named people who see a restricted family."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    restriction = models.ForeignKey(Restriction, models.CASCADE, related_name="members")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="restrictions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "practitioner"], name="access_restriction_member_once")]


class SentForm(models.Model):
    """A form that one practitioner has sent: sent again, word for word, it is answered as before and saved once.

    ``key`` is a hash of the address and of everything sent, with a text that is new for each page shown.
    """

    key = models.CharField(primary_key=True, max_length=64)
    area = models.ForeignKey(Area, models.PROTECT, db_index=False, related_name="+")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True, help_text="Where the browser was sent afterwards")


class AllowedTries(models.Model):
    """How often something may be tried within how many seconds. Written from ``access.limits``; the application only reads it."""

    name = models.CharField(primary_key=True, max_length=40)
    tries = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField()

    class Meta:
        db_table = "access_limit"


class Tried(models.Model):
    """How often something was tried since the first try. ``key`` is a keyed hash.
    Only the owner's functions read and write it."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    since = models.DateTimeField()
    used = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "key"], name="access_tried_once"),
            models.CheckConstraint(condition=models.Q(key__regex="^[0-9a-f]{64}$"), name="access_tried_key_is_a_hash"),
        ]
