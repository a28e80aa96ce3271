from pathlib import Path

from django.db import migrations

from kith.access.policies import IN_AREA, of_family, repolicy, sees_part

HIDDEN = "not in (select access_hidden_people())"
PERSON = (
    f"{IN_AREA} and (("
    + sees_part("'identity'")
    + f" and (in_family or {sees_part(repr('front_door'))})"
    + f" and (not (restricted or sealed) or id {HIDDEN})) or id = any((select access_granted_people())::uuid[]))"
)
FUNCTIONS = (Path(__file__).parent / "sight.sql").read_text().replace("%PERSON%", PERSON)
# An earlier name of a family may hold the surname of a member who was hidden since.
FAMILY_HISTORY = (
    f"{IN_AREA} and exists (select 1 from people_family seen where seen.id = people_familyevent.id)"
    " and id not in (select access_families_of_hidden())"
)


class Migration(migrations.Migration):
    """Restrictions and grants are written by the owner, who asks who acts; a restriction wins over every grant."""

    dependencies = [("people", "0009_owner_functions"), ("access", "0008_guard_sight")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        *repolicy("people_familymember", of_family("identity", person="person_id"), history_check=IN_AREA),
        *repolicy("people_riskstatement", of_family("child_protection", person="person_id"), history_check=IN_AREA),
        *repolicy("people_agreement", of_family("episode", person="person_id")),
        migrations.RunSQL(
            f"alter policy app on people_familyevent using ({FAMILY_HISTORY}) with check ({IN_AREA})",
            migrations.RunSQL.noop,
        ),
    ]
