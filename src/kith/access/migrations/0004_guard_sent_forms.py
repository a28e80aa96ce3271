from django.db import migrations

from kith.access.policies import Guard, of_practitioner


class Migration(migrations.Migration):
    dependencies = [("access", "0003_sentform")]
    operations = [Guard("access_sentform", of_practitioner(), deletable=True, history=False)]
