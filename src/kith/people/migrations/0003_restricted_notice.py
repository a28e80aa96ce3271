from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import kith.kernel.ids
from kith.access.policies import IN_AREA, Guard, of_family, of_person

FUNCTIONS = (Path(__file__).parent / "restricted.sql").read_text()

WHERE_A_PERSON_IS = "kind in ('address', 'place', 'postcode', 'telephone', 'email')"
KEY = f"{of_person()} and (not {WHERE_A_PERSON_IS} or person_id not in (select access_people_without_addresses()))"


class Migration(migrations.Migration):
    dependencies = [("people", "0002_guard"), ("access", "0002_functions")]
    operations = [
        migrations.CreateModel(
            name="RestrictedNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                ("actor_kind", models.CharField(max_length=20)),
                ("actor", models.CharField(max_length=80)),
                ("why", models.CharField(blank=True, max_length=200)),
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
                    "family",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.family"),
                ),
            ],
            options={"indexes": [models.Index(fields=["family", "at"], name="people_notice_family")]},
        ),
        Guard("people_restrictednotice", of_family("identity"), append_only=True, family=True, history=False),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(
            f"alter policy app on people_personkey using ({KEY}) with check ({IN_AREA})",
            migrations.RunSQL.noop,
        ),
    ]
