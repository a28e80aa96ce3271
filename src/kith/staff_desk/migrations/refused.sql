-- A refused look is seen by the record's own area too, when that is another than the looker's. It answers nothing, so that the looker
-- does not learn that there is such a record; who looked, from where and when is read from the identity, never from the caller.
create function staff_desk_refused_elsewhere(about_family uuid, about_person uuid, about_request uuid, on_page text, for_purpose text)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  of_area uuid;
  of_family uuid;
begin
  if public.access_kind() <> 'practitioner' then
    return;
  end if;
  select f.area_id, f.id into of_area, of_family from public.people_family f where f.id = about_family;
  if of_area is null then
    select p.area_id into of_area from public.people_person p where p.id = about_person;
  end if;
  if of_area is null then
    select r.area_id, r.family_id into of_area, of_family from public.front_door_request r where r.id = about_request;
  end if;
  if of_area is null or of_area = public.access_area() then
    return;
  end if;
  insert into public.audit_look (id, area_id, at, kind, actor_kind, actor, agency_id, looker_area_id, purpose, why, page, family_id,
                                 person_id, asked, shown)
  select pg_catalog.gen_random_uuid(), of_area, public.access_now(), 'refused', 'practitioner', p.id::text, p.agency_id,
         public.access_area(), left(for_purpose, 60), '', left(on_page, 120), of_family,
         (select q.id from public.people_person q where q.id = about_person),
         case when about_request is null then '{}'::jsonb else jsonb_build_object('request', about_request) end, '{}'
  from public.organisations_practitioner p where p.id = public.access_practitioner();
end $$;

revoke execute on function staff_desk_refused_elsewhere(uuid, uuid, uuid, text, text) from public;
grant execute on function staff_desk_refused_elsewhere(uuid, uuid, uuid, text, text) to kith_app;
