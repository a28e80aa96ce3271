"""Which request of a burst says something of its own, and which repeats one before it."""

from typing import Any

from django.db import migrations, models

STANDINGS = [
    (0, "On a line of its own"),
    (1, "In the line of its burst, and says something that none before it said"),
    (2, "In the line of its burst, and says what one before it said"),
]


def stay_grouped(apps: Any, schema_editor: Any) -> None:
    """Keep what is grouped already in its line, as different: nothing is said about it that was not looked at."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select set_config('pghistory.context_metadata', '{\"actor\": \"migration\"}', true)")
    apps.get_model("front_door", "Request").objects.filter(burst__isnull=False).update(in_burst=1)


class Migration(migrations.Migration):
    dependencies = [
        ("front_door", "0012_conversations_of_hidden"),
        ("organisations", "0004_staff_acts"),
        ("people", "0010_sight"),
    ]
    operations = [
        migrations.RemoveIndex(model_name="request", name="front_door_request_burst"),
        *[
            migrations.AddField(
                model_name=model,
                name="in_burst",
                field=models.PositiveSmallIntegerField(choices=STANDINGS, default=0),
            )
            for model in ("request", "requestevent")
        ],
        migrations.RunPython(stay_grouped, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                models.F("burst"),
                models.OrderBy(models.F("danger"), descending=True),
                models.F("in_burst"),
                models.F("decide_by"),
                models.F("received_at"),
                models.F("id"),
                condition=models.Q(("burst__isnull", False)),
                name="front_door_request_burst",
            ),
        ),
    ]
