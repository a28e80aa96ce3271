-- What every policy asks. Functions that read tables run as the owner (security definer), so that no policy recurses.

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
returns void language plpgsql security definer set search_path = public as $$
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
          set_config('pghistory.context_id', gen_random_uuid()::text, true);
end $$;

-- Families restricted in this area that the actor is not named on.
create function access_hidden_families() returns setof uuid language sql stable security definer set search_path = public as $$
  select r.family_id from access_restriction r
  where r.area_id = access_area() and r.ends_at is null
    and not 'restricted' = any(access_parts())
    and not exists (select 1 from access_restrictionmember m
                    where m.restriction_id = r.id and m.practitioner_id = access_practitioner())
$$;

-- Families on which a partner practitioner holds a dated grant of a part. Any grant carries who the family is.
create function access_granted(wanted text) returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(g.family_id), '{}') from access_grant g
  where g.practitioner_id = access_practitioner() and g.area_id = access_area()
    and g.starts_on <= access_today() and (g.ends_on is null or g.ends_on >= access_today())
    and (wanted = any(g.parts) or (wanted = 'identity' and cardinality(g.parts) > 0))
    and g.family_id not in (select access_hidden_families())
$$;
