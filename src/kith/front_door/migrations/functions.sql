-- Agencies for which the actor answers questions put to a hub: their own, while they are a hub partner in the area acted in.
create function front_door_hub_agencies() returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct p.agency_id), '{}')
  from organisations_practitioner p
  join organisations_membership m on m.practitioner_id = p.id
  where p.id = access_practitioner() and m.area_id = access_area() and m.role = 'hub_partner'
    and m.starts_on <= access_today() and (m.ends_on is null or m.ends_on >= access_today())
$$;
