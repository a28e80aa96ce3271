"""What a function of the database must be, so that no caller can turn it against the records.

A ``security definer`` function runs as ``kith_owner``, whom every policy lets through. Two things must hold for it: names in its
body are looked up in places the caller cannot write to (a temporary table of the caller's would otherwise stand before ours, and
its triggers would run as the owner), and only the roles named may call it. Triggers run as the caller, but look names up in the
caller's search path all the same: history could be led into a temporary table.

The library that writes history lets a caller name triggers to be passed over; here nothing is.

:data:`SEAL` makes it so after every migration, :data:`LOOSE` lists what is not so; the program does not start while it lists
anything. It imports nothing, so that ``config.database.fitness`` may ask before Django is set up.
"""

SEARCH_PATH = "pg_catalog, public, pg_temp"
"""``pg_temp`` is named, and last: unnamed it is searched before everything else."""

_OURS = """
  p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
  and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
"""
_READS_BY_NAME = r"(p.prosecdef or p.prorettype = 'trigger'::regtype or p.prosrc ~* '\m(from|join|into|update)\M')"
_PATH_IS_SET = f"'search_path={SEARCH_PATH}' = any(coalesce(p.proconfig, '{{}}'))"
_PUBLIC_MAY = "exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)"

NOTHING_PASSED_OVER = "select false"
"""What the library's function answers that would let a caller name triggers of history to be passed over
(``pgtrigger.ignore``)."""

SEAL = f"""
do $$
declare
  f record;
begin
  if to_regprocedure('_pgtrigger_should_ignore(name)') is not null then
    create or replace function _pgtrigger_should_ignore(trigger_name name) returns boolean language sql immutable
    as '{NOTHING_PASSED_OVER}';
  end if;
  for f in
    select p.oid::regprocedure as name, {_READS_BY_NAME} and not {_PATH_IS_SET} as needs_path,
           {_PUBLIC_MAY} as public_may, p.prosecdef as runs_as_owner
    from pg_proc p where {_OURS} and pg_has_role(current_user, p.proowner, 'member')
  loop
    if f.needs_path then
      execute format('alter function %s set search_path to {SEARCH_PATH}', f.name);
    end if;
    if f.public_may then
      execute format('revoke execute on function %s from public', f.name);
    end if;
    -- What runs as the caller gives the caller nothing; what runs as the owner is granted by name,
    -- in the migration that makes it.
    if not f.runs_as_owner and not has_function_privilege('kith_app', f.name::oid, 'execute') then
      execute format('grant execute on function %s to kith_app', f.name);
    end if;
  end loop;
end $$
"""  # noqa: S608  fixed text
"""Run as the owner after every migration: libraries make functions too, and know nothing of this."""

LOOSE = f"""
  select p.oid::regprocedure::text from pg_proc p
  where {_OURS} and (({_READS_BY_NAME} and not {_PATH_IS_SET}) or (p.prosecdef and {_PUBLIC_MAY})
    or (p.proname = '_pgtrigger_should_ignore' and p.prosrc <> '{NOTHING_PASSED_OVER}')) order by 1
"""  # noqa: S608  fixed text
"""The functions that a caller could turn against the records, by name and arguments."""
