from django.db import migrations

from kith.tasks.policies import OF_FAMILY


class Migration(migrations.Migration):
    """A partner sees what is to be looked at again about the members of a family that they were granted."""

    dependencies = [("tasks", "0002_doors")]
    operations = [
        migrations.RunSQL(f"alter policy app on {table} using ({OF_FAMILY}) with check ({OF_FAMILY})", migrations.RunSQL.noop)
        for table in ("tasks_runningclock", "tasks_runningclockevent")
    ]
