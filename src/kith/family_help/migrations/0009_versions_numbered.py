"""What is kept of a plan or an assessment is written by whoever works with the family, also by a worker from whom somebody is hidden.

They do not read such a version afterwards, since it tells of everybody, and they cannot count those before it: the database numbers it.
"""

from django.db import migrations

from kith.access.policies import of_family

NUMBERED = """
create function family_help_number_version() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_table_name = 'family_help_planversion' then
    select coalesce(max(v.number), 0) + 1 into new.number from family_help_planversion v where v.plan_id = new.plan_id;
  else
    select coalesce(max(v.number), 0) + 1 into new.number from family_help_assessmentversion v where v.assessment_id = new.assessment_id;
  end if;
  return new;
end $$;
revoke execute on function family_help_number_version() from public;
"""
TABLES = {"family_help_planversion": "plan", "family_help_assessmentversion": "assessment"}


class Migration(migrations.Migration):
    dependencies = [("family_help", "0008_of_a_goal")]
    operations = [
        migrations.RunSQL(NUMBERED, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                f"create trigger number_version before insert on {table} for each row execute function family_help_number_version();"
                f"alter policy app on {table} using ({of_family(part, whole=True)}) with check ({of_family(part)})",
                migrations.RunSQL.noop,
            )
            for table, part in TABLES.items()
        ),
    ]
