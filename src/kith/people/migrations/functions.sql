-- Persons who are hidden from the actor: members of restricted families the actor is not named on, where the restriction says so.
create function access_hidden_people() returns setof uuid language sql stable security definer set search_path = public as $$
  select m.person_id from people_familymember m
  where m.family_id in (select access_hidden_families())
    and not exists (
      select 1 from people_familymember elsewhere
      join access_restriction r on r.family_id = m.family_id and r.ends_at is null and r.elsewhere = 'without_addresses'
      where elsewhere.person_id = m.person_id and elsewhere.family_id <> m.family_id
        and elsewhere.family_id not in (select access_hidden_families()))
$$;

-- Persons whose addresses, numbers and school are hidden: everyone in a hidden family, wherever they appear.
create function access_people_without_addresses() returns setof uuid language sql stable security definer set search_path = public as $$
  select m.person_id from people_familymember m where m.family_id in (select access_hidden_families())
$$;

-- Persons in families on which a partner holds a grant.
create function access_granted_people() returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(m.person_id), '{}') from people_familymember m
  where m.family_id = any(access_granted('identity')) and m.ends_on is null
    and m.person_id not in (select access_hidden_people())
$$;
