from django.db import migrations

FUNCTION = """
-- Who could see a family through a grant that has ended is told since when and why (P-26); nobody else learns that there is one. A
-- family that was restricted since is not there for them either.
create function family_help_access_ended(family uuid) returns table (ended_on date, why text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with held as (
    select max(g.ends_on) as day from access_grant g
    where g.family_id = family and g.practitioner_id = access_practitioner() and g.area_id = access_area()
    having bool_and(g.ends_on is not null and (g.ends_on < access_today() or cardinality(g.parts) = 0))
  )
  select held.day, case
    when exists (select 1 from family_help_episode e where e.family_id = family and e.closed_on = held.day)
      then 'Help for this family ended.'
    when exists (
      select 1 from family_help_grantstep g join family_help_stepdecision s on s.id = g.step_id
      where g.family_id = family and g.practitioner_id = access_practitioner() and g.decision = 'end'
        and s.state = 'in_effect' and (s.in_effect_at at time zone 'Europe/London')::date = held.day)
      then 'A decision on the level of help said who sees this family from then on.'
    when exists (
      select 1 from family_help_leadassignment l
      where l.family_id = family and l.practitioner_id = access_practitioner() and l.ends_on = held.day)
      then 'You no longer lead this family.'
    else 'Your part in the help for this family ended.' end
  from held where held.day is not null and family not in (select access_hidden_families())
$$;

grant execute on function family_help_access_ended(uuid) to kith_app;
"""


class Migration(migrations.Migration):
    """Who stops working with a family reads why and since when."""

    dependencies = [("family_help", "0003_what_follows")]
    operations = [migrations.RunSQL(FUNCTION, "drop function family_help_access_ended(uuid)")]
