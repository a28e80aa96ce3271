from pathlib import Path

from django.db import migrations

from kith.access.policies import IN_AREA, Guard, of_practitioner, sees_part

FUNCTIONS = (Path(__file__).parent / "functions.sql").read_text()
NOT_HIDDEN = "family_id not in (select access_hidden_families())"
# Whoever sees the help of a family sees who else may see it; a partner sees their own grants.
GRANT = (
    f"{IN_AREA} and {NOT_HIDDEN} and ({sees_part(repr('episode'))}"
    " or practitioner_id = (select access_practitioner())"
    " or family_id = any((select access_granted('episode'))::uuid[]))"
)
RESTRICTION = f"{IN_AREA} and {sees_part(repr('identity'))} and {NOT_HIDDEN}"
MEMBER = "(select access_acting()) and exists (select 1 from access_restriction seen where seen.id = restriction_id)"


class Migration(migrations.Migration):
    """Who may see what is itself guarded, keeps its history, and is written by functions of the owner only."""

    dependencies = [("access", "0001_tables")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        Guard("access_sentform", of_practitioner(), deletable=True, history=False),
        Guard("access_grant", GRANT, check="false", owner_writes=True),
        Guard("access_restriction", RESTRICTION, check="false", owner_writes=True),
        Guard("access_restrictionmember", MEMBER, check="false", owner_writes=True),
    ]
