import django.contrib.postgres.fields
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
                    name="Look",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="organisations.area")),
                        ("at", models.DateTimeField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("open", "Opened"),
                                    ("print", "Printed"),
                                    ("download", "Downloaded"),
                                    ("export", "Exported"),
                                    ("list", "Listed"),
                                    ("search", "Searched"),
                                    ("api", "Read by API"),
                                    ("refused", "Refused"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("actor_kind", models.CharField(max_length=20)),
                        ("actor", models.CharField(max_length=80)),
                        ("agency_id", models.UUIDField(null=True)),
                        (
                            "looker_area",
                            models.ForeignKey(
                                help_text="Where the person works who was refused, when it is another area than the record's",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.area",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=60)),
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("page", models.CharField(max_length=120)),
                        ("family_id", models.UUIDField(null=True)),
                        ("person_id", models.UUIDField(null=True)),
                        ("asked", models.JSONField(default=dict, help_text="What a search or list asked for")),
                        (
                            "shown",
                            django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["family_id", "at"], name="audit_look_family"),
                            models.Index(fields=["person_id", "at"], name="audit_look_person"),
                            models.Index(fields=["area", "at"], name="audit_look_area"),
                        ],
                    },
                ),
            ],
        ),
    ]
