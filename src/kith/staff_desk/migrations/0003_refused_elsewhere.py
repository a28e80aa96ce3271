from pathlib import Path

from django.db import migrations

FUNCTION = (Path(__file__).parent / "refused.sql").read_text()


class Migration(migrations.Migration):
    """A neighbour area's refused look stands on *Who looked* of the family's own area."""

    dependencies = [
        ("staff_desk", "0002_guard"),
        ("audit", "0003_looker_area"),
        ("front_door", "0008_lists_in_order"),
    ]
    operations = [migrations.RunSQL(FUNCTION, "drop function staff_desk_refused_elsewhere(uuid, uuid, uuid, text, text)")]
