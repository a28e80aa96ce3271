from pathlib import Path

from django.db import migrations

FUNCTIONS = (Path(__file__).parent / "functions.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
