"""Published practice models. A published version never changes; it can only come to an end, once."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from kith.kernel.ids import uuid7
from kith.organisations.models import Area


class _Days(Func):
    function = "daterange"
    output_field = DateRangeField()


class PracticeModelVersion(models.Model):
    """One published version: its text, who published it, from when until when. It leads to no person, so it is not guarded."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="practice_models",
        help_text="Empty for the national model",
    )
    national = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="areas",
        help_text="The national version on which it was checked; empty for a national version",
    )
    version = models.CharField(max_length=40)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    schema_number = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="The first day on which it is no longer in force")
    published_by = models.CharField(max_length=160)
    published_at = models.DateTimeField()
    change_note = models.TextField(blank=True)
    approved_by_executive = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="practice_model_no_overlap",
                expressions=[
                    (
                        Coalesce(
                            F("area"),
                            Value("00000000-0000-0000-0000-000000000000"),
                            output_field=models.UUIDField(),
                        ),
                        RangeOperators.EQUAL,
                    ),
                    (_Days(F("valid_from"), F("valid_to")), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="practice_model_ends_after_start",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="practice_model_area_rests_on_national",
                condition=Q(area__isnull=True, national__isnull=True) | Q(area__isnull=False, national__isnull=False),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="immutable",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    if old.valid_to is null and new.valid_to is not null
                        and to_jsonb(new) - 'valid_to' = to_jsonb(old) - 'valid_to' then
                        return new;
                    end if;
                    raise exception 'A published practice model does not change; it can only be given its last day, once.'
                        using errcode = 'restrict_violation', constraint = 'practice_model_immutable';
                """,
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.area.slug if self.area else 'national'} {self.version}"
