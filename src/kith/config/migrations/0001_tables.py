from django.db import migrations, models

import kith.kernel.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        kith.kernel.tables.Tables(
            tables=[
                migrations.CreateModel(
                    name="LastDone",
                    fields=[
                        ("what", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("words", models.CharField(blank=True, help_text="What came of it, in counts", max_length=200)),
                    ],
                ),
            ],
        ),
    ]
