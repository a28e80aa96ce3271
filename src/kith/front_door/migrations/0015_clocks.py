from django.db import migrations

from kith.tasks.policies import seen_with


class Migration(migrations.Migration):
    """What is due at the front door is seen with the request, the decision or the question that it is about."""

    dependencies = [("front_door", "0014_waiting_in_area"), ("tasks", "0002_guard")]
    operations = [
        operation
        for table in ("front_door_request", "front_door_decision", "front_door_hubquestion")
        for operation in seen_with(table)
    ]
