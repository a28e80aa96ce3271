from pathlib import Path

from django.db import migrations

from kith.access.policies import IN_AREA, Guard, of_area, of_family, of_person, sees_part

FINDING = (Path(__file__).parent / "finding.sql").read_text()

HIDDEN = "not in (select access_hidden_people())"
PERSON = (
    f"{IN_AREA} and (("
    + sees_part("'identity'")
    + f" and (in_family or {sees_part(repr('front_door'))})"
    + f" and (not (restricted or sealed) or id {HIDDEN})) or id = any((select access_granted_people())::uuid[]))"
)
WHEREABOUTS = f"{of_person()} and person_id not in (select access_people_without_addresses())"
NOBODY = "false"


class Migration(migrations.Migration):
    dependencies = [("people", "0004_told_once")]
    operations = [
        migrations.RunSQL(FINDING, migrations.RunSQL.noop),
        migrations.RunSQL(
            "create index people_person_sealed on people_person (id) where sealed;"
            " create index people_person_merged on people_person (merged_into_id) where merged_into_id is not null;"
            f" alter policy app on people_person using ({PERSON}) with check ({IN_AREA})",
            migrations.RunSQL.noop,
        ),
        Guard("people_tie", of_person(), person=True),
        Guard("people_professional", WHEREABOUTS, person=True),
        Guard("people_riskstatement", of_family("child_protection", person=True), family=True, person=True),
        Guard("people_merge", of_person(), person=True),
        Guard("people_possibleduplicate", of_person(), person=True),
        Guard("people_sealedlink", of_area("sealed")),
        Guard("people_imported", of_person(), person=True),
        # Reached through functions of the owner only: whoever acts sees no key.
        Guard("people_matchkey", NOBODY, history=False),
        Guard("people_nameword", IN_AREA, check=NOBODY, history=False),
        Guard("people_calibration", IN_AREA, append_only=True, history=False),
    ]
