import django.db.models.deletion
from django.db import migrations, models

import kith.kernel.ids
import kith.kernel.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_tables"),
    ]

    operations = [
        kith.kernel.tables.Tables(
            tables=[
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.area",
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        ("page", models.CharField(max_length=300)),
                        ("title", models.CharField(max_length=160)),
                        (
                            "autosave_url",
                            models.CharField(help_text="Where the page's form saves: what it knows its draft by", max_length=500),
                        ),
                        ("fields", models.JSONField()),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practitioner", "saved_at"], name="staff_desk_draft_mine")],
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "practitioner", "page"), name="staff_desk_draft_one_per_page")
                        ],
                    },
                ),
            ],
        ),
    ]
