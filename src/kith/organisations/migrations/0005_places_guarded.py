"""What gives sight is written by administrators of the area only, whatever the program asks."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_staff_acts"), ("access", "0005_begin")]
    operations = [
        migrations.RunSQL((Path(__file__).parent / "places.sql").read_text(), migrations.RunSQL.noop),
    ]
