import django.db.models.deletion
from django.db import migrations, models

import kith.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_history_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffAct",
            fields=[
                ("id", models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("invited_again", "Invited again"),
                            ("came_back", "Came back"),
                            ("role_added", "Role added"),
                            ("role_ended", "Role ended"),
                            ("telephone", "Telephone changed"),
                            ("email", "Email address changed"),
                            ("new_codes", "Codes reset"),
                            ("left", "Left"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        help_text="Empty: by a command on the server",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.practitioner",
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="organisations.practitioner"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.RunSQL("revoke update, delete on organisations_staffact from kith_app", migrations.RunSQL.noop),
    ]
