from django.db import migrations

from kith.access.policies import IN_AREA, Guard, sees_part

NOT_HIDDEN = "family_id not in (select access_hidden_families())"
# Whoever sees the help of a family sees who else may see it; a partner sees their own grants.
GRANT = (
    f"{IN_AREA} and (({sees_part(repr('episode'))} and {NOT_HIDDEN})"
    " or practitioner_id = (select access_practitioner())"
    " or family_id = any((select access_granted('episode'))::uuid[]))"
)
RESTRICTION = f"{IN_AREA} and {sees_part(repr('identity'))} and {NOT_HIDDEN}"
MEMBER = "(select access_acting()) and exists (select 1 from access_restriction seen where seen.id = restriction_id)"

# Rule 6: a colleague who follows a link is told whom to ask, and nobody else that there is anything to ask about.
EXPLAIN = """
create function access_restriction_explained(family uuid) returns table (owner uuid, since timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.owner_id, r.starts_at from access_restriction r
  where r.family_id = family and r.ends_at is null and r.area_id = access_area() and 'identity' = any(access_parts())
    and exists (
      select 1 from organisations_practitioner p join organisations_agency a on a.id = p.agency_id
      where p.id = access_practitioner() and a.kind = 'childrens_services')
$$;
grant execute on function access_restriction_explained(uuid) to kith_app;

-- What a role sees is written from the program's own list, by the owner, and read by access_begin alone.
alter table access_sight enable row level security;
alter table access_sight force row level security;
create policy owner on access_sight to kith_owner using (true) with check (true);
create policy app on access_sight to kith_app using (false) with check (false);
revoke all on access_sight from kith_app;
"""


class Migration(migrations.Migration):
    """Who may see what is itself guarded, keeps its history, and is written by functions of the owner only."""

    dependencies = [("access", "0007_history_of_sight")]
    operations = [
        Guard("access_grant", GRANT, check="false", owner_writes=True),
        Guard("access_restriction", RESTRICTION, check="false", owner_writes=True),
        Guard("access_restrictionmember", MEMBER, check="false", owner_writes=True),
        migrations.RunSQL(EXPLAIN, migrations.RunSQL.noop),
    ]
