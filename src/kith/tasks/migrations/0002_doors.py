from django.db import migrations

from kith.access.policies import Guard
from kith.tasks.policies import OF_FAMILY


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_tables"), ("people", "0002_doors")]
    operations = [Guard("tasks_runningclock", OF_FAMILY, family=True, person=True)]
