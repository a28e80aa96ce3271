from pathlib import Path

from django.db import migrations

PLACES = (Path(__file__).parent / "places.sql").read_text()
TABLES = "area agency agencyarea team user practitioner membership capability dutyturn hubbody".split()
KEPT = "\n".join(
    f"""
    revoke update, delete, truncate on organisations_{table}event from kith_app;
    create trigger refuse_truncate before truncate on organisations_{table}event
        for each statement execute function access_refuse_truncate();
    """
    + (f"create index on organisations_{table}event (pgh_obj_id, pgh_id);" if table != "agencyarea" else "")
    for table in TABLES
)


class Migration(migrations.Migration):
    """Nobody changes history. What gives sight is written by administrators of the area only, whatever the program asks."""

    dependencies = [("organisations", "0001_tables"), ("access", "0002_doors")]
    operations = [
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(PLACES, migrations.RunSQL.noop),
    ]
