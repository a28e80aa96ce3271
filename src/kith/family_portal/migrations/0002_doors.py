from pathlib import Path

from django.db import migrations

from kith.access.policies import Guard, of_family_or_client

STANDING = (Path(__file__).parent / "functions.sql").read_text()


class Migration(migrations.Migration):
    """A link for a person is hidden with them.

    A reader's standing is worked out by the owner: whoever makes their link may see less of the family than is looked at when they read.
    """

    dependencies = [("family_portal", "0001_tables"), ("family_help", "0002_doors")]
    operations = [
        migrations.RunSQL(STANDING, migrations.RunSQL.noop),
        Guard("family_portal_readerlink", of_family_or_client("plan", "link_hash", person=True), family=True, person=True),
    ]
