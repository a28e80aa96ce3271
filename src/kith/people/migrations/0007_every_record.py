from django.db import migrations

from kith.access.policies import of_person

OTHER = "exists (select 1 from people_person another where another.id = {column})"

# One person may have several records (people_person.merged_into_id leads straight to the one that stays). Whoever is hidden is hidden
# in all of them; whoever is granted sight of one has it of all. Each branch is a look into an index.
FUNCTIONS = """
create function access_records_of(persons uuid[]) returns setof uuid language sql stable security definer set search_path = public as $$
  select unnest(persons)
  union
  select p.merged_into_id from people_person p where p.id = any(persons) and p.merged_into_id is not null
  union
  select r.id from people_person r where r.merged_into_id = any(persons)
  union
  select r.id from people_person p join people_person r on r.merged_into_id = p.merged_into_id where p.id = any(persons)
$$;

create or replace function access_hidden_people() returns setof uuid language sql stable security definer set search_path = public as $$
  select access_records_of(coalesce(array_agg(m.person_id), '{}')) from people_familymember m
  where m.family_id in (select access_hidden_families())
    -- The case keeps the dearer question for the few families whose restriction asks it.
    and not case when exists (
      select 1 from access_restriction r
      where r.family_id = m.family_id and r.ends_at is null and r.elsewhere = 'without_addresses')
    then exists (
      select 1 from people_familymember elsewhere
      where elsewhere.person_id in (select access_records_of(array[m.person_id])) and elsewhere.family_id <> m.family_id
        and elsewhere.family_id not in (select access_hidden_families()))
    else false end
  union all
  select p.id from people_person p where p.sealed and not 'sealed' = any(access_parts())
$$;

create or replace function access_people_without_addresses() returns setof uuid language sql stable security definer
set search_path = public as $$
  select access_records_of(coalesce(array_agg(m.person_id), '{}')) from people_familymember m
  where m.family_id in (select access_hidden_families())
$$;

create or replace function access_granted_people() returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(s.id), '{}') from (
    select access_records_of(coalesce(array_agg(m.person_id), '{}')) as id from people_familymember m
    where m.family_id = any(access_granted('identity')) and m.ends_on is null
  ) s
  where s.id not in (select access_hidden_people())
$$;

create or replace function people_restricted_elsewhere(persons uuid[], but_not uuid) returns setof uuid
language sql stable security definer set search_path = public as $$
  select access_records_of(coalesce(array_agg(m.person_id), '{}')) from people_familymember m
  join access_restriction r on r.family_id = m.family_id and r.ends_at is null
  where m.person_id in (select access_records_of(persons)) and m.family_id <> but_not and r.area_id = access_area()
$$;
"""


def alter(table: str, column: str) -> str:
    """SQL after which a row that leads to two persons is there for whoever sees both; whoever writes it need not see the other."""
    return f"alter policy app on {table} using ({of_person()} and {OTHER.format(column=column)}) with check ({of_person()})"


class Migration(migrations.Migration):
    """A person is hidden, granted or kept without addresses in every record of theirs; a pair is seen by whoever sees both."""

    dependencies = [("people", "0006_last_doors")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(alter(f"{table}{kind}", column), migrations.RunSQL.noop)
            for table, column in (("people_merge", "into_id"), ("people_possibleduplicate", "other_id"))
            for kind in ("", "event")
        ),
    ]
