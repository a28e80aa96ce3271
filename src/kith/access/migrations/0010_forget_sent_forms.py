from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0009_limits")]
    operations = [
        migrations.RunSQL(
            (Path(__file__).parent / "forget.sql").read_text(),
            "drop function access_forget_sent_forms(timestamptz)",
        ),
    ]
