import django.contrib.postgres.constraints
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import kith.kernel.ids
import kith.kernel.tables
import kith.practice_model.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_tables"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        kith.kernel.tables.Tables(
            tables=[
                migrations.CreateModel(
                    name="PracticeModelVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty for the national model",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practice_models",
                                to="organisations.area",
                            ),
                        ),
                        (
                            "national",
                            models.ForeignKey(
                                blank=True,
                                help_text="The national version on which it was checked; empty for a national version",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="areas",
                                to="practice_model.practicemodelversion",
                            ),
                        ),
                        ("version", models.CharField(max_length=40)),
                        ("text", models.TextField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("schema_number", models.PositiveSmallIntegerField()),
                        ("valid_from", models.DateField()),
                        (
                            "valid_to",
                            models.DateField(blank=True, help_text="The first day on which it is no longer in force", null=True),
                        ),
                        ("published_by", models.CharField(max_length=160)),
                        ("published_at", models.DateTimeField()),
                        ("change_note", models.TextField(blank=True)),
                        ("approved_by_executive", models.CharField(blank=True, max_length=160)),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("area"),
                                            models.Value("00000000-0000-0000-0000-000000000000"),
                                            output_field=models.UUIDField(),
                                        ),
                                        "=",
                                    ),
                                    (kith.practice_model.models._Days(models.F("valid_from"), models.F("valid_to")), "&&"),
                                ],
                                name="practice_model_no_overlap",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                                ),
                                name="practice_model_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("area__isnull", True), ("national__isnull", True)),
                                    models.Q(("area__isnull", False), ("national__isnull", False)),
                                    _connector="OR",
                                ),
                                name="practice_model_area_rests_on_national",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
