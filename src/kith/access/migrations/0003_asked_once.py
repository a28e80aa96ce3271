from django.db import migrations

FUNCTIONS = """
-- As before, with who asks, where and when asked once for the whole table instead of once for each of its rows: with few rows the
-- database reads them all, and asked each of them.
create or replace function access_hidden_families() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select r.family_id from access_restriction r
  where r.area_id = (select access_area()) and r.ends_at is null
    and not 'restricted' = any((select access_parts())::text[])
    and not exists (select 1 from access_restrictionmember m
                    where m.restriction_id = r.id and m.practitioner_id = (select access_practitioner()))
$$;

create or replace function access_granted(wanted text) returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(g.family_id), '{}') from access_grant g
  where g.practitioner_id = (select access_practitioner()) and g.area_id = (select access_area())
    and g.starts_on <= (select access_today()) and (g.ends_on is null or g.ends_on >= (select access_today()))
    and (wanted = any(g.parts) or (wanted = 'identity' and cardinality(g.parts) > 0))
    and g.family_id not in (select access_hidden_families())
    and exists (
      select 1 from organisations_membership m
      where m.practitioner_id = g.practitioner_id and m.area_id = g.area_id and m.starts_on <= (select access_today())
        and (m.ends_on is null or m.ends_on >= (select access_today()))
        and m.role not in ('hub_partner', 'finance_officer', 'returns_officer', 'programme_lead', 'auditor', 'administrator'))
$$;
"""


class Migration(migrations.Migration):
    """What a policy asks of the whole transaction is asked once."""

    dependencies = [("access", "0002_doors")]
    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
