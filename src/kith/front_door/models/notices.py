"""What a practitioner, or everyone on duty, must see at once."""

from django.db import models
from django.db.models import Case, F, Q, Value, When

from kith.audit.history import tracked
from kith.kernel.columns import Derived
from kith.organisations.models import Practitioner
from kith.people.models import AreaRecord


@tracked(exclude=["first"])
class Notice(AreaRecord):
    """Something one practitioner, or everybody on duty, must see at once. Carries no name of who sent the request."""

    class Kind(models.TextChoices):
        DANGER = "danger", "A child may be in danger now"
        NEWS = "news", "News about a family you work with"
        RESTRICTED = "restricted", "A request may concern a restricted family of yours"
        CONFIRM = "confirm", "Decided alone out of hours: please confirm"

    kind = models.CharField(max_length=12, choices=Kind)
    practitioner = models.ForeignKey(
        Practitioner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: whoever is on duty",
    )
    request_id = models.UUIDField(null=True)
    family_id = models.UUIDField(null=True)
    words = models.TextField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")

    first = Derived(
        expression=Case(When(kind="danger", then=Value(1)), default=Value(0)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(
                F("area"),
                F("first").desc(),
                F("at"),
                F("id"),
                name="front_door_notice_unseen",
                condition=Q(seen_at__isnull=True),
            ),
            models.Index(fields=["area", "practitioner", "seen_at"], name="front_door_notice_open"),
        ]
