from pathlib import Path

from django.db import migrations

from kith.access.policies import IN_AREA, Guard, of_area, of_family, of_person, sees_part

HIDDEN = "not in (select access_hidden_people())"
PERSON = (
    f"{IN_AREA} and (("
    + sees_part("'identity'")
    + f" and (in_family or {sees_part(repr('front_door'))})"
    + f" and (not (restricted or sealed) or id {HIDDEN})) or id = any((select access_granted_people())::uuid[]))"
)
# The history of a person is there for whoever sees the person: an earlier row does not know that the record was sealed since.
PERSON_HISTORY = f"{IN_AREA} and exists (select 1 from people_person seen where seen.id = people_personevent.id)"
FAMILY = (
    f"{IN_AREA} and (("
    + sees_part("'identity'")
    + " and id not in (select access_hidden_families()))"
    + " or id = any((select access_granted('identity'))::uuid[]))"
)
# An earlier name of a family may hold the surname of a member who was hidden since.
FAMILY_HISTORY = (
    f"{IN_AREA} and exists (select 1 from people_family seen where seen.id = people_familyevent.id)"
    " and id not in (select access_families_of_hidden())"
)
WHEREABOUTS = f"{of_person()} and person_id not in (select access_people_without_addresses())"
NOBODY = "false"


def of_two(column: str, *, may_be_empty: bool = False) -> str:
    """Policy for a row that leads to two persons: it is there for whoever sees both. Whoever writes it need not see the other."""
    seen = f"exists (select 1 from people_person another where another.id = {column})"
    return f"{of_person()} and " + (f"({column} is null or {seen})" if may_be_empty else seen)


SQL = {
    name: (Path(__file__).parent / f"{name}.sql").read_text().replace("%PERSON%", PERSON)
    for name in ("sight", "finding", "withholding")
}


class Migration(migrations.Migration):
    """A person is hidden, granted or kept without addresses in every record of theirs; a restriction wins over every grant.

    A row of history is written by trigger, after the row it tells of passed its own policy: asking again doubles the time of a list.
    """

    dependencies = [("people", "0001_tables"), ("access", "0002_doors")]
    operations = [
        migrations.RunSQL(SQL["sight"], migrations.RunSQL.noop),
        migrations.RunSQL(
            "create index people_person_sealed on people_person (id) where sealed;"
            " create index people_person_merged on people_person (merged_into_id) where merged_into_id is not null",
            migrations.RunSQL.noop,
        ),
        Guard("people_person", PERSON, check=IN_AREA, history_using=PERSON_HISTORY),
        Guard("people_family", FAMILY, check=IN_AREA, history_using=FAMILY_HISTORY),
        Guard("people_othername", of_person(), person=True, history_check=IN_AREA),
        Guard("people_identifier", of_person(), person=True, history_check=IN_AREA),
        Guard("people_address", WHEREABOUTS, person=True, history_check=IN_AREA),
        Guard("people_contactdetail", WHEREABOUTS, person=True, history_check=IN_AREA),
        Guard("people_protection", of_person(), person=True, history_check=IN_AREA),
        Guard("people_hazard", of_person(), person=True, history_check=IN_AREA),
        Guard("people_familymember", of_family("identity", person=True), family=True, person=True, history_check=IN_AREA),
        Guard("people_relationship", of_two("other_id"), check=of_person(), person=True, history_check=IN_AREA),
        Guard("people_agreement", of_family("episode", person=True), family=True),
        Guard("people_restrictednotice", of_family("identity"), append_only=True, family=True, history=False),
        Guard("people_tie", of_two("other_id", may_be_empty=True), check=of_person(), person=True, history_check=IN_AREA),
        Guard("people_professional", WHEREABOUTS, person=True, history_check=IN_AREA),
        Guard(
            "people_riskstatement", of_family("child_protection", person=True), family=True, person=True, history_check=IN_AREA
        ),
        Guard("people_merge", of_two("into_id"), check=of_person(), person=True, history_check=IN_AREA),
        Guard("people_possibleduplicate", of_two("other_id"), check=of_person(), person=True, history_check=IN_AREA),
        # Whoever closes a record writes the link they may not read.
        Guard("people_sealedlink", of_area("sealed"), check=IN_AREA),
        Guard("people_imported", of_person(), person=True, history_check=IN_AREA),
        # Reached through functions of the owner only: whoever acts sees no key.
        Guard("people_matchkey", NOBODY, history=False),
        Guard("people_nameword", IN_AREA, check=NOBODY, history=False),
        Guard("people_calibration", IN_AREA, append_only=True, history=False),
        migrations.RunSQL(SQL["finding"], migrations.RunSQL.noop),
        migrations.RunSQL(SQL["withholding"], migrations.RunSQL.noop),
    ]
