from django.db import migrations

# A grant acts through a role that works with families. Who only answers for a hub, counts, pays or administers sees nobody by it.
GRANTED = """
create or replace function access_granted(wanted text) returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(g.family_id), '{}') from access_grant g
  where g.practitioner_id = access_practitioner() and g.area_id = access_area()
    and g.starts_on <= access_today() and (g.ends_on is null or g.ends_on >= access_today())
    and (wanted = any(g.parts) or (wanted = 'identity' and cardinality(g.parts) > 0))
    and g.family_id not in (select access_hidden_families())
    and exists (
      select 1 from organisations_membership m
      where m.practitioner_id = g.practitioner_id and m.area_id = g.area_id and m.starts_on <= access_today()
        and (m.ends_on is null or m.ends_on >= access_today())
        and m.role not in ('hub_partner', 'finance_officer', 'returns_officer', 'programme_lead', 'auditor', 'administrator'))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0011_grants_lapse")]
    operations = [migrations.RunSQL(GRANTED, migrations.RunSQL.noop)]
