-- What every policy asks, and who may see what. Functions that read tables run as the owner (security definer), so that no policy
-- recurses. A new function is nobody's until it is granted by name, here or in the room that makes it; what libraries make is sealed
-- after every migration (access.owner_functions). Bodies are checked when they run: some read tables of rooms above.

set local check_function_bodies = off;
alter default privileges revoke execute on functions from public;

create function access_refuse_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'Kith: % is append-only and cannot be truncated', tg_table_name;
end $$;

create function access_setting(name text) returns text language plpgsql stable parallel safe as $$
declare value text := current_setting(name, true);
begin
  if value is null then
    raise exception 'Kith: no identity in this transaction' using errcode = 'insufficient_privilege';
  end if;
  return value;
end $$;

-- True when somebody acts; raises otherwise, so that a guarded statement without identity never answers empty.
create function access_acting() returns boolean language plpgsql stable parallel safe as $$
begin
  if coalesce(current_setting('kith.kind', true), '') = '' then
    raise exception 'Kith: no identity in this transaction' using errcode = 'insufficient_privilege';
  end if;
  return true;
end $$;

create function access_area() returns uuid language sql stable parallel safe as
$$ select nullif(access_setting('kith.area'), '')::uuid $$;

create function access_kind() returns text language sql stable parallel safe as
$$ select access_setting('kith.kind') $$;

create function access_parts() returns text[] language sql stable parallel safe as
$$ select access_setting('kith.parts')::text[] $$;

create function access_practitioner() returns uuid language sql stable parallel safe as
$$ select case when access_setting('kith.kind') = 'practitioner' then access_setting('kith.actor')::uuid end $$;

-- The one who sent a request: an API client or a practitioner by id, a public form by its one-time token.
create function access_sender() returns text language sql stable parallel safe as
$$ select access_setting('kith.actor') $$;

create function access_now() returns timestamptz language sql stable parallel safe as
$$ select access_setting('kith.now')::timestamptz $$;

create function access_today() returns date language sql stable parallel safe as
$$ select (access_now() at time zone 'Europe/London')::date $$;

-- The one statement directly after BEGIN.
create function access_begin(kind text, actor text, area uuid, service text, at timestamptz, context text)
returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  parts text[];
  today date := (at at time zone 'Europe/London')::date;
begin
  if kind is null or kind = '' or actor is null or actor = '' or area is null then
    raise exception 'Kith: an identity needs a kind, an actor and an area' using errcode = 'insufficient_privilege';
  end if;
  if kind = 'practitioner' then
    select coalesce(array_agg(distinct s.part), '{}') into parts
    from organisations_membership m join access_sight s on s.holder = 'role:' || m.role
    where m.practitioner_id = actor::uuid and m.area_id = area
      and m.starts_on <= today and (m.ends_on is null or m.ends_on >= today);
  elsif kind = 'service' then
    select coalesce(array_agg(s.part), '{}') into parts from access_sight s where s.holder = service;
  else
    parts := '{}';
  end if;
  perform set_config('kith.kind', kind, true), set_config('kith.actor', actor, true),
          set_config('kith.area', area::text, true), set_config('kith.parts', parts::text, true),
          set_config('kith.now', at::text, true), set_config('pghistory.context_metadata', context, true),
          set_config('pghistory.context_id', gen_random_uuid()::text, true),
          set_config('pgtrigger.ignore', '{}', true);
  return exists (select 1 from access_restriction r where r.area_id = area and r.ends_at is null);
end $$;

-- Families restricted in this area that the actor is not named on.
create function access_hidden_families() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select r.family_id from access_restriction r
  where r.area_id = access_area() and r.ends_at is null
    and not 'restricted' = any(access_parts())
    and not exists (select 1 from access_restrictionmember m
                    where m.restriction_id = r.id and m.practitioner_id = access_practitioner())
$$;

-- Families on which a partner practitioner holds a dated grant of a part. Any grant carries who the family is.
create function access_granted(wanted text) returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(g.family_id), '{}') from access_grant g
  where g.practitioner_id = access_practitioner() and g.area_id = access_area()
    and g.starts_on <= access_today() and (g.ends_on is null or g.ends_on >= access_today())
    and (wanted = any(g.parts) or (wanted = 'identity' and cardinality(g.parts) > 0))
    and g.family_id not in (select access_hidden_families())
    and exists (
      select 1 from organisations_membership m
      where m.practitioner_id = g.practitioner_id and m.area_id = g.area_id and m.starts_on <= access_today()
        and (m.ends_on is null or m.ends_on >= access_today())
        and m.role not in ('hub_partner', 'finance_officer', 'returns_officer', 'programme_lead', 'auditor', 'administrator'))
$$;

-- Rule 6: a colleague who follows a link is told whom to ask, and nobody else that there is anything to ask about.
create function access_restriction_explained(family uuid) returns table (owner uuid, since timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.owner_id, r.starts_at from access_restriction r
  where r.family_id = family and r.ends_at is null and r.area_id = access_area() and 'identity' = any(access_parts())
    and exists (
      select 1 from organisations_practitioner p join organisations_agency a on a.id = p.agency_id
      where p.id = access_practitioner() and a.kind = 'childrens_services')
$$;

-- Counts a try unless the limit is used up. The clock is the database's: a caller cannot have a count begin anew.
create function access_try(named text, keyed text, out allowed boolean, out used_now integer, out most integer, out until timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := clock_timestamp();
  since_when timestamptz;
  lasts interval;
begin
  -- A count need not wait for the disk: what a fall of the server loses is less than a second's.
  perform set_config('synchronous_commit', 'off', true);
  select l.tries, make_interval(secs => l.seconds) into most, lasts from public.access_limit l where l.name = named;
  if not found then
    raise exception 'Kith: there is no limit called %', named;
  end if;
  -- Of any number at once each waits for the row, and sees what the one before it made of it.
  insert into public.access_tried as held (name, key, since, used) values (named, keyed, at, 1)
  on conflict (name, key) do update
    set used = case when held.since + lasts <= at then 1 else held.used + 1 end,
        since = case when held.since + lasts <= at then at else held.since end
    where held.used < most or held.since + lasts <= at
  returning held.used, held.since into used_now, since_when;
  allowed := found;
  if not allowed then
    select held.used, held.since into used_now, since_when
    from public.access_tried held where held.name = named and held.key = keyed;
  end if;
  until := since_when + lasts;
  -- Now and then, counts that are over are swept away.
  if random() < 0.01 then
    delete from public.access_tried held using public.access_limit l
    where l.name = held.name and held.since + make_interval(secs => l.seconds) < at - interval '1 day';
  end if;
end $$;

-- Takes one try off a count again. Never below none, never more than the one.
create function access_give_back(named text, keyed text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.access_tried set used = used - 1 where name = named and key = keyed and used > 0
$$;

-- Ends every grant of a practitioner who has left, in every area, and says how many. Whoever calls it can take sight from nobody who
-- still signs in. By a command nobody acts: history then says that it was made here.
create function access_end_grants_of_leaver(leaver uuid, day date) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare ended integer;
begin
  if exists (select 1 from public.organisations_practitioner p join public.organisations_user u on u.id = p.user_id
             where p.id = leaver and u.is_active) then
    raise exception 'Kith: who still signs in keeps their grants' using errcode = 'insufficient_privilege';
  end if;
  if coalesce(current_setting('pghistory.context_metadata', true), '') = '' then
    perform set_config('pghistory.context_metadata', '{"kind": "service", "actor": "leaver", "purpose": "administration"}', true),
            set_config('pghistory.context_id', gen_random_uuid()::text, true);
  end if;
  update public.access_grant set ends_on = greatest(starts_on, day), parts = '{}'
  where practitioner_id = leaver and (ends_on is null or ends_on >= day);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Sent forms are remembered so that one sent again is saved once; after a week nobody goes back to one. A row belongs to one
-- practitioner and no service sees them, so they are removed by the owner, and never one of the last day, whatever is asked.
create function access_forget_sent_forms(older_than timestamptz) returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (
    delete from public.access_sentform where at < least(older_than, now() - interval '1 day') returning 1
  )
  select count(*) from gone
$$;

grant execute on function access_begin(text, text, uuid, text, timestamptz, text) to kith_app;
grant execute on function access_hidden_families() to kith_app;
grant execute on function access_granted(text) to kith_app;
grant execute on function access_restriction_explained(uuid) to kith_app;
grant execute on function access_try(text, text), access_give_back(text, text) to kith_app;
grant execute on function access_end_grants_of_leaver(uuid, date) to kith_app;
grant execute on function access_forget_sent_forms(timestamptz) to kith_app;

-- What a role sees is written from the program's own list, by the owner, and read by access_begin alone.
alter table access_sight enable row level security;
alter table access_sight force row level security;
create policy owner on access_sight to kith_owner using (true) with check (true);
create policy app on access_sight to kith_app using (false) with check (false);
revoke all on access_sight from kith_app;
-- Counting tries (kith.access.limits): the application reads the limits, and never reads or writes the counts but by the functions.
revoke all on access_tried from kith_app;
revoke insert, update, delete on access_limit from kith_app;
