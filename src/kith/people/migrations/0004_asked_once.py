from django.db import migrations

FUNCTIONS = """
-- As before, with the families that were granted asked for once instead of once for each member of any family.
create or replace function access_granted_people() returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(s.id), '{}') from (
    select access_records_of(coalesce(array_agg(m.person_id), '{}')) as id from people_familymember m
    where m.family_id = any((select access_granted('identity'))::uuid[]) and m.ends_on is null
  ) s
  where s.id not in (select access_hidden_people())
$$;

-- The members of hidden families are found first, and only they are asked whether the restriction shows them elsewhere.
create or replace function access_hidden_people() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  with member as materialized (
    select m.person_id, m.family_id from people_familymember m where m.family_id in (select access_hidden_families()))
  select access_records_of(coalesce(array_agg(m.person_id), '{}')) from member m
  -- The case keeps the dearer question for the few families whose restriction asks it.
  where not case when exists (
      select 1 from access_restriction r
      where r.family_id = m.family_id and r.ends_at is null and r.elsewhere = 'without_addresses')
    then people_is_adult(m.person_id) and exists (
      select 1 from people_familymember elsewhere
      where elsewhere.person_id = any(array(select access_records_of(array[m.person_id]))) and elsewhere.family_id <> m.family_id
        and elsewhere.family_id not in (select access_hidden_families()))
    else false end
  union all
  select p.id from people_person p where p.sealed and not 'sealed' = any((select access_parts())::text[])
$$;
"""


class Migration(migrations.Migration):
    """What a policy asks of the whole transaction is asked once."""

    dependencies = [("people", "0003_relationship_by_mistake"), ("access", "0003_asked_once")]
    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
