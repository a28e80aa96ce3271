from pathlib import Path

from django.db import migrations

from kith.access.policies import IN_AREA, Guard, of_family, of_person, sees_part

FUNCTIONS = (Path(__file__).parent / "functions.sql").read_text()

HIDDEN = "not in (select access_hidden_people())"

PERSON = (
    f"{IN_AREA} and (("
    + sees_part("'identity'")
    + f" and (in_family or {sees_part(repr('front_door'))})"
    + f" and (not restricted or id {HIDDEN})) or id = any((select access_granted_people())::uuid[]))"
)
FAMILY = (
    f"{IN_AREA} and (("
    + sees_part("'identity'")
    + " and id not in (select access_hidden_families()))"
    + " or id = any((select access_granted('identity'))::uuid[]))"
)
ADDRESS = f"{of_person()} and person_id not in (select access_people_without_addresses())"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_functions")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        Guard("people_person", PERSON, check=IN_AREA),
        Guard("people_family", FAMILY, check=IN_AREA),
        Guard("people_othername", of_person(), person=True),
        Guard("people_identifier", of_person(), person=True),
        Guard("people_address", ADDRESS, person=True),
        Guard("people_contactdetail", ADDRESS, person=True),
        Guard("people_protection", of_person(), person=True),
        Guard("people_hazard", of_person(), person=True),
        Guard("people_familymember", of_family("identity", person=True), family=True, person=True),
        Guard("people_relationship", of_person(), person=True),
        Guard("people_personkey", of_person(), person=True, deletable=True, history=False),
        Guard("people_agreement", of_family("episode"), family=True),
    ]
