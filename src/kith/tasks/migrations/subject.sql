-- Whether the actor sees the row that a clock runs on: asked of that row's own table, as whoever acts, so that its policy decides.
-- A table that is not guarded answers no: nothing is shown because a name was misspelt.
create function tasks_subject_is_seen(subject_table text, subject_id uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare seen boolean;
begin
  if not exists (select 1 from pg_class c where c.relname = subject_table and c.relnamespace = 'public'::regnamespace
                 and c.relforcerowsecurity) then
    return false;
  end if;
  execute format('select exists (select 1 from public.%I where id = $1)', subject_table) into seen using subject_id;
  return seen;
end $$;

revoke execute on function tasks_subject_is_seen(text, uuid) from public;
grant execute on function tasks_subject_is_seen(text, uuid) to kith_app;
