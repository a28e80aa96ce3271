from pathlib import Path

from django.db import migrations

from kith.access.policies import IN_AREA, Guard, sees_part

GRANTED = ("episode", "assessment", "plan", "notes", "chronology")
"""Parts that a partner can be granted, and in which something is due."""

OF_FAMILY = f"({sees_part('part')} and family_id not in (select access_hidden_families()))" + "".join(
    f" or (part = '{part}' and family_id = any((select access_granted('{part}'))::uuid[]))" for part in GRANTED
)
NOT_HIDDEN = "(person_id is null or person_id not in (select access_hidden_people()))"
OF_SUBJECT = "tasks_subject_is_seen(subject_table, subject_id)"


class Migration(migrations.Migration):
    """A clock of a family is seen with its part of the family; another with the row it runs on. A hidden child hides their clocks."""

    dependencies = [("tasks", "0001_initial"), ("people", "0010_sight"), ("access", "0002_functions")]
    operations = [
        migrations.RunSQL((Path(__file__).parent / "subject.sql").read_text(), "drop function tasks_subject_is_seen(text, uuid)"),
        Guard(
            "tasks_runningclock",
            f"{IN_AREA} and case when family_id is null then {OF_SUBJECT} else ({OF_FAMILY}) end and {NOT_HIDDEN}",
            # Who sends a request does not see it, and starts its clock all the same.
            check=f"{IN_AREA} and (family_id is null or {OF_FAMILY}) and {NOT_HIDDEN}",
            family=True,
            person=True,
        ),
    ]
