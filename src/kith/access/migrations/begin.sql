-- The one statement directly after BEGIN. With an empty list of triggers to pass over, the history triggers need not find out by an
-- error that there is none: that error undoes a subtransaction, which costs more the longer the transaction has written.
-- Returns whether any family of the area is restricted: only then can a name have to be withheld.
drop function if exists access_begin(text, text, uuid, text, timestamptz, text);
create function access_begin(kind text, actor text, area uuid, service text, at timestamptz, context text)
returns boolean language plpgsql security definer set search_path = public as $$
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
