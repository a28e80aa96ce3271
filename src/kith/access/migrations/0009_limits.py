from pathlib import Path

from django.db import migrations, models

FUNCTIONS = "".join((Path(__file__).parent / file).read_text() for file in ("limits.sql", "leaver.sql"))


class Migration(migrations.Migration):
    """Tries are counted, and a leaver's grants are ended, by functions of the owner."""

    dependencies = [
        ("access", "0008_guard_sight"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllowedTries",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("tries", models.PositiveIntegerField()),
                ("seconds", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "access_limit",
            },
        ),
        migrations.CreateModel(
            name="Tried",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
                ("used", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("name", "key"), name="access_tried_once"),
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[0-9a-f]{64}$")), name="access_tried_key_is_a_hash"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    ]
