from django.db import migrations

from kith.access.policies import Guard
from kith.tasks.policies import OF_FAMILY


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial"), ("people", "0010_sight"), ("access", "0002_functions")]
    operations = [Guard("tasks_runningclock", OF_FAMILY, family=True, person=True)]
