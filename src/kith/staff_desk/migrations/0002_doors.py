from pathlib import Path

from django.db import migrations

from kith.access.policies import Guard, of_practitioner

REFUSED = (Path(__file__).parent / "refused.sql").read_text()


class Migration(migrations.Migration):
    """A draft is its writer's alone. A neighbour area's refused look stands on *Who looked* of the family's own area."""

    dependencies = [("staff_desk", "0001_tables"), ("audit", "0002_doors"), ("front_door", "0002_doors")]
    operations = [
        Guard("staff_desk_draft", of_practitioner(), deletable=True, history=False),
        migrations.RunSQL(REFUSED, migrations.RunSQL.noop),
    ]
