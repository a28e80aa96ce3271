-- Sent forms are remembered so that one sent again is saved once; after a week nobody goes back to one. A row belongs to one
-- practitioner and no service sees them, so they are removed by the owner, and never one of the last day, whatever is asked.
create function access_forget_sent_forms(older_than timestamptz) returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (
    delete from public.access_sentform where at < least(older_than, now() - interval '1 day') returning 1
  )
  select count(*) from gone
$$;

revoke execute on function access_forget_sent_forms(timestamptz) from public;
grant execute on function access_forget_sent_forms(timestamptz) to kith_app;
