from django.db import migrations

from kith.access.policies import IN_AREA, of_area, of_person

# The history of a person is there for whoever sees the person: an earlier row does not know that the record was sealed since.
PERSON_EVENT = f"{IN_AREA} and exists (select 1 from people_person seen where seen.id = people_personevent.id)"
OTHER = "exists (select 1 from people_person another where another.id = other_id)"


def alter(table: str, using: str, check: str) -> str:
    """SQL that replaces the application's policy on a table."""
    return f"alter policy app on {table} using ({using}) with check ({check})"


class Migration(migrations.Migration):
    """What leads from one person to another is hidden with either; whoever closes a record writes the link they may not read."""

    dependencies = [("people", "0005_guard_told_once")]
    operations = [
        migrations.RunSQL(alter("people_personevent", PERSON_EVENT, IN_AREA), migrations.RunSQL.noop),
        *(
            migrations.RunSQL(alter(table, f"{of_person()} and {OTHER}", of_person()), migrations.RunSQL.noop)
            for table in ("people_relationship", "people_relationshipevent")
        ),
        *(
            migrations.RunSQL(
                alter(table, f"{of_person()} and (other_id is null or {OTHER})", of_person()),
                migrations.RunSQL.noop,
            )
            for table in ("people_tie", "people_tieevent")
        ),
        *(
            migrations.RunSQL(alter(table, of_area("sealed"), IN_AREA), migrations.RunSQL.noop)
            for table in ("people_sealedlink", "people_sealedlinkevent")
        ),
    ]
