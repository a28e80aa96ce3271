from django.db import migrations

FUNCTION = """
-- News of a family that nobody has seen is for whoever leads it now, and without a lead for whoever is on duty: a former lead reads
-- no more of it. Asked after a change of lead; the new lead does not see what was another's.
create function front_door_news_follows(family uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  lead uuid;
  moved integer;
begin
  perform access_acting();
  if not people_sees_family(family, 'episode') then
    perform access_refuse('Ask a worker of this family.');
  end if;
  select turn.practitioner_id into lead from family_help_leadassignment turn
  join family_help_episode episode on episode.id = turn.episode_id
  where episode.family_id = family and episode.closed_on is null and episode.area_id = access_area()
    and turn.state = 'accepted' and turn.ends_on is null;
  update front_door_notice set practitioner_id = lead
  where kind = 'news' and family_id = family and area_id = access_area() and seen_at is null
    and practitioner_id is distinct from lead;
  get diagnostics moved = row_count;
  return moved;
end $$;

grant execute on function front_door_news_follows(uuid) to kith_app;
"""


class Migration(migrations.Migration):
    """News goes with the lead."""

    dependencies = [("front_door", "0002_doors"), ("family_help", "0002_doors")]
    operations = [migrations.RunSQL(FUNCTION, "drop function front_door_news_follows(uuid)")]
