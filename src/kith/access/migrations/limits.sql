-- Counting tries (kith.access.limits). The application reads the limits, and never reads or writes the counts but through these.
revoke all on access_tried from kith_app;
revoke insert, update, delete on access_limit from kith_app;

-- Counts a try unless the limit is used up. The clock is the database's: a caller cannot have a count begin anew.
create function access_try(named text, keyed text, out allowed boolean, out used_now integer, out most integer, out until timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := clock_timestamp();
  since_when timestamptz;
  lasts interval;
begin
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

revoke execute on function access_try(text, text), access_give_back(text, text) from public;
grant execute on function access_try(text, text), access_give_back(text, text) to kith_app;
