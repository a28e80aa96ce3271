create function family_portal_standing(family uuid, person uuid) returns text language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select encode(sha256(convert_to(concat(
    (select string_agg(concat(m.id, ',', m.role, ',', m.ends_on), ';' order by m.id)
     from people_familymember m where m.family_id = family and m.person_id = person),
    '|', (select string_agg(concat(r.id, ',', r.kind, ',', r.parental_responsibility, ',', r.ends_on), ';' order by r.id)
     from people_relationship r where person in (r.person_id, r.other_id)),
    '|', (select string_agg(concat(p.id, ',', p.what, ',', p.hidden_from_id, ',', p.ends_on), ';' order by p.id)
     from people_protection p where p.person_id in (select m.person_id from people_familymember m where m.family_id = family))
  ), 'UTF8')), 'hex')
  from people_family f where f.id = family and f.area_id = access_area()
$$;

grant execute on function family_portal_standing(uuid, uuid) to kith_app;
