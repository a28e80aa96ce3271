"""How many requests of the area acted in wait for a decision: a number for its administrator, who sees no request."""

from django.db import migrations

WAITING = """
create function front_door_waiting() returns bigint language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select count(*) from front_door_request r
  where r.area_id = access_area() and r.state in ('waiting', 'part_decided', 'handed_over')
$$;
revoke execute on function front_door_waiting() from public;
grant execute on function front_door_waiting() to kith_app;
"""


class Migration(migrations.Migration):
    dependencies = [("front_door", "0013_told_apart")]
    operations = [migrations.RunSQL(WAITING, migrations.RunSQL.noop)]
