-- Who is hidden, and the writing of restrictions and grants. Bodies are checked when they run: they read each other.

set local check_function_bodies = off;

-- One person may have several records (people_person.merged_into_id leads straight to the one that stays). Whoever is hidden is hidden
-- in all of them; whoever is granted sight of one has it of all. Each branch is a look into an index.
create function access_records_of(persons uuid[]) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select unnest(persons)
  union
  select p.merged_into_id from people_person p where p.id = any(persons) and p.merged_into_id is not null
  union
  select r.id from people_person r where r.merged_into_id = any(persons)
  union
  select r.id from people_person p join people_person r on r.merged_into_id = p.merged_into_id where p.id = any(persons)
$$;

-- Restricting, naming, granting, and what follows from them for persons, families and names. Everything here runs as the owner, checks
-- the actor against the identity of the transaction, and leaves history there with who and why.

-- ---- who is an adult, who is hidden

-- An adult in all that is recorded: 18 or over by every date of birth; without one, an adult by their place. Nobody's child now.
create function people_is_adult(person uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  with records as (select p.* from people_person p where p.id in (select access_records_of(array[person]))),
       places as (select m.* from people_familymember m where m.person_id in (select id from records))
  select not exists (select 1 from records where date_of_birth > access_today() - interval '18 years')
     and not exists (select 1 from records where date_of_birth is null and expected_date is not null)
     and not exists (select 1 from places where role in ('child', 'unborn') and (ends_on is null or ends_on >= access_today()))
     and (exists (select 1 from records where date_of_birth is not null)
          or exists (select 1 from places where role in ('parent', 'carer', 'adult')))
$$;

-- Persons who are hidden from the actor: members of restricted families the actor is not named on, save adults whom the restriction
-- shows in another family; and records closed by adoption.
create function access_hidden_people() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select access_records_of(coalesce(array_agg(m.person_id), '{}')) from people_familymember m
  where m.family_id in (select access_hidden_families())
    -- The case keeps the dearer question for the few families whose restriction asks it.
    and not case when exists (
      select 1 from access_restriction r
      where r.family_id = m.family_id and r.ends_at is null and r.elsewhere = 'without_addresses')
    then people_is_adult(m.person_id) and exists (
      select 1 from people_familymember elsewhere
      where elsewhere.person_id in (select access_records_of(array[m.person_id])) and elsewhere.family_id <> m.family_id
        and elsewhere.family_id not in (select access_hidden_families()))
    else false end
  union all
  select p.id from people_person p where p.sealed and not 'sealed' = any(access_parts())
$$;

-- Families in which somebody is hidden from the actor: texts kept of the whole family tell of them too.
create function access_families_of_hidden() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select m.family_id from people_familymember m where m.person_id in (select access_hidden_people())
$$;

-- Persons whose addresses, numbers and school are hidden: everyone in a hidden family, wherever they appear.
create function access_people_without_addresses() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select access_records_of(coalesce(array_agg(m.person_id), '{}')) from people_familymember m
  where m.family_id in (select access_hidden_families())
$$;

-- Persons in families on which a partner holds a grant.
create function access_granted_people() returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(s.id), '{}') from (
    select access_records_of(coalesce(array_agg(m.person_id), '{}')) as id from people_familymember m
    where m.family_id = any(access_granted('identity')) and m.ends_on is null
  ) s
  where s.id not in (select access_hidden_people())
$$;

-- ---- marks and names that follow from restrictions

-- Whether any record of the person is in a family that is restricted now.
create function people_is_restricted(person uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from people_familymember m join access_restriction r on r.family_id = m.family_id and r.ends_at is null
    where m.person_id in (select access_records_of(array[person])))
$$;

create function people_settle_marks(persons uuid[]) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  each uuid;
begin
  -- In one order, so that two of these wait for each other and never for ever.
  for each in select id from people_person where id in (select access_records_of(persons)) order by id for no key update loop
    update people_person p set restricted = s.restricted, in_family = p.in_family or s.in_family
    from (select people_is_restricted(each) as restricted, exists (
            select 1 from people_familymember m where m.person_id in (select access_records_of(array[each]))) as in_family) s
    where p.id = each and (p.restricted <> s.restricted or (s.in_family and not p.in_family));
  end loop;
end $$;

-- What a family is called: the surnames of its adults, else of its other members, of those only whom no other restriction hides. Never a
-- first name. Null while no member has a surname: then it is called as it was typed.
create function people_family_name(family uuid) returns text language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  with members as (
    select p.id, p.surname, p.sealed, p.restricted, m.starts_on, m.id as place, people_is_adult(p.id) as adult
    from people_familymember m join people_person p on p.id = m.person_id
    where m.family_id = family and m.ends_on is null and p.surname <> ''
  ), shown as (
    select * from members
    where not sealed and not (restricted and exists (
      select 1 from people_familymember o join access_restriction r on r.family_id = o.family_id and r.ends_at is null
      where o.person_id in (select access_records_of(array[members.id])) and o.family_id <> family
        and (r.elsewhere = 'hidden' or not adult)))
  ), used as (
    select surname, min(starts_on) as since, min(place::text) as first from shown
    where adult or not exists (select 1 from shown where adult) group by surname
  ), listed as (
    select coalesce(array_agg(surname order by since, first), '{}') as names, cardinality(coalesce(array_agg(surname), '{}')) as n from used
  )
  select left(case n when 0 then (select 'Name not known' from members limit 1) when 1 then names[1]
              else array_to_string(names[:n - 1], ', ') || ' and ' || names[n] end, 160)
  from listed
$$;

create function people_settle_names(families uuid[]) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  -- The trigger below writes what the family is called.
  update people_family set name = name where id = any(families) and name <> people_family_name(id)
$$;

-- Whoever joins, restricts or lifts waits here for the other: each then sees what the other wrote. In one order.
create function people_lock_families(families uuid[]) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from people_family where id = any(families) order by id for no key update;
end $$;

create function people_families_of(persons uuid[]) returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct m.family_id), '{}') from people_familymember m
  where m.person_id in (select access_records_of(persons))
$$;

create function people_place_changed() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  families uuid[] := array_remove(array[new.family_id, old.family_id], null);
  persons uuid[] := array_remove(array[new.person_id, old.person_id], null);
begin
  perform people_lock_families(families);
  perform people_settle_marks(persons);
  perform people_settle_names(families);
  return null;
end $$;

create function people_restriction_changed() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  members uuid[];
begin
  perform people_lock_families(array[new.family_id]);
  update people_family f set restricted = not f.restricted
  where f.id = new.family_id
    and f.restricted <> exists (select 1 from access_restriction r where r.family_id = f.id and r.ends_at is null);
  select coalesce(array_agg(m.person_id), '{}') into members from people_familymember m where m.family_id = new.family_id;
  perform people_settle_marks(members);
  perform people_settle_names(people_families_of(members));
  return null;
end $$;

create function people_person_changed() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  persons uuid[] := array_remove(array[new.id, new.merged_into_id, old.merged_into_id], null);
  families uuid[] := people_families_of(persons);
begin
  if new.merged_into_id is distinct from old.merged_into_id then
    perform people_lock_families(families);
    perform people_settle_marks(persons);
  end if;
  perform people_settle_names(families);
  return null;
end $$;

-- The marks follow from the restrictions: whatever is written into them, they are what they are.
create function people_keep_mark() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  new.restricted := people_is_restricted(new.id);
  return new;
end $$;

create function people_keep_family() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  new.restricted := exists (select 1 from access_restriction r where r.family_id = new.id and r.ends_at is null);
  new.name := coalesce(people_family_name(new.id), new.name);
  return new;
end $$;

-- ---- written by the owner after asking who acts
create function access_refuse(words text) returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception using errcode = 'KH001', message = words;
end $$;

-- Whether the actor, a practitioner, sees this family of the area acted in.
create function people_sees_family(family uuid, part text) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select access_acting() and exists (select 1 from people_family f where f.id = family and f.area_id = access_area())
    and ((part = any(access_parts()) and family not in (select access_hidden_families())) or family = any(access_granted(part)))
$$;

create function people_works_here(practitioner uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from organisations_membership m
    where m.practitioner_id = practitioner and m.area_id = access_area() and m.starts_on <= access_today()
      and (m.ends_on is null or m.ends_on >= access_today()))
$$;

-- Restrict a family to its owner and named people. Answers null when it is restricted already.
create function people_restrict(family uuid, named uuid[], owner uuid, reason text, shown_elsewhere text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  made uuid := gen_random_uuid();
  each uuid;
begin
  if not ('may_restrict' = any(access_parts()) and people_sees_family(family, 'identity')) then
    perform access_refuse('Ask a team manager or the front door to restrict this family.');
  end if;
  if coalesce(btrim(reason), '') = '' then
    perform access_refuse('Say why only named people may see this family.');
  end if;
  perform people_lock_families(array[family]);
  if exists (select 1 from access_restriction r where r.family_id = family and r.ends_at is null) then
    return null;
  end if;
  if shown_elsewhere not in ('hidden', 'without_addresses') then
    perform access_refuse('Say whether adults of this family are hidden in their other families, or shown without addresses.');
  end if;
  if shown_elsewhere = 'without_addresses' and not exists (
      select 1 from people_familymember m where m.family_id = family and people_is_adult(m.person_id)) then
    perform access_refuse('Only adults can be shown elsewhere without their addresses, and no adult of this family is recorded.');
  end if;
  foreach each in array array_append(named, owner) loop
    if each is null or not people_works_here(each) then
      perform access_refuse('Name people who work in this area today.');
    end if;
  end loop;
  insert into access_restriction (id, area_id, family_id, reason, owner_id, elsewhere, starts_at)
  values (made, access_area(), family, btrim(reason), owner, shown_elsewhere, access_now());
  insert into access_restrictionmember (id, restriction_id, practitioner_id)
  select gen_random_uuid(), made, n from (select distinct unnest(array_append(named, owner)) as n) s;
  return made;
end $$;

-- Lift the restriction of a family, by its owner or by a named person whose role may. Answers false when there is none.
create function people_lift_restriction(family uuid, why text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  held access_restriction;
begin
  -- Who does not see the family is told the same whether there is a restriction or not.
  if not people_sees_family(family, 'identity') then
    perform access_refuse('Ask the owner of the restriction, or a manager who is named on it, to lift it.');
  end if;
  perform people_lock_families(array[family]);
  select * into held from access_restriction r where r.family_id = family and r.ends_at is null and r.area_id = access_area();
  if held.id is null then
    return false;
  end if;
  if held.owner_id is distinct from access_practitioner() and not 'may_lift' = any(access_parts()) then
    perform access_refuse('Ask the owner of the restriction, or a manager who is named on it, to lift it.');
  end if;
  if coalesce(btrim(why), '') = '' then
    perform access_refuse('Say why the restriction is no longer needed.');
  end if;
  update access_restriction set ends_at = access_now(), reason = held.reason || e'\nLifted: ' || btrim(why) where id = held.id;
  return true;
end $$;

-- Let one more person see a restricted family: by its owner, or by a named person whose role may restrict. Nobody names themselves.
create function people_name_to_restriction(family uuid, practitioner uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  held access_restriction;
  me uuid := access_practitioner();
begin
  perform access_acting();
  select * into held from access_restriction r where r.family_id = family and r.ends_at is null and r.area_id = access_area();
  if held.id is null or me is null or not exists (
      select 1 from access_restrictionmember n where n.restriction_id = held.id and n.practitioner_id = me) then
    -- The same answer whether there is a restriction or not.
    perform access_refuse('Ask the owner of the restriction to name this person.');
  end if;
  if held.owner_id <> me and not 'may_restrict' = any(access_parts()) then
    perform access_refuse('Ask the owner of the restriction to name this person.');
  end if;
  if not people_works_here(practitioner) then
    perform access_refuse('Name people who work in this area today.');
  end if;
  insert into access_restrictionmember (id, restriction_id, practitioner_id)
  values (gen_random_uuid(), held.id, practitioner) on conflict do nothing;
  return true;
end $$;

-- Grant a partner practitioner parts of a family: parts that the actor sees, in a family that the actor sees, and never to oneself.
create function access_grant_sight(family uuid, practitioner uuid, wanted text[], why text, until date) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  made uuid := gen_random_uuid();
begin
  if not ('may_grant' = any(access_parts()) and people_sees_family(family, 'identity')) then
    perform access_refuse('Ask the front door, a senior social worker or a team manager to give sight of this family.');
  end if;
  if practitioner is not distinct from access_practitioner() then
    perform access_refuse('Ask a colleague: nobody gives sight of a family to themselves.');
  end if;
  if not wanted <@ access_parts() or exists (select 1 from unnest(wanted) as w where w like 'may\_%')
      or wanted && array['restricted', 'sealed', 'duty_alert', 'looks', 'front_door', 'hub'] then
    perform access_refuse('Give only parts of the family''s record, and only those that you see yourself.');
  end if;
  if coalesce(btrim(why), '') = '' then
    perform access_refuse('Say why this person needs to see this family''s record.');
  end if;
  if not people_works_here(practitioner) then
    perform access_refuse('Give sight to people who work in this area today.');
  end if;
  insert into access_grant (id, area_id, family_id, practitioner_id, parts, reason, granted_by_id, starts_on, ends_on)
  values (made, access_area(), family, practitioner, wanted, why, access_practitioner(), access_today(), until);
  return made;
end $$;

-- End the open grants on a family: all, or one practitioner's. By whoever sees the help of the family; anybody may give up their own.
create function access_end_grants(family uuid, practitioner uuid) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  ended int;
begin
  if not (people_sees_family(family, 'episode') or practitioner is not distinct from access_practitioner()) then
    perform access_refuse('Ask a worker of this family to end the sight of it.');
  end if;
  update access_grant g set ends_on = greatest(access_today(), g.starts_on), parts = '{}'
  where g.family_id = family and g.area_id = access_area() and g.ends_on is null
    and (practitioner is null or g.practitioner_id = practitioner);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Leave a partner some of the parts granted, and no other. Sight is only taken away, so it needs no authority to grant.
create function access_narrow_grants(family uuid, practitioner uuid, kept text[], why text) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  held text[];
  narrowed int;
begin
  if not people_sees_family(family, 'episode') then
    perform access_refuse('Ask a worker of this family to change the sight of it.');
  end if;
  select coalesce(array_agg(distinct p), '{}') into held from access_grant g, unnest(g.parts) as p
  where g.family_id = family and g.practitioner_id = practitioner and g.area_id = access_area() and g.ends_on is null;
  if not kept <@ held then
    perform access_refuse('A step can show a partner less, never more. Give more sight by a grant of its own.');
  end if;
  narrowed := access_end_grants(family, practitioner);
  if narrowed > 0 then
    insert into access_grant (id, area_id, family_id, practitioner_id, parts, reason, granted_by_id, starts_on)
    values (gen_random_uuid(), access_area(), family, practitioner, kept, why, access_practitioner(), access_today());
  end if;
  return narrowed;
end $$;

create trigger place_changed after insert or delete or update of family_id, person_id, role, ends_on on people_familymember
for each row execute function people_place_changed();
create trigger restriction_changed after insert or update of ends_at, elsewhere on access_restriction
for each row execute function people_restriction_changed();
create trigger person_changed after update of merged_into_id, surname, sealed, date_of_birth on people_person
for each row when (old.merged_into_id is distinct from new.merged_into_id or old.surname is distinct from new.surname
  or old.sealed is distinct from new.sealed or old.date_of_birth is distinct from new.date_of_birth)
execute function people_person_changed();
create trigger keep_mark before update of restricted on people_person
for each row when (old.restricted is distinct from new.restricted) execute function people_keep_mark();
create trigger keep_first_mark before insert on people_person
for each row when (new.restricted) execute function people_keep_mark();
create trigger keep_family before insert or update of restricted, name on people_family
for each row execute function people_keep_family();

grant execute on function access_hidden_people() to kith_app;
grant execute on function access_families_of_hidden() to kith_app;
grant execute on function access_people_without_addresses() to kith_app;
grant execute on function access_granted_people() to kith_app;
-- Not access_records_of: only functions of the owner ask it.
grant execute on function people_restrict(uuid, uuid[], uuid, text, text) to kith_app;
grant execute on function people_lift_restriction(uuid, text) to kith_app;
grant execute on function people_name_to_restriction(uuid, uuid) to kith_app;
grant execute on function access_grant_sight(uuid, uuid, text[], text, date) to kith_app;
grant execute on function access_end_grants(uuid, uuid) to kith_app;
grant execute on function access_narrow_grants(uuid, uuid, text[], text) to kith_app;
