from pathlib import Path

from django.db import migrations

BEGIN = (Path(__file__).parent / "begin.sql").read_text()


class Migration(migrations.Migration):
    """History is written at the same price at the end of a long transaction as at its beginning."""

    dependencies = [("access", "0004_guard_sent_forms")]
    operations = [migrations.RunSQL(BEGIN, migrations.RunSQL.noop)]
