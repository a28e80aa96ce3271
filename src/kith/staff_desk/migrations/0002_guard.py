from django.db import migrations

from kith.access.policies import Guard, of_practitioner


class Migration(migrations.Migration):
    dependencies = [("staff_desk", "0001_initial"), ("people", "0002_guard")]
    operations = [Guard("staff_desk_draft", of_practitioner(), deletable=True, history=False)]
