from pathlib import Path

from django.db import migrations

BEGIN = (Path(__file__).parent / "begin.sql").read_text()
GRANT = "grant execute on function access_begin(text, text, uuid, text, timestamptz, text) to kith_app"


class Migration(migrations.Migration):
    """The statement that begins a transaction says whether any family of the area is restricted."""

    dependencies = [("access", "0011_grants_lapse")]
    operations = [migrations.RunSQL(BEGIN, migrations.RunSQL.noop), migrations.RunSQL(GRANT, migrations.RunSQL.noop)]
