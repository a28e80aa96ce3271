create function people_must_be_staff() returns void language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  if access_kind() not in ('practitioner', 'service') then
    raise exception 'Kith: a % asks nothing of the index of people', access_kind() using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Throw away what leads to the people of the acted area and the count of their names, before it is written anew.
create function people_forget_keys() returns void language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not 'may_rewrite_index' = any(access_parts()) then
    raise exception 'Kith: only the service that writes the index anew may throw it away' using errcode = 'insufficient_privilege';
  end if;
  delete from people_matchkey k using people_person p where p.id = k.person_id and p.area_id = access_area();
  delete from people_nameword where area_id = access_area();
end $$;

create function people_count_rows() returns void language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform people_must_be_staff();
  analyze people_person;
end $$;

-- The keys of persons, added to those held: ``which`` says of each key whose it is, by the place in ``persons``. Keys only lead to
-- persons: what is read of a person is guarded where it stands.
create function people_write_keys(persons uuid[], which int[], keys bigint[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform people_must_be_staff();
  insert into people_matchkey (key, person_id)
  select w.key, persons[w.which] from unnest(which, keys) as w(which, key)
  where persons[w.which] in (select p.id from people_person p where p.id = any(persons) and p.area_id = access_area())
  order by w.key
  on conflict do nothing;
end $$;

-- The words of names in the area. ``bearers`` is added to what is held when ``adding``; otherwise a new word begins with it.
create function people_write_words(words text[], places text[], bearers int[], adding boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform people_must_be_staff();
  if adding then
    insert into people_nameword (area_id, word, place, people)
    select access_area(), w.word, w.place, sum(w.bearers) from unnest(words, places, bearers) as w(word, place, bearers)
    group by w.word, w.place order by w.word, w.place
    on conflict (area_id, word, place) do update set people = people_nameword.people + excluded.people;
  else
    insert into people_nameword (area_id, word, place, people)
    select distinct on (w.word, w.place) access_area(), w.word, w.place, w.bearers
    from unnest(words, places, bearers) as w(word, place, bearers)
    on conflict do nothing;
  end if;
end $$;

-- The persons who share the most telling keys with each row wanted. A key that few bear says more than one that many bear.
-- At most ``widest`` bearers of one key are looked at; whoever shares less than ``part`` of what the best one shares is left out, and so
-- is whoever the actor does not see.
create function people_candidates(wanted_rows int[], wanted_keys bigint[], most int, widest int, part float)
returns table (row_no int, person_id uuid, told float) language sql stable security definer
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_custom_plan as $$
  with bearers as (
    select w.row_no, h.person_id, count(*) over (partition by w.row_no, w.key) as shared_by
    from unnest(wanted_rows, wanted_keys) as w(row_no, key)
    cross join lateral (select k.person_id from people_matchkey k where k.key = w.key limit widest) h
    where access_acting()
  ), sums as (
    select b.row_no, b.person_id, sum(14 - ln(b.shared_by)) as told from bearers b group by b.row_no, b.person_id
  ), ranked as (
    select s.*, row_number() over (partition by s.row_no order by s.told desc, s.person_id) as place,
           max(s.told) over (partition by s.row_no) as best
    from sums s
  )
  select r.row_no, r.person_id, r.told::float from ranked r join people_person p on p.id = r.person_id
  where r.place <= most and r.told >= part * r.best and (%PERSON%)
$$;

-- The persons who bear at least one key of every group.
create function people_bearing(groups int[], keys bigint[], most int, widest int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off as $$
  select b.person_id from (
    select h.person_id
    from unnest(groups, keys) as w(g, key)
    cross join lateral (select k.person_id from people_matchkey k where k.key = w.key limit widest) h
    where access_acting()
    group by h.person_id having count(distinct w.g) = (select count(distinct g) from unnest(groups) as g)
    limit most
  ) b join people_person p on p.id = b.person_id where %PERSON%
$$;

-- Which restricted families a request or search may concern. Writes a notice to each family's named people, once a day for one actor,
-- and answers with whom to ring only to a duty role (practice.md P-11); to everybody else it answers nothing, as for a person not held.
-- API clients, public forms and readers ask nothing. ``kinds`` says of each key what it stands for.
create function people_restricted_match(kinds text[], keys bigint[]) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found record;
  has_birth boolean := 'born' = any(kinds);
  tells boolean := access_parts() && array['duty_alert', 'restricted'];
  context jsonb := access_setting('pghistory.context_metadata')::jsonb;
begin
  perform people_must_be_staff();
  for found in
    select r.owner_id, r.family_id
    from access_restriction r
    where r.area_id = access_area() and r.ends_at is null
      and not exists (select 1 from access_restrictionmember n
                      where n.restriction_id = r.id and n.practitioner_id = access_practitioner())
      and exists (
        select 1
        from people_familymember m
        join people_person p on p.id = m.person_id and not p.sealed
        join unnest(kinds, keys) as w(kind, key) on true
        join people_matchkey k on k.key = w.key and k.person_id = m.person_id
        where m.family_id = r.family_id
        group by m.person_id
        having bool_or(w.kind in ('nhs', 'upn'))
          or (bool_or(w.kind in ('name', 'near'))
              and bool_or(w.kind in ('born', 'slip', 'address', 'house', 'place', 'telephone', 'email')))
          or (bool_or(w.kind = 'born') and bool_or(w.kind = 'slip'))
          or (bool_or(w.kind = 'name') and not has_birth))
  loop
    insert into people_restrictednotice (id, area_id, family_id, at, actor_kind, actor, why)
    select gen_random_uuid(), access_area(), found.family_id, access_now(), access_kind(), access_sender(),
           left(coalesce(nullif(context ->> 'why', ''), context ->> 'purpose', ''), 200)
    where not exists (
      select 1 from people_restrictednotice n
      where n.family_id = found.family_id and n.actor = access_sender()
        and (n.at at time zone 'Europe/London')::date = access_today());
    if tells then
      return next found.owner_id;
    end if;
  end loop;
end $$;

grant execute on function people_write_keys(uuid[], int[], bigint[]) to kith_app;
grant execute on function people_write_words(text[], text[], int[], boolean) to kith_app;
grant execute on function people_forget_keys() to kith_app;
grant execute on function people_candidates(int[], bigint[], int, int, float) to kith_app;
grant execute on function people_bearing(int[], bigint[], int, int) to kith_app;
grant execute on function people_restricted_match(text[], bigint[]) to kith_app;
grant execute on function people_count_rows() to kith_app;
