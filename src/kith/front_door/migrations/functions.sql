-- Agencies for which the actor answers questions put to a hub: their own, while they are a hub partner in the area acted in.
create function front_door_hub_agencies() returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct p.agency_id), '{}')
  from organisations_practitioner p
  join organisations_membership m on m.practitioner_id = p.id
  where p.id = access_practitioner() and m.area_id = access_area() and m.role = 'hub_partner'
    and m.starts_on <= access_today() and (m.ends_on is null or m.ends_on >= access_today())
$$;

-- Teams for which the actor answers questions put to a hub: those they are a hub partner in, in the area acted in.
create function front_door_hub_teams() returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct m.team_id), '{}') from organisations_membership m
  where m.practitioner_id = access_practitioner() and m.area_id = access_area() and m.role = 'hub_partner'
    and m.team_id is not null
    and m.starts_on <= access_today() and (m.ends_on is null or m.ends_on >= access_today())
$$;

-- Asked as the owner: a duty role that does not read requests is told of danger all the same.
create function front_door_hidden_requests() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select r.id from front_door_request r where r.family_id in (select access_hidden_families())
$$;

-- How many requests of the area acted in wait for a decision: a number for its administrator, who sees no request.
create function front_door_waiting() returns bigint language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select count(*) from front_door_request r
  where r.area_id = access_area() and r.state in ('waiting', 'part_decided', 'handed_over')
$$;

grant execute on function front_door_hub_agencies() to kith_app;
grant execute on function front_door_hub_teams() to kith_app;
grant execute on function front_door_hidden_requests() to kith_app;
grant execute on function front_door_waiting() to kith_app;
