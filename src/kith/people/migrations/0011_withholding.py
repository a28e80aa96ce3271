from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Whoever is hidden from a reader stays unnamed in the free text of a family that the reader sees."""

    dependencies = [("people", "0010_sight")]
    operations = [
        migrations.RunSQL((Path(__file__).parent / "withholding.sql").read_text(), migrations.RunSQL.noop),
    ]
