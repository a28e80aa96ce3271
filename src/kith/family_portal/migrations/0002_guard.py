from django.db import migrations

from kith.access.policies import Guard, of_family_or_client


class Migration(migrations.Migration):
    dependencies = [
        ("family_portal", "0001_initial"),
        ("people", "0002_guard"),
        ("family_help", "0002_guard"),
    ]
    operations = [
        Guard("family_portal_readerlink", of_family_or_client("plan", "link_hash"), family=True, person=True),
    ]
