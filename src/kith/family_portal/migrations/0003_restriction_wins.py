from django.db import migrations

from kith.access.policies import of_family_or_client, repolicy


class Migration(migrations.Migration):
    """A link for a person is hidden with them."""

    dependencies = [("family_portal", "0002_guard"), ("people", "0010_sight")]
    operations = repolicy("family_portal_readerlink", of_family_or_client("plan", "link_hash", person=True))
