from django.db import migrations

from kith.access.policies import IN_AREA, Guard, added_by_anyone, of_area


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_tables"), ("access", "0002_doors")]
    operations = [
        Guard(
            "audit_look",
            f"{of_area('looks')} or ({IN_AREA} and actor = access_sender() and at = access_now())",
            check=added_by_anyone(),
            append_only=True,
            history=False,
        ),
    ]
