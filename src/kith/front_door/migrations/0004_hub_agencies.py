from django.db import migrations

# A policy asks it: what it reads must not hang on the tables that the caller can put in its way.
SQL = """
alter function front_door_hub_agencies() security definer set search_path = pg_catalog, public, pg_temp;
revoke execute on function front_door_hub_agencies() from public;
grant execute on function front_door_hub_agencies() to kith_app;
"""


class Migration(migrations.Migration):
    dependencies = [("front_door", "0003_relationship_kinds"), ("access", "0006_owner_functions")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
