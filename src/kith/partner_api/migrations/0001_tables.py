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
                    name="Client",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        ("oauth_client_id", models.CharField(max_length=100, unique=True)),
                        ("name", models.CharField(max_length=160)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="api_clients", to="organisations.agency"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="api_clients", to="organisations.area"
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                ),
            ],
        ),
    ]
