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

revoke execute on function access_end_grants_of_leaver(uuid, date) from public;
grant execute on function access_end_grants_of_leaver(uuid, date) to kith_app;
