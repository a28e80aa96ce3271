"""Where a body names a team, only its people see what it is asked, not everybody of the agency."""

from django.db import migrations

from kith.access.policies import IN_AREA, sees_part

TEAMS = """
-- Teams for which the actor answers questions put to a hub: those they are a hub partner in, in the area acted in.
create function front_door_hub_teams() returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct m.team_id), '{}') from organisations_membership m
  where m.practitioner_id = access_practitioner() and m.area_id = access_area() and m.role = 'hub_partner'
    and m.team_id is not null
    and m.starts_on <= access_today() and (m.ends_on is null or m.ends_on >= access_today())
$$;
revoke execute on function front_door_hub_teams() from public;
grant execute on function front_door_hub_teams() to kith_app;
"""

QUESTION = (
    f"{IN_AREA} and (({sees_part(repr('hub'))} and exists (select 1 from front_door_hubenquiry seen where seen.id = enquiry_id))"
    " or (agency_id = any((select front_door_hub_agencies())::uuid[])"
    " and (team_id is null or team_id = any((select front_door_hub_teams())::uuid[]))))"
)

POLICIES = "\n".join(
    f"alter policy app on {table} using ({QUESTION}) with check ({QUESTION});"
    for table in ("front_door_hubquestion", "front_door_hubquestionevent")
)


class Migration(migrations.Migration):
    dependencies = [("front_door", "0009_hub_team")]
    operations = [
        migrations.RunSQL(TEAMS, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
