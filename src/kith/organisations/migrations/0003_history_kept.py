"""Nobody changes history; what is open already stays open."""

from django.db import migrations

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

OPEN = "update organisations_area set live_at = now(), live_by = 'In use before areas were taken live' where live_at is null"


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_history_live_hub"), ("access", "0002_functions")]
    operations = [
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(OPEN, migrations.RunSQL.noop),
    ]
