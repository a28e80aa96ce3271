-- Which restricted families a request or search may concern. Writes a notice to each family's named people, once a day for one actor,
-- and answers with the restrictions only to a duty role (practice.md P-11); to everybody else it answers nothing, as for a person not held.
create function people_restricted_match(kinds text[], vals text[]) returns setof uuid
language plpgsql volatile security definer set search_path = public as $$
declare
  found record;
  has_birth boolean := 'born' = any(kinds);
  tells boolean := access_parts() && array['duty_alert', 'restricted'];
  context jsonb := access_setting('pghistory.context_metadata')::jsonb;
begin
  for found in
    select r.id, r.family_id
    from access_restriction r
    where r.area_id = access_area() and r.ends_at is null
      and not exists (select 1 from access_restrictionmember n
                      where n.restriction_id = r.id and n.practitioner_id = access_practitioner())
      and exists (
        select 1
        from people_familymember m
        join people_personkey k on k.person_id = m.person_id
        join unnest(kinds, vals) as w(kind, value) on w.kind = k.kind and w.value = k.value
        where m.family_id = r.family_id
        group by m.person_id
        having bool_or(k.kind in ('nhs', 'upn'))
          or (bool_or(k.kind in ('name', 'sound', 'near'))
              and bool_or(k.kind in ('born', 'born_sound', 'address', 'place', 'telephone', 'email')))
          or (bool_or(k.kind = 'born') and bool_or(k.kind = 'born_sound'))
          or (bool_or(k.kind in ('name', 'sound')) and not has_birth))
  loop
    insert into people_restrictednotice (id, area_id, family_id, at, actor_kind, actor, why)
    select gen_random_uuid(), access_area(), found.family_id, access_now(), access_kind(), access_sender(),
           left(coalesce(nullif(context ->> 'why', ''), context ->> 'purpose', ''), 200)
    where not exists (
      select 1 from people_restrictednotice n
      where n.family_id = found.family_id and n.actor = access_sender()
        and (n.at at time zone 'Europe/London')::date = access_today());
    if tells then
      return next found.id;
    end if;
  end loop;
end $$;

-- Of these persons, those who are in another family that is restricted, whoever asks. For keeping people_person.restricted true.
create function people_restricted_elsewhere(persons uuid[], but_not uuid) returns setof uuid
language sql stable security definer set search_path = public as $$
  select distinct m.person_id from people_familymember m
  join access_restriction r on r.family_id = m.family_id and r.ends_at is null
  where m.person_id = any(persons) and m.family_id <> but_not and r.area_id = access_area()
$$;
