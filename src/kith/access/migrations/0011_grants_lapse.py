from django.db import migrations

from kith.access.policies import IN_AREA, sees_part

# A grant lapses with the work: who has left the area sees nothing by it, whenever it ends. And it acts only through a role that works
# with families: who answers for a hub, counts, pays or administers sees nobody by it.
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
GRANT = (
    f"{IN_AREA} and family_id not in (select access_hidden_families()) and ({sees_part(repr('episode'))}"
    " or practitioner_id = (select access_practitioner())"
    " or family_id = any((select access_granted('episode'))::uuid[]))"
)


class Migration(migrations.Migration):
    dependencies = [("access", "0010_forget_sent_forms")]
    operations = [
        migrations.RunSQL(GRANTED, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(f"alter policy app on {table} using ({GRANT})", migrations.RunSQL.noop)
            for table in ("access_grant", "access_grantevent")
        ),
    ]
